"""Spans of time as people write them, as whole ticks of one second."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from lactea.reading.problems import decimal_comma, fault, has_decimal_comma, nearest, quote

SECOND, MINUTE, HOUR, DAY = 1, 60, 3600, 86_400
WEEK = 7 * DAY
YEAR = 31_557_600  # the Julian year of 365.25 days, as in astronomy and in pint
MONTH = YEAR // 12
LONGEST = 150 * YEAR

_NAMES = {
    SECOND: ("s", "second", "sec"),
    MINUTE: ("min", "minute"),
    HOUR: ("h", "hour", "hr"),
    DAY: ("d", "day"),
    WEEK: ("w", "week", "wk"),
    MONTH: ("mo", "month"),
    YEAR: ("y", "year", "yr"),
}
_UNITS = {
    spelling: ticks
    for ticks, names in _NAMES.items()
    for name in names
    for spelling in (name, f"{name}s")
}
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,9})?"
_PHRASE = re.compile(rf"([+-]?)\s*({_NUMBER})\s*([A-Za-z]+)")
_ISO = re.compile(
    rf"([+-]?)P(?=[0-9T])(?:({_NUMBER})Y)?(?:({_NUMBER})M)?(?:({_NUMBER})W)?(?:({_NUMBER})D)?"
    rf"(?:T(?=[0-9])(?:({_NUMBER})H)?(?:({_NUMBER})M)?(?:({_NUMBER})S)?)?"
)
_ISO_UNITS = (YEAR, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND)
EXAMPLE = "write a number and a unit of time, such as '20 min', '3 h', '6 weeks' or 'P3D'"


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> int:
    """Ticks of a span written as ``3 h``, ``20 min``, ``-26 weeks``, ``P3D`` or ``PT2H``.

    Parameters
    ----------
    text
        A number with a unit of time, or an ISO 8601 duration, perhaps with a sign. A month is a
        twelfth of a year of 365.25 days.

    Returns
    -------
    int
        Ticks of one second.

    Raises
    ------
    ValueError
        It is not a span of time, not a whole number of seconds, or longer than 150 years.
    """
    if has_decimal_comma(text):
        raise ValueError(decimal_comma(text, "1.5 h"))
    given = text.strip()
    exact = _iso(given) if given.lstrip("+-").startswith("P") else _phrase(given)
    if exact.denominator != 1:
        raise ValueError(
            f"{quote(text)} is not a whole number of seconds, the smallest step of time; "
            f"the nearest is '{round(exact)} s'."
        )
    if abs(exact) > LONGEST:
        raise ValueError(f"{quote(text)} is longer than 150 years.")
    return int(exact)


def _iso(text: str) -> Fraction:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{quote(text)} is not an ISO 8601 duration; {EXAMPLE}.")
    sign, *numbers = match.groups()
    total = sum(
        (
            Fraction(number) * unit
            for number, unit in zip(numbers, _ISO_UNITS, strict=True)
            if number
        ),
        Fraction(0),
    )
    return -total if sign == "-" else total


def _phrase(text: str) -> Fraction:
    match = _PHRASE.fullmatch(text)
    if match is None:
        raise ValueError(f"{quote(text)} is not a span of time; {EXAMPLE}.")
    sign, number, unit = match.groups()
    ticks = _UNITS.get(unit) or _UNITS.get(unit.lower())
    if ticks is None:
        near = nearest(unit, _UNITS)
        hint = f"did you mean '{near}'? " if near else ""
        raise ValueError(f"'{unit[:20]}' is not a unit of time; {hint}{EXAMPLE}.")
    total = Fraction(number) * ticks
    return -total if sign == "-" else total


def format_duration(ticks: int) -> str:
    """A text, in the largest unit that fits, that :func:`parse_duration` reads back alike."""
    if ticks == 0:
        return "0 h"
    for unit, name in ((YEAR, "years"), (DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if ticks % unit == 0:
            return f"{ticks // unit} {name}"
    return f"{ticks} s"


def spoken_duration(ticks: int) -> str:
    """A span in plain words: ``6 weeks``, ``one hour``, ``15 minutes``."""
    size = abs(ticks)
    for unit in (YEAR, MONTH, WEEK, DAY, HOUR, MINUTE):
        if size >= unit and size % unit == 0 and not (unit == WEEK and size < 2 * WEEK):
            return _counted(ticks // unit, _NAMES[unit][1])
    return _counted(ticks, "second")


def _counted(count: int, noun: str) -> str:
    return f"one {noun}" if count == 1 else f"{count} {noun}s"


def _read(value: object) -> int:
    if not isinstance(value, str):
        raise fault(f"{quote(value)} has no unit; {EXAMPLE}.")
    try:
        return parse_duration(value)
    except ValueError as error:
        raise fault(str(error)) from None


def _not_negative(ticks: int) -> int:
    if ticks < 0:
        raise fault(f"'{format_duration(ticks)}' is negative; this span is 0 or longer.")
    return ticks


def _positive(ticks: int) -> int:
    if ticks <= 0:
        raise fault(f"'{format_duration(ticks)}' is not longer than zero, and must be.")
    return ticks


Ticks = Annotated[
    int,
    BeforeValidator(_read),
    PlainSerializer(format_duration, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "a span of time with its unit, or an ISO 8601 duration",
            "examples": ["20 min", "3 h", "-26 weeks", "P3D"],
        }
    ),
]
"""A span of time: text outside, ticks of one second inside."""

SpanTicks = Annotated[Ticks, AfterValidator(_not_negative)]
"""A span of time that is not negative."""

PositiveTicks = Annotated[Ticks, AfterValidator(_positive)]
"""A span of time longer than zero."""
