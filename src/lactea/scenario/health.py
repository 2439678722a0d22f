"""What the person answered about their health. What is not answered is unknown, and never no."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from lactea.reading.problems import fault, quote
from lactea.reading.record import Record

Answer = Literal["yes", "no"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]

MOST_ENTRIES = 200
NONE_TAKEN = "none"


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

    conditions: Annotated[dict[Name, Answer], Field(max_length=MOST_ENTRIES)] = Field(
        default_factory=dict
    )
    other_medicines: OtherMedicines = None
    monitoring: Annotated[
        dict[Name, Literal["done", "not_done"]], Field(max_length=MOST_ENTRIES)
    ] = Field(default_factory=dict)
