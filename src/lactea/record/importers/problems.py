"""Why a row is not imported, and what has to be asked before any row is."""

from __future__ import annotations


class RowError(Exception):
    """A row that is not imported.

    Parameters
    ----------
    why
        A sentence that holds nothing of the row's contents.
    field
        The column at fault; empty for the whole row.
    """

    def __init__(self, why: str, field: str = "") -> None:
        self.why = why
        self.field = field
        super().__init__(why)


class TrackerFileError(ValueError):
    """A file cannot be imported at all; the text says why, and what would be right."""
