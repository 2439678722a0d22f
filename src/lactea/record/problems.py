"""What is wrong with a record, told by file, line and field and never by its contents.

A record is about somebody's health. Its values, notes above all, stand in no message and no log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lactea.reading.problems import InputError, Path

if TYPE_CHECKING:
    from pydantic import ValidationError


class RecordError(InputError):
    """A record, or a file that should become part of one, is missing or wrong."""


def complaint(error: ValidationError) -> tuple[Path, str]:
    """The first mistake that pydantic found: its path, and a sentence without the value."""
    first = error.errors(include_url=False, include_input=False)[0]
    context: dict[str, Any] = first.get("ctx", {})
    if first["type"] == "fault":
        return (*first["loc"], *context["path"]), str(context["what"])
    if first["type"] == "missing":
        return first["loc"], "this entry is missing, and it has no default."
    return first["loc"], f"this entry is not accepted: {first['msg'].lower()}."
