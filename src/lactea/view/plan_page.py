"""A plan on one page, to be taken to a clinician; every number is that of the kept document."""

from __future__ import annotations

from datetime import date
from typing import Any

from lactea.plan.week import WEEKDAYS, said
from lactea.safety.principles import principles
from lactea.view.page import Block, Page, Table

MOST_WEEKS, MOST_TIMES, MOST_STEPS, MOST_CARE = 8, 6, 4, 4


def plan_page(document: dict[str, Any], plan: dict[str, Any]) -> Page:
    """The page of one plan of a family."""
    request = document["request"]
    return Page(
        title=request["name"],
        subtitle=f"Plan {plan['letter']}: {plan['title']}. Goal: {document['goal']}. Made on {request['today']}.",
        top=tuple(_top(document)),
        left=(_sessions(plan), _weeks(plan), _arrivals(plan), _equipment(plan)),
        right=(
            _chance(plan),
            _steps(plan),
            _stop(plan),
            _visits(plan),
            _care(plan),
            _talk(document),
        ),
        review=tuple(_review(document, plan)),
    )


def _top(document: dict[str, Any]) -> list[Block]:
    """What has to be read before any number."""
    signs = [one.text for one in principles().care_signs if one.who == "infant"][:3]
    mine = [one.text for one in principles().care_signs if one.who == "person"][:3]
    lines = (
        "Weight, age and nappies of the infant come before any volume. Seek care now if the infant: "
        f"{'; '.join(signs)}; or if you have {'; '.join(mine)}. The full list: lactea care.",
    )
    more = [line for line in document.get("cautions", ()) if not line.startswith("Weight")]
    return [Block("First", (*lines, *more), framed=True)]


def _sessions(plan: dict[str, Any]) -> Block:
    rows = [
        (
            ", ".join(
                part
                for part in (f"{_day(one['from'])} to {_day(one['until'])}", _week(one))
                if part
            ),
            ", ".join(f"{s['time']} ({s['minutes']})" for s in one["sessions"]) or "nothing",
        )
        for one in plan["schedule"]["stretches"][:MOST_TIMES]
    ]
    device = plan["schedule"]["device"].replace("_", "-")
    how = "both sides at once" if plan["schedule"]["at_once"] else "one side after the other"
    lines = [f"With: {device}, {how}. Minutes in brackets.", *plan["schedule"]["medicines"]]
    more = len(plan["schedule"]["stretches"]) - MOST_TIMES
    if more > 0:
        lines.append(f"{more} more in the calendar and in the file of the plans.")
    return Block("Sessions by the clock", tuple(lines), Table(("days", "times"), tuple(rows)))


def _week(stretch: dict[str, Any]) -> str:
    """The days of the week of a stretch; nothing where it is every day."""
    return said(stretch.get("weekdays", WEEKDAYS))


def _weeks(plan: dict[str, Any]) -> Block:
    weeks = plan["weekly_mL_per_day"]
    step = max(1, -(-len(weeks) // MOST_WEEKS))
    rows = [
        (_day(one["date"]), f"{one['low']:.0f}", f"{one['half']:.0f}", f"{one['high']:.0f}")
        for one in weeks[::-1][::step][::-1]
    ]
    header = ("week to", "1 in 20 below", "half", "1 in 20 above")
    return Block("Milk removed, mL a day, as simulated", (), Table(header, tuple(rows)))


def _chance(plan: dict[str, Any]) -> Block:
    low, high = plan["chance_band"]
    burden = plan["burden"]
    return Block(
        "Chance and effort",
        (
            f"Chance of the goal: {plan['chance']:.0%} (band {low:.0%} to {high:.0%}).",
            f"{burden['minutes_per_day']:.0f} min a day over all days, at most "
            f"{burden['most_minutes_per_day']:.0f}; {burden['hours']:.0f} h in all; {burden['nights']} nights.",
        ),
    )


def _arrivals(plan: dict[str, Any]) -> Block:
    rows = [(one["word"], _day(one["date"]), f"{one['chance']:.0%}") for one in plan["arrivals"]]
    if not rows:
        return Block("Arrival", ("No arrival is awaited.",))
    return Block("If the infant comes", (), Table(("when", "day", "chance"), tuple(rows)))


def _steps(plan: dict[str, Any]) -> Block:
    rows = [
        (one["step"], one["instead"], f"{one['adds_chance']:+.0%}", one["grade"])
        for one in plan["parts"][:MOST_STEPS]
    ]
    if not rows:
        return Block("What each step adds", ("Not computed.",))
    header = ("step", "against", "chance", "evidence")
    return Block("What each step adds", (), Table(header, tuple(rows)))


def _stop(plan: dict[str, Any]) -> Block:
    steps = plan["stop"]["steps"]
    ways = ", ".join(f"day {one['after_days']}: {one['sessions']}" for one in steps)
    lines = (
        f"Open on every day. Sessions a day, from the decision on: {ways}.",
        *plan["stop"]["said"],
    )
    return Block("To stop", (*lines, *plan["stop"]["tapers"]))


def _visits(plan: dict[str, Any]) -> Block:
    rows = [(_day(one["date"]), one["what"]) for one in plan["visits"]]
    return Block("Visits", (), Table(("day", "what for"), tuple(rows[:6])))


def _care(plan: dict[str, Any]) -> Block:
    found = [one for one in plan["safety"]["findings"] if one["severity"] == "caution"]
    lines = [one["sentence"] for one in found[:MOST_CARE]]
    if len(found) > MOST_CARE:
        lines.append(f"{len(found) - MOST_CARE} more in the file of the plans.")
    return Block(
        "With care", tuple(lines) or ("The screen has nothing to add; that is no clearance.",)
    )


def _talk(document: dict[str, Any]) -> Block:
    """Courses of medicine that no plan holds, and why: a topic, never an amount."""
    lines = [f"{one['name']}: {one['reasons'][0]}" for one in document["refusals"][:MOST_CARE]]
    return Block("To talk about", tuple(lines) or ("No course of medicine was left out.",))


def _equipment(plan: dict[str, Any]) -> Block:
    return Block("What has to be there", ("; ".join(plan["equipment"]) + ".",))


def _review(document: dict[str, Any], plan: dict[str, Any]) -> list[tuple[str, str]]:
    rows = sorted({row for one in plan["parts"] for row in one["rows"]})
    return [
        ("Inputs", f"request {document['scenario_hash']}, seed {document['seed']}"),
        ("Version", f"lactea {document['version']}, commit {document['commit']}"),
        ("Parameters", f"set {document['parameter_set']}"),
        ("Prior or own data", "population values only; no data of this person was used"),
        (
            "People",
            f"{document['tried']} plans tried; {document['people']} simulated people checked this one",
        ),
        ("Evidence rows", ", ".join(rows) or "none"),
        ("Known to be off", " ".join(document.get("known_misses", ()))),
        ("Not known here", "share of variance owed to assumed parameters; past forecast errors"),
        ("Notice", document.get("notice", "")),
    ]


def _day(text: str) -> str:
    return date.fromisoformat(text).strftime("%d %b %Y")
