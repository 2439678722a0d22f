"""A request answered; the work of a process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lactea.app.jobs import Teller
from lactea.app.preferences import Mode
from lactea.plan.planning import Effort

SOURCE = "your request"


@dataclass(frozen=True)
class Asked:
    """What plans are asked for.

    Attributes
    ----------
    text : str
        The request as YAML.
    mode : str
        For whom: the narrower of the app's and the request's.
    """

    text: str
    mode: Mode
    seed: int
    effort: Effort


def make(told: Teller, asked: Asked) -> dict[str, Any]:
    """The document that ``lactea plan --json`` prints."""
    from lactea.plan import loads_request
    from lactea.plan.answer import answer

    return answer(loads_request(asked.text, SOURCE), asked.mode, asked.seed, asked.effort, told)[0]
