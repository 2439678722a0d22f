"""Plans as JSON, ``lactea.plan/1``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from lactea.body.registry import default_body
from lactea.plan import dominance
from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import schedule_of
from lactea.plan.own_log import own_log_data
from lactea.plan.planning import Plan, Plans
from lactea.plan.request import Request, as_data
from lactea.plan.schedule import Stretch
from lactea.plan.tools import taken_as_now
from lactea.plan.verdict import reach_of, verdict
from lactea.plan.week import weekdays_from
from lactea.plan.wording import CLOSING, KNOWN_MISSES, cautions, title
from lactea.reading.clock import format_clock
from lactea.reading.durations import MINUTE
from lactea.results.stamp import commit, parameter_set, short_hash, version
from lactea.safety import document as safety_document
from lactea.safety.doses import without_doses
from lactea.scenario import as_data as scenario_data

SCHEMA = "lactea.plan/1"


def stamp_of(request: Request, seed: int) -> dict[str, Any]:
    """Where the document comes from."""
    values = {one.id: one.value for one in default_body().parameters.values()}
    return {
        "version": version(),
        "commit": commit(),
        "scenario_hash": request.hash,
        "parameter_set": parameter_set(values),
        "seed": seed,
    }


def document(plans: Plans) -> dict[str, Any]:
    """Plain data of the family; for parents no amount of any medicine stands in it."""
    request = plans.request
    made: dict[str, Any] = {
        "schema": SCHEMA,
        **stamp_of(request, plans.seed),
        "plan_id": plan_id(request.name),
        "mode": plans.mode,
        "request": as_data(request),
        "goal": request.goal.sentence(),
        "cautions": list(cautions(request)),
        "reach": reach_of(plans),
        "verdict": verdict(plans),
        "tried": plans.tried,
        "people": plans.people,
        "people_lost": plans.lost,
        "own_log": own_log_data(plans.own_log),
        "stopped": plans.stopped,
        "plans": [plan_entry(one, plans) for one in plans.plans],
        "taken_as_now": taken_as_now(request),
        "changes": [
            {
                "change": one.words,
                "gain_mL_per_day": number(one.gain),
                "low": number(one.low),
                "high": number(one.high),
                "minutes_per_day": one.minutes,
                "said": one.lever.said,
                "grade": one.lever.grade,
            }
            for one in plans.changes
        ],
        "published_protocols": [
            {
                "name": one.name,
                "chance": number(one.outcome.chance),
                "chance_band": list(one.outcome.band),
                "hours": one.hours,
                "medicine_days": one.medicine_days,
                "blocked_by": list(one.blocked),
                "breaks_limits": list(one.broken),
                "plan_as_good_for_no_more": one.beaten_by or None,
                "as_good_as_plans": list(one.standing.beats),
                "best_plan": one.standing.nearest,
                "best_plan_more": {
                    "chance": number(one.standing.chance),
                    "hours": one.standing.hours,
                    "medicine_days": one.standing.medicine_days,
                },
            }
            for one in plans.compared
        ],
        "published_verdict": dominance.verdict([one.standing for one in plans.compared]),
        "last_pumping": None
        if plans.last_pumping is None
        else {
            "until": str(plans.last_pumping.until),
            "put_by_mL_per_day": plans.last_pumping.put_by,
            "day": None if plans.last_pumping.day is None else str(plans.last_pumping.day),
        },
        "refusals": [
            {"name": one.name, "reasons": list(one.reasons), "questions": list(one.questions)}
            for one in plans.refusals
        ],
        "known_misses": list(KNOWN_MISSES),
        "notice": CLOSING,
    }
    return redacted(made) if plans.mode == "parent" else made


def plan_id(name: str) -> str:
    """The part of identifiers that stays when a plan is made anew under the same name."""
    return f"plan-{short_hash(name)[:10]}"


def plan_entry(plan: Plan, plans: Plans) -> dict[str, Any]:
    """One plan."""
    request, candidate, outcome = plans.request, plan.candidate, plan.outcome
    schedule = schedule_of(candidate, request)
    burden = plan.evaluated.burden
    return {
        "letter": plan.letter,
        "title": title(plan, request),
        "chance": number(outcome.chance),
        "chance_band": [number(edge) for edge in outcome.band],
        "target": outcome.target,
        "quantiles": dict(zip(("5", "25", "50", "75", "95"), outcome.quantiles(), strict=True)),
        "burden": {
            "minutes_per_day": burden.minutes_per_day,
            "most_minutes_per_day": max((s.minutes_per_day for s in schedule.stretches), default=0.0),
            "hours": burden.hours,
            "nights": burden.nights,
            "medicine_days": 0 if candidate.regimen is None else candidate.regimen.days,
            "medicine_exposure": burden.exposure,
        },
        "schedule": {
            "device": schedule.device,
            "at_once": schedule.at_once,
            "stretches": [stretch_entry(plan.letter, n, one, request) for n, one in enumerate(schedule.stretches)],
            "medicines": [take.sentence(request.words) for take in schedule.takes],
        },
        "medicine": _medicine(plan),
        "weekly_mL_per_day": [
            {"date": str(request.date(day)), "low": low, "half": half, "high": high}
            for day, low, half, high in plan.weekly
        ],
        "arrivals": [
            {"word": one.word, "date": str(request.date(one.day)), "chance": one.chance, "value": one.value}
            for one in plan.arrivals
        ],
        "parts": [
            {
                "step": part.lever.words, "instead": part.off, "adds_chance": part.chance,
                "adds_mL_per_day": number(part.volume), "said": part.lever.said,
                "rows": list(part.lever.rows), "grade": part.lever.grade,
            }
            for part in plan.parts
        ],
        "safety": safety_document(plan.screening),
        "stop": {
            "steps": [{"after_days": day, "sessions": n} for day, n in plan.stop.steps],
            "said": list(plan.stop.said),
            "relief": [{"measure": what, "said": said} for what, said in plan.stop.relief],
            "tapers": list(plan.stop.tapers),
        },
        "visits": [{"date": str(request.date(day)), "what": what} for day, what in plan.visits],
        "equipment": list(plan.equipment),
        "scenario": scenario_data(scenario_of(schedule, request)),
    }  # fmt: skip


def stretch_entry(letter: str, number_: int, stretch: Stretch, request: Request) -> dict[str, Any]:
    """The days of a stretch, with a name for each session."""
    return {
        "from": str(request.date(stretch.begin)),
        "until": str(request.date(stretch.end - 1)),
        "weekdays": list(weekdays_from(request.today, stretch.week)),
        "sessions": [
            {
                "slot": f"{letter}{number_ + 1}-{place:02d}",
                "time": format_clock(time),
                "minutes": length // MINUTE,
            }
            for place, (time, length) in enumerate(stretch.sessions, 1)
        ],
    }


def _medicine(plan: Plan) -> dict[str, Any] | None:
    regimen = plan.candidate.regimen
    if regimen is None:
        return None
    return {
        "course": regimen.name,
        "published_as": regimen.scenario,
        "days": regimen.days,
        "rows": list(regimen.rows),
        "evidence": None if regimen.evidence is None else regimen.evidence.sentence(),
    }


def number(value: float) -> float | None:
    """A number, or None where there is none."""
    return None if math.isnan(value) else float(value)


def redacted(data: Any) -> Any:
    """The same data with every amount of a medicine replaced by words."""
    if isinstance(data, str):
        return without_doses(data)
    if isinstance(data, Mapping):
        return {key: redacted(value) for key, value in data.items()}
    return [redacted(value) for value in data] if isinstance(data, list) else data
