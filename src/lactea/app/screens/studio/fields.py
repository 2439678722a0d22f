"""The form of a scenario: entries of the person and of sessions, read off the scenario itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lactea.app.wording.marking import message
from lactea.scenario import Person, Scenario, as_data

ABOUT_THE_PERSON = {
    "sex": message("Sex at birth"),
    "age": message("Age"),
    "parity": message("Births before"),
    "body_mass_index": message("Body mass index"),
    "diabetes": message("Diabetes"),
    "ovaries": message("Ovaries"),
    "hormone_therapy": message("Hormone therapy before"),
    "thyroid": message("Thyroid"),
    "delivery": message("Birth"),
    "breasts": message("{Breasts}"),
    "breast_development": message("Development of the {breasts}"),
    "breast_surgery": message("Surgery of the {breasts}"),
    "tissue_potential": message("Gland tissue, of a typical one"),
    "right_over_left": message("Right {breast} over left, in what it can grow"),
    "storage": message("Storage, of a typical one"),
}
"""Entries of a person that the form shows, with their labels; YAML has all of them."""

ABOUT_A_STEP = {
    "start": message("from"),
    "stop": message("until"),
    "every": message("every"),
    "duration": message("for"),
    "asks_for": message("asking for"),
    "latch": message("latch"),
    "per_day": message("a day"),
    "share": message("share"),
    "over": message("over"),
    "after_feeds": message("after feeds, what is still wanted"),
}
"""Entries of a step that the form shows where the step has them."""


SWITCH = ("false", "true")
"""The words of an entry that is off or on."""
AMOUNTS = ("per_day", "share")
"""Of these a step has one, or neither: the form shows both, so that one can take the other's place."""
MAY_BE_EMPTY = ("stop", *AMOUNTS)
"""Entries of a step that mean something when they say nothing."""


@dataclass(frozen=True)
class Field:
    """One entry of the form.

    Attributes
    ----------
    path : str
        Where the value stands in the scenario, such as ``person.sex`` or ``protocol[2].every``.
    label : str
        A message of the catalogue.
    value : str
        As the scenario has it.
    choices : tuple of str
        The words that are valid; empty where the value is free text.
    """

    path: str
    label: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepFields:
    """A step in plain words, and what of it can be changed."""

    sentence: str
    fields: tuple[Field, ...]


def person_fields(scenario: Scenario) -> tuple[Field, ...]:
    """The entries of the person."""
    data = as_data(scenario)["person"]
    schema = Person.model_json_schema()["properties"]
    return tuple(
        Field(f"person.{name}", label, _text(data[name]), _choices(schema[name]))
        for name, label in ABOUT_THE_PERSON.items()
    )


def step_fields(scenario: Scenario) -> tuple[StepFields, ...]:
    """The steps of the protocol."""
    return tuple(
        StepFields(
            step.sentence(scenario.words),
            tuple(
                Field(f"protocol[{number}].{name}", label, _text(data[name]), _switch(data[name]))
                for name, label in ABOUT_A_STEP.items()
                if _is_shown(name, data)
            ),
        )
        for number, (step, data) in enumerate(
            zip(scenario.protocol, as_data(scenario)["protocol"], strict=True)
        )
    )


def changes(scenario: Scenario, given: Mapping[str, str]) -> list[str]:
    """What the form changes in the scenario, as ``PATH=VALUE``; what it leaves alone is not named."""
    known = [*person_fields(scenario)]
    known += [field for step in step_fields(scenario) for field in step.fields]
    return [
        f"{field.path}={_quoted(given[field.path], field)}"
        for field in known
        if field.path in given and given[field.path].strip() != field.value
    ]


def with_values(fields: Iterable[Field], given: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields with what was entered, right or wrong, so that nothing need be typed again."""
    return tuple(
        Field(field.path, field.label, given.get(field.path, field.value), field.choices)
        for field in fields
    )


def _is_shown(name: str, step: Mapping[str, Any]) -> bool:
    return isinstance(step.get(name), str | int | float) or (name in AMOUNTS and name in step)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return SWITCH[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _switch(value: Any) -> tuple[str, ...]:
    return SWITCH if isinstance(value, bool) else ()


def _choices(schema: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(word) for word in schema.get("enum", ()))


def _quoted(text: str, field: Field) -> str:
    """The text as YAML: a number or a switch as it is, anything else in quotation marks."""
    stripped = text.strip()
    if not stripped and field.path.rpartition(".")[2] in MAY_BE_EMPTY:
        return "null"
    if field.choices == SWITCH and stripped in SWITCH:
        return stripped
    try:
        float(field.value or 0)
        float(stripped)
    except ValueError:
        escaped = stripped.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return stripped
