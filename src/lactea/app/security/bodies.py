"""How much may be sent to the app: no more than a limit, and nothing compressed."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lactea.app.security.messages import refuse, refuse_unread

LARGEST_BODY = 8 * 1024 * 1024
TOO_LARGE = f"what was sent is larger than {LARGEST_BODY // 1024**2} MB, the most that is taken."
COMPRESSED = (
    "compressed requests are not taken: a few bytes could grow to gigabytes. Send them plain."
)
BAD_LENGTH = "the length of what is sent is not a number."


class _TooLargeError(Exception):
    """More came than was announced or allowed."""


@dataclass(frozen=True)
class LimitedBody:
    """Refuses bodies that are too large with 413, and compressed ones with 415."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if headers.get("content-encoding", "identity").lower() != "identity":
            return await refuse_unread(receive, send, 415, COMPRESSED)
        announced = headers.get("content-length", "0")
        if not (announced.isascii() and announced.isdigit()):
            return await refuse_unread(receive, send, 400, BAD_LENGTH)
        if len(announced) > 12 or int(announced) > LARGEST_BODY:
            return await refuse_unread(receive, send, 413, TOO_LARGE)
        return await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counting what really arrives: an announced length may be missing or wrong."""
        received = 0
        more = True
        refused = False

        async def receive_counted() -> Message:
            nonlocal received, more
            message = await receive()
            received += len(message.get("body", b""))
            more = message.get("more_body", False)
            if received > LARGEST_BODY:
                raise _TooLargeError
            return message

        async def send_unless_too_large(message: Message) -> None:
            # The app may have turned our error into an answer of its own.
            nonlocal refused
            if received <= LARGEST_BODY:
                await send(message)
            elif not refused:
                refused = True
                if more:
                    await refuse_unread(receive, send, 413, TOO_LARGE)
                else:
                    await refuse(send, 413, TOO_LARGE)

        try:
            await self.app(scope, receive_counted, send_unless_too_large)
        except _TooLargeError:
            await send_unless_too_large({"type": "http.response.body"})
