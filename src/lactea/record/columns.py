"""What the fields of a part of a record hold, for tables: text, numbers, switches, moments, days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

Holds = Literal["text", "number", "whole", "switch", "moment", "day"]

_HOLDS: dict[tuple[str, str | None], Holds] = {
    ("string", None): "text",
    ("string", "date-time"): "moment",
    ("string", "date"): "day",
    ("number", None): "number",
    ("integer", None): "whole",
    ("boolean", None): "switch",
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a field holds, and whether it may be left out."""

    holds: Holds
    optional: bool


@cache
def columns_of(part: type[BaseModel]) -> Mapping[str, Column]:
    """The fields of a part of a record, derived from the model."""
    fields: dict[str, Any] = part.model_json_schema()["properties"]
    return {name: _column(field) for name, field in fields.items()}


def _column(field: dict[str, Any]) -> Column:
    ways = field.get("anyOf", [field])
    (holds,) = {_HOLDS[way["type"], way.get("format")] for way in ways if way["type"] != "null"}
    return Column(holds, optional=any(way["type"] == "null" for way in ways))
