"""Ways to stop as JSON, in the form of other plans, so that calendars and pages read them alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from lactea.care import relief, signs
from lactea.plan.as_scenario import scenario_of
from lactea.plan.document import SCHEMA, plan_id, redacted, stamp_of, stretch_entry
from lactea.plan.own_log import own_log_data
from lactea.plan.request import as_data
from lactea.plan.stop_wording import CLOSING, CLOSING_LOSS, misses, ways_verdict
from lactea.plan.tools import taken_as_now
from lactea.plan.weaning import Way, Ways
from lactea.safety import document as safety_document
from lactea.scenario import as_data as scenario_data

LETTERS = "ABC"


def stop_document(ways: Ways) -> dict[str, Any]:
    """Plain data of the ways to stop."""
    request = ways.request
    loss = request.after_loss
    made: dict[str, Any] = {
        "schema": SCHEMA,
        **stamp_of(request, ways.seed),
        "plan_id": plan_id(request.name),
        "mode": ways.mode,
        "request": as_data(request),
        "goal": request.goal.sentence(),
        "reach": "in reach" if ways.shown else "no plan",
        "verdict": ways_verdict(ways),
        "cautions": [],
        "tried": len(ways.tried),
        "people": ways.shown[0].hardship.people if ways.shown else 0,
        "people_lost": ways.lost,
        "own_log": own_log_data(ways.own_log),
        "stopped": ways.stopped,
        "plans": [
            _entry(letter, way, ways) for letter, way in zip(LETTERS, ways.shown, strict=False)
        ],
        "taken_as_now": taken_as_now(request),
        "ways": [_hardship(way) for way in ways.tried],
        "relief": [
            {"measure": one.measure, "said": one.said, "grade": one.grade, "source": one.source}
            for one in relief()
            if {"stopping", "engorgement"} & set(one.topics)
        ],
        "signs": [
            {"urgency": one.urgency, "sign": one.sign} for one in signs() if one.who == "person"
        ],
        "refusals": [],
        "known_misses": misses(request),
        "notice": CLOSING_LOSS if loss else CLOSING,
    }
    return redacted(made) if ways.mode == "parent" else made


def _entry(letter: str, way: Way, ways: Ways) -> dict[str, Any]:
    request, schedule = ways.request, way.schedule
    share, band = way.hardship.chance_back
    return {
        "letter": letter,
        "title": way.title,
        "chance": share,
        "chance_band": list(band),
        "hardship": _hardship(way),
        "burden": {
            "minutes_per_day": 60 * schedule.hours / request.last_day,
            "most_minutes_per_day": max((s.minutes_per_day for s in schedule.stretches), default=0.0),
            "hours": schedule.hours,
            "nights": schedule.nights(request),
            "medicine_days": 0,
            "medicine_exposure": 0.0,
        },
        "schedule": {
            "device": schedule.device,
            "at_once": schedule.at_once,
            "stretches": [
                stretch_entry(letter, number, one, request)
                for number, one in enumerate(schedule.stretches)
            ],
            "medicines": [],
        },
        "medicine": None,
        "weekly_mL_per_day": [],
        "arrivals": [],
        "parts": [],
        "safety": safety_document(way.screening),
        "stop": {"steps": [], "said": ["It may go faster or slower on any day."], "relief": [], "tapers": []},
        "visits": [
            {"date": str(request.date(way.last)), "what": "the last session was: how it feels"}
        ],
        "equipment": ["something cold for comfort", "pads for milk that leaks"],
        "scenario": scenario_data(scenario_of(schedule, request)),
    }  # fmt: skip


def _hardship(way: Way) -> dict[str, Any]:
    hard = way.hardship
    return {
        "title": way.title,
        "order": way.order,
        "days_between": way.pace,
        "last_session_day": way.last,
        "engorged_h": float(np.mean(hard.engorged)),
        "highest_engorgement": float(np.mean(hard.peak)),
        "mastitis_per_100": {
            "by_stasis": 100 * float(np.mean(hard.mastitis_stasis)),
            "by_inflammation": 100 * float(np.mean(hard.mastitis_inflammation)),
        },
        "gone_back": hard.chance_back[0],
    }
