"""What the person answered about their health. What is not answered is unknown, and never no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from lactea.reading.conditions import CONDITIONS, MonitoredItem
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record

Answer = Literal["yes", "no"]
Done = Literal["done", "not_done"]
MONITORED = get_args(MonitoredItem)
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]

MOST_ENTRIES = 200
NONE_TAKEN = "none"


def _conditions(answers: dict[str, Answer]) -> dict[str, Answer]:
    _are_asked_for(answers, tuple(CONDITIONS))
    return answers


def _monitored(answers: dict[str, Done]) -> dict[str, Done]:
    _are_asked_for(answers, MONITORED)
    return answers


def _are_asked_for(answers: Iterable[str], known: tuple[str, ...]) -> None:
    for name in answers:
        if name not in known:
            raise fault(f"no medicine asks for {quote(name)}. {suggestion(name, known)}", name)


def _names(value: object) -> object:
    if value == NONE_TAKEN:
        return ()
    if value == []:
        raise fault(
            "an empty list answers nothing; write other_medicines: none, or leave the entry out."
        )
    if value is not None and not isinstance(value, list):
        raise fault(
            f"{quote(value)} is not a list of medicines; write [name, name], or none where nothing "
            "else is taken."
        )
    return value


OtherMedicines = Annotated[
    tuple[Name, ...] | None,
    BeforeValidator(_names),
    PlainSerializer(lambda names: NONE_TAKEN if names == () else names),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": NONE_TAKEN},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
                {"type": "null"},
            ],
            "default": None,
            "description": "names or tags of everything else that is taken, or none",
        }
    ),
]


class Health(Record):
    """Answers that the safety screen needs; no mechanism of the body reads them.

    Attributes
    ----------
    conditions
        ``yes`` or ``no`` by the id of a condition.
    other_medicines
        Names or tags of whatever else is taken beside the protocol; empty where the person said
        that there is nothing, None where they were not asked.
    monitoring
        ``done`` or ``not_done`` by the id of a check, such as an electrocardiogram.
    """

    conditions: Annotated[
        dict[Name, Answer], Field(max_length=MOST_ENTRIES), AfterValidator(_conditions)
    ] = Field(default_factory=dict)
    other_medicines: OtherMedicines = None
    monitoring: Annotated[
        dict[Name, Done], Field(max_length=MOST_ENTRIES), AfterValidator(_monitored)
    ] = Field(default_factory=dict)
