"""The tables of a store, derived from the types of a record: a table for each part.

A change of a type needs a migration in ``migrations/versions``; a test compares both.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from lactea.record.columns import Holds, columns_of
from lactea.record.entries import Entry
from lactea.record.record import PARTS, Child, Person

FILE_MARK = 0x6C616374
"""``lact``, the application id by which a file of SQLite is known to be a record."""


class Moment(TypeDecorator[datetime]):
    """A moment in Greenwich; SQLite knows no zones, so it keeps the clock of Greenwich."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


TYPES: dict[Holds, Any] = {
    "text": Text,
    "number": Double,
    "whole": Integer,
    "switch": Boolean,
    "moment": Moment,
    "day": Date,
}

metadata = MetaData()


def _columns(part: type[BaseModel]) -> list[Column[Any]]:
    return [
        Column(name, TYPES[column.holds](), nullable=column.optional)
        for name, column in columns_of(part).items()
    ]


def _entries(name: str, kind: type[Entry]) -> Table:
    time = "start_utc" if "start_utc" in kind.model_fields else "time_utc"
    return Table(
        name,
        metadata,
        *_columns(kind),
        PrimaryKeyConstraint(kind.ID, name=f"pk_{name}"),
        ForeignKeyConstraint(["person_id"], ["people.person_id"], name=f"fk_{name}_person"),
        UniqueConstraint("person_id", "source", "source_row_id", name=f"one_row_{name}"),
        # Of the moment alone: an index that began with the person would be taken by PostgreSQL to look
        # for rows of a source, too, as long as it has no statistics of a new table.
        Index(f"by_time_{name}", time),
    )


people = Table(
    "people", metadata, *_columns(Person), PrimaryKeyConstraint("person_id", name="pk_people")
)
children = Table(
    "children",
    metadata,
    Column("person_id", Text(), nullable=False),
    *_columns(Child),
    PrimaryKeyConstraint("person_id", "child_id", name="pk_children"),
    ForeignKeyConstraint(["person_id"], ["people.person_id"], name="fk_children_person"),
)
tables: dict[str, Table] = {name: _entries(name, kind) for name, kind in PARTS.items()}
