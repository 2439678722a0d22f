"""Why a row is not imported, and what has to be asked before any row is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Answer = Literal[
    "zone",
    "unit",
    "weight_unit",
    "dates",
    "decimal",
    "repeated_hour",
    "encoding",
    "format",
    "replacing",
]
"""What a person can say of a file; how it is said is for each front end to tell."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not imported.

    Attributes
    ----------
    what
        A sentence that holds nothing of a row's contents.
    settled_by
        What the person could say of the file so that it would be imported; None where nothing would do.
    """

    what: str
    settled_by: Answer | None = None

    def told(self, ways: Mapping[Answer, str]) -> str:
        """The reason, and how a front end lets the person say what settles it."""
        return self.what if self.settled_by is None else f"{self.what} {ways[self.settled_by]}"


class RowError(Exception):
    """A row that is not imported.

    Parameters
    ----------
    why
        A sentence that holds nothing of the row's contents.
    field
        The column at fault; empty for the whole row.
    settled_by
        What the person could say of the file so that the row would be imported.
    """

    def __init__(self, why: str, field: str = "", settled_by: Answer | None = None) -> None:
        self.why = why
        self.field = field
        self.reason = Reason(why, settled_by)
        super().__init__(why)


class TrackerFileError(ValueError):
    """A file cannot be imported at all.

    Parameters
    ----------
    why
        What is wrong, and what would be right.
    settled_by
        What the person could say of the file so that it could be imported.
    """

    def __init__(self, why: str, settled_by: Answer | None = None) -> None:
        self.reason = Reason(why, settled_by)
        super().__init__(why)
