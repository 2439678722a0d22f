"""Plans as ``lactea plan --out`` keeps them, with everything that is read of them later."""

from __future__ import annotations

from typing import Any

SESSION = {"slot": "A1-01", "time": "07:00", "minutes": 15}
STRETCH = {"from": "2026-12-01", "until": "2027-02-28", "sessions": [SESSION]}


def kept_plan(**given: Any) -> dict[str, Any]:
    """One plan, with some of its entries as they are given; `stretches` stand in its schedule."""
    schedule = {"device": "hospital_grade", "at_once": True, "medicines": [],
                "stretches": given.pop("stretches", [STRETCH])}  # fmt: skip
    return {
        "letter": "A", "title": "one session", "chance": 0.5, "chance_band": [0.2, 0.8],
        "burden": {"minutes_per_day": 15.0, "most_minutes_per_day": 15.0, "hours": 22.0, "nights": 0},
        "schedule": schedule, "equipment": ["a pump"], "safety": {"findings": [{"severity": "caution", "sentence": "S."}]},
        "weekly_mL_per_day": [{"date": "2027-01-12", "low": 50.0, "half": 120.0, "high": 300.0}],
        "arrivals": [{"word": "likely", "date": "2027-02-01", "chance": 0.5, "value": 1.0}],
        "parts": [{"step": "nights", "instead": "none", "adds_chance": 0.1, "adds_mL_per_day": 5.0,
                   "said": "", "rows": ["a_row"], "grade": "expert"}],
        "stop": {"steps": [{"after_days": 0, "sessions": 1}], "said": [], "relief": [], "tapers": []},
        "visits": [{"date": "2027-01-06", "what": "two weeks in"}],
    } | given  # fmt: skip


def kept_document(*plans: dict[str, Any], **given: Any) -> dict[str, Any]:
    """A family of plans, with some of its entries as they are given."""
    return {
        "schema": "lactea.plan/1", "plan_id": "plan-0123456789", "mode": "parent", "goal": "", "verdict": "",
        "version": "0.1.0", "commit": "abc", "seed": 0, "scenario_hash": "1", "parameter_set": "2",
        "tried": 9, "people": 8, "cautions": [], "known_misses": [], "notice": "No prescription.",
        "refusals": [{"name": "medicines", "reasons": ["A topic."], "questions": []}],
        "request": {"name": "mine", "today": "2026-12-01", "zone": "UTC"}, "plans": list(plans),
    } | given  # fmt: skip
