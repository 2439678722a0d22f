"""What a request is answered with, whatever it asks for: plans that reach a goal, or ways to stop."""

from __future__ import annotations

from typing import Any

from lactea.plan.document import document
from lactea.plan.own_log import Followers
from lactea.plan.planning import Effort, Told, make_plans
from lactea.plan.request import Mode, Request
from lactea.plan.stop_document import stop_document
from lactea.plan.stop_wording import ways_text
from lactea.plan.weaning import ways_to_stop
from lactea.plan.wording import text


def answer(
    request: Request,
    mode: Mode,
    seed: int,
    effort: Effort,
    told: Told | None = None,
    own_log: Followers | None = None,
) -> tuple[dict[str, Any], str]:
    """The answer as data and as text.

    Parameters
    ----------
    mode : str
        For whom.
    effort : Effort
        Of the search; of ways to stop all are tried.
    told : callable, optional
        Hears what is going on, and how much of it is done. A KeyboardInterrupt that it raises ends the
        search with the best so far.
    own_log : Followers, optional
        On whom plans are tried; people like this one without it.
    """
    if request.goal.kind == "stop":
        ways = ways_to_stop(request, mode, seed, effort.people, told, own_log)
        return stop_document(ways), ways_text(ways)
    plans = make_plans(request, mode, seed, effort, told, own_log)
    return document(plans), text(plans)
