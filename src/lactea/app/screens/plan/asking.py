"""The form of a plan: what was entered becomes a request, the same file that the command line reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import yaml

from lactea.app.screens.studio.fields import ABOUT_THE_PERSON, Field
from lactea.app.wording.marking import message
from lactea.plan.goal import ENTRIES, Kind
from lactea.plan.limits import METHODS, Device, Limits
from lactea.plan.request import SCHEMA
from lactea.plan.week import WORKING_WEEK, Weekday
from lactea.reading.clock import format_clock
from lactea.scenario import Person
from lactea.scenario.words import Words

KINDS: dict[Kind, str] = {
    "share_of_need": message("A share of what the infant needs"),
    "volume": message("A volume a day"),
    "any_drops": message("Any drops of milk"),
    "keep": message("Keep a supply until a day"),
    "stash": message("A stash by a day"),
    "stop": message("Stop by a day"),
}
"""Goals, with their labels."""
GOAL = {
    "share": message("Share of the need, such as 0.5 for half"),
    "per_day": message("Milk a day, such as 300 mL/day"),
    "amount": message("Milk put by, such as 2 L"),
    "by": message("By the day"),
    "until": message("Until the day"),
    "after_arrival": message("Or so long after the arrival, such as 6 weeks"),
    "lasts_until": message("It is to last until"),
    "daily": message("What a day takes of it, such as 200 mL/day"),
}
"""Entries of a goal, with their labels."""
REMOVALS = {
    "": message("no birth lately"),
    "nursing": message("a birth, and {nursing} since"),
    "pumping": message("a birth, and pumping since"),
    "none": message("a birth, and no milk removed since"),
}
INFANTS = {
    "": message("not part of the question"),
    "arrives": message("comes on a day, borne by somebody else"),
    "here": message("is here"),
}
DEVICES: dict[Device, str] = {
    "hospital_grade": message("hospital-grade pump"),
    "personal": message("pump of one's own"),
    "manual": message("manual pump"),
    "hand": message("by hand"),
}
NOW_WITH: dict[str, str] = {"": message("not told")}
NOW_WITH.update(DEVICES.items())
NOW_AT_ONCE = {"": message("not told"), "true": message("yes"), "false": message("no")}
REFUSED = {
    "medicines": message("medicines"),
    "hand_expression": message("expressing by hand"),
    "power_hour": message("an hour of power pumping"),
    "both_at_once": message("both sides at once"),
    "night_sessions": message("sessions at night"),
}
assert set(DEVICES) == set(get_args(Device))
assert set(REFUSED) == set(METHODS)
AWAY = {
    "from": message("Away from"),
    "to": message("Away to"),
    "since": message("From the day on"),
    "breaks": message("Breaks for pumping in these hours, 0 to {most}"),
    "minutes": message("Minutes of a break"),
}
"""Entries of the hours away, with their labels."""
WEEKDAYS: dict[Weekday, str] = {
    "monday": message("Monday"),
    "tuesday": message("Tuesday"),
    "wednesday": message("Wednesday"),
    "thursday": message("Thursday"),
    "friday": message("Friday"),
    "saturday": message("Saturday"),
    "sunday": message("Sunday"),
}
IN_THE_LOG = {
    "": message("as the request says"),
    "none": message("there is none"),
    "healthy_term": message("born at term and healthy"),
    "preterm_or_ill": message("born early, or ill"),
}
"""What is known of the infant of a log, with labels."""
assert set(WEEKDAYS) == set(get_args(Weekday))
MY_PLAN = "my plan"
WHOLE = frozenset(
    {"sessions_per_day", "minutes", "minutes_per_day", "night_sessions", "count", "breaks"}
)
"""Entries that are whole numbers; in YAML they stand without quotation marks."""


@dataclass(frozen=True)
class Form:
    """What was entered: one text of each name, and the boxes that were ticked."""

    texts: Mapping[str, str]
    boxes: Mapping[str, Sequence[str]]

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def part(self, prefix: str, names: Sequence[str]) -> dict[str, Any]:
        """The filled entries of a part, by their names in the request."""
        return {
            name: _value(name, self[f"{prefix}.{name}"])
            for name in names
            if self[f"{prefix}.{name}"]
        }


def first_form() -> Form:
    """What stands in the form at first: usual limits, and no goal's numbers."""
    limits = Limits()
    texts = {
        "goal.kind": "any_drops",
        "limits.sessions_per_day": str(limits.sessions_per_day),
        "limits.minutes_per_day": str(limits.minutes_per_day),
        "limits.night_sessions": str(limits.night_sessions),
        "limits.sleep_from": format_clock(limits.sleep.begin),
        "limits.sleep_to": format_clock(limits.sleep.end),
        "infant.count": "1",
        "lactation.sessions_per_day": "8",
        "lactation.minutes": "15",
    }  # fmt: skip
    return Form(texts, {"devices": limits.devices, "refused": (), "away_days": WORKING_WEEK})


def person_fields(form: Form) -> tuple[Field, ...]:
    """The entries of the person, as they were entered or as they are usual."""
    usual, schema = Person().model_dump(mode="json"), Person.model_json_schema()["properties"]
    return tuple(
        Field(
            f"person.{name}", label, form[f"person.{name}"] or _text(usual[name]),
            tuple(str(word) for word in schema[name].get("enum", ())),
        )
        for name, label in ABOUT_THE_PERSON.items()
    )  # fmt: skip


def as_yaml(form: Form, today: date, zone: str, words: Words) -> str:
    """The request as YAML; whether it hangs together is for the room of plans to say."""
    kind = form["goal.kind"]
    needed, possible = ENTRIES.get(kind, (frozenset(), frozenset()))
    goal = form.part("goal", [name for name in GOAL if name in needed | possible])
    request: dict[str, Any] = {
        "schema": SCHEMA,
        "name": form["name"] or MY_PLAN,
        "today": today.isoformat(),
        "zone": zone,
        "goal": {"kind": kind, **goal},
    }
    if person := _person(form):
        request["person"] = person
    if form["lactation.removal"]:
        names = ["born", "removal", "until"]
        if form["lactation.removal"] != "none":
            names += ["sessions_per_day", "minutes"]
        if form["lactation.removal"] == "pumping":
            names += ["device", "at_once"]
        request["lactation"] = form.part("lactation", names)
    if form["infant.is"]:
        request["infant"] = _infant(form)
    if form.boxes.get("after_loss"):
        request["after_loss"] = True
    request["limits"] = _limits(form)
    request["words"] = words.model_dump(mode="json")
    return written(request)


def written(request: dict[str, Any]) -> str:
    """Plain data of a request as YAML."""
    text: str = yaml.safe_dump(request, sort_keys=False, allow_unicode=True, width=100)
    return text


def _person(form: Form) -> dict[str, Any]:
    """The entries that differ from the usual ones."""
    usual = Person().model_dump(mode="json")
    return {
        name: _like(usual[name], form[f"person.{name}"])
        for name in ABOUT_THE_PERSON
        if form[f"person.{name}"] and form[f"person.{name}"] != _text(usual[name])
    }


def _infant(form: Form) -> dict[str, Any]:
    made = form.part("infant", ["count"])
    days = form.part("infant", ["earliest", "likely", "latest"])
    if form["infant.is"] == "arrives":
        likely = days.get("likely", "")
        made["arrives"] = {"earliest": likely, "likely": likely, "latest": likely} | days
    return made


def _limits(form: Form) -> dict[str, Any]:
    made = form.part(
        "limits", ["sessions_per_day", "minutes_per_day", "night_sessions", "not_before"]
    )
    sleep = {"from": form["limits.sleep_from"], "to": form["limits.sleep_to"]}
    if all(sleep.values()):
        made["sleep"] = sleep
    made["devices"] = list(form.boxes.get("devices", ()))
    if form.boxes.get("refused"):
        made["refused"] = list(form.boxes["refused"])
    if away := form.part("limits.away", list(AWAY)):
        made["away"] = away | {"days": list(form.boxes.get("away_days", ()))}
    return made


def _value(name: str, text: str) -> str | int | float:
    """A number where the entry is one; else the text, for the room of plans to read."""
    if name in WHOLE and text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    if name == "at_once":
        return text == "true"
    return _like(0.5, text) if name == "share" else text


def _like(usual: Any, text: str) -> str | int | float:
    """The text as a number, where the usual value is one and it can be read so."""
    if isinstance(usual, bool) or not isinstance(usual, int | float):
        return text
    try:
        return int(text) if text.isascii() and text.isdigit() else float(text)
    except ValueError:
        return text


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
