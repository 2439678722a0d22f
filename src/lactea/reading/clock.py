"""Times of day, as seconds after local midnight."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from lactea.reading.durations import DAY, HOUR, MINUTE
from lactea.reading.problems import fault, quote

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def parse_clock(text: str) -> int:
    """Seconds after midnight of a time of day written as ``07:30``.

    Raises
    ------
    ValueError
        It is not a time of day between 00:00 and 23:59.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{quote(text)} is not a time of day; write it as '07:30' or '23:00'.")
    return int(match[1]) * HOUR + int(match[2]) * MINUTE


def format_clock(seconds: int) -> str:
    """A time of day as ``07:30``."""
    minutes = seconds % DAY // MINUTE
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _read(value: object) -> int:
    if not isinstance(value, str):
        raise fault(f'{quote(value)} is not a time of day; write it as "07:30".')
    try:
        return parse_clock(value)
    except ValueError as error:
        raise fault(str(error)) from None


ClockTime = Annotated[
    int,
    BeforeValidator(_read),
    PlainSerializer(format_clock, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$",
            "description": "local time of day",
            "examples": ["07:30", "23:00"],
        }
    ),
]
"""A time of day: text outside, seconds after local midnight inside."""
