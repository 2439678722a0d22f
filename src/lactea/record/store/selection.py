"""Which entries of a person are meant: all, those of one source, some by identifier, or a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table

from lactea.record.record import PARTS


@dataclass(frozen=True, slots=True)
class Selection:
    """Entries of one person; each condition narrows it.

    Attributes
    ----------
    person_id
        Whose.
    source
        Imported from there.
    keys
        Identifiers of entries.
    since, until
        From this moment on, and before that one.
    """

    person_id: str
    source: str | None = None
    keys: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether everything of the person is meant."""
        return (self.source, self.keys, self.since, self.until) == (None,) * 4

    def conditions(self, table: Table) -> list[ColumnElement[bool]]:
        """The selection as conditions on one table."""
        time = time_column(table)
        found: list[ColumnElement[bool]] = [table.c.person_id == self.person_id]
        if self.source is not None:
            found.append(table.c.source == self.source)
        if self.keys is not None:
            found.append(key_column(table).in_(self.keys))
        if self.since is not None:
            found.append(time >= self.since)
        if self.until is not None:
            found.append(time < self.until)
        return found


def key_column(table: Table) -> ColumnElement[Any]:
    """The identifier of the entries of a table."""
    return table.c[PARTS[table.name].ID]


def time_column(table: Table) -> ColumnElement[Any]:
    """The moment by which the entries of a table are put in order."""
    return table.c["start_utc" if "start_utc" in table.c else "time_utc"]
