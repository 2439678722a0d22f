"""Dates of a request: written year first, counted as days from today."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from lactea.reading.problems import fault, quote
from lactea.stash.moments import parse_date


def _read(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise fault(f"{quote(value)} is not a date; write it as '2026-03-01'.")
    try:
        return parse_date(value)
    except ValueError as error:
        raise fault(str(error)) from None


Day = Annotated[
    date,
    BeforeValidator(_read),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-01"]}),
]
"""A date: text outside, `datetime.date` inside."""
