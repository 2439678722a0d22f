"""A request answered; the work of a process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lactea.app.jobs import Teller
from lactea.app.preferences import Mode
from lactea.plan.planning import Effort
from lactea.twin.from_record import InfantAnswer

if TYPE_CHECKING:
    from lactea.plan.own_log import Followers
    from lactea.plan.request import Request

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
    record : str
        The own record as JSON, where plans are tried on people who follow it.
    infant : str
        With a record: what is known of the infant.
    """

    text: str
    mode: Mode
    seed: int
    effort: Effort
    record: str = field(default="", repr=False)
    infant: InfantAnswer = "unknown"


def make(told: Teller, asked: Asked) -> dict[str, Any]:
    """The document that ``lactea plan --json`` prints."""
    from lactea.plan import loads_request
    from lactea.plan.answer import answer

    request = loads_request(asked.text, SOURCE)
    own_log = _followers(told, request, asked) if asked.record else None
    return answer(request, asked.mode, asked.seed, asked.effort, told, own_log)[0]


def _followers(told: Teller, request: Request, asked: Asked) -> Followers:
    from lactea.plan.own_log import diary_for, followers
    from lactea.record import read_json

    told("fitting your log", 0, 0)
    diary = diary_for(request, read_json(asked.record, "your log"), asked.infant)
    return followers(request, diary, asked.mode != "parent", asked.seed)
