"""The search for plans: six months, twelve decisions, every plan of the answer checked."""

from __future__ import annotations

import os
import time
from importlib.resources import files

from lactea.bench import bars
from lactea.bench.timing import Ratio
from lactea.plan.candidate import broken_limits
from lactea.plan.planning import Effort, Plans, make_plans
from lactea.plan.request import loads_request
from lactea.plan.space import DECISIONS


def measure(tries: int) -> Ratio:
    """Seconds by the wall of one search with its check; nothing where a plan breaks what it may not."""
    text = files("lactea.bench").joinpath("plans.yaml").read_text("utf-8")
    request = loads_request(text, "plans.yaml")
    effort = Effort(tries=tries)
    begin, worked = time.perf_counter(), time.process_time()
    found = make_plans(request, "clinician", 0, effort)
    seconds, work = time.perf_counter() - begin, time.process_time() - worked
    floor, goal = bars.PLAN_SECONDS
    return Ratio(
        f"seconds, plans for {request.last_day} days", "lactea", "",
        seconds if is_right(found) else None, floor=floor, goal=goal, at_most=True,
        note=f"{DECISIONS} decisions, {found.tried} candidates on {effort.people} people, checked on "
        f"{found.people}; {work:.0f} s of processor time, so at least {work / (os.cpu_count() or 1):.0f} s by the "
        f"wall on these {os.cpu_count()} cores alone; load of the machine {os.getloadavg()[0]:.1f}",
    )  # fmt: skip


def is_right(found: Plans) -> bool:
    """Whether there are plans, and none breaks a limit or is blocked."""
    return bool(found.plans) and not any(
        broken_limits(one.candidate, found.request) or one.screening.blocked for one in found.plans
    )
