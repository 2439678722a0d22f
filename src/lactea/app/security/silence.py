"""A defect is reported by its kind and place alone: its text may hold what a person entered."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lactea.app.security.messages import refuse

LOG = logging.getLogger("lactea.app")
DEFECT = (
    "stopped by an error of its own. This is a defect of lactea and not of your input. "
    "Nothing that was acknowledged is lost; go back and try again."
)


def place_of(error: BaseException) -> str:
    """Kind of an error and the line that raised it; none of its words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else "an unknown line"
    return f"{type(error).__name__} in {where}"


@dataclass(frozen=True)
class SilentDefects:
    """Turns any error into an answer 500, and into a line of the log without its text."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def send_noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except Exception as error:
            LOG.error("defect: %s", place_of(error))
            if scope["type"] == "http" and not answered:
                await refuse(send, 500, DEFECT)
