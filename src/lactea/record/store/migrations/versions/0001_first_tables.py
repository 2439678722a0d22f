"""The first tables: people, their children, and a table for each part of a record."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from lactea.record.store.schema import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        _text("person_id", nullable=False),
        _text("zone", nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_people"),
    )
    op.create_table(
        "children",
        _text("person_id", nullable=False),
        _text("child_id", nullable=False),
        sa.Column("born", sa.Date()),
        _text("name"),
        sa.PrimaryKeyConstraint("person_id", "child_id", name="pk_children"),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name="fk_children_person"),
    )
    _sessions()
    _events("medicines", _text("medicine", nullable=False), _text("amount"), _text("unit"))
    _events("weights", _number("weight_g", nullable=False), _text("raw_weight"), _text("raw_unit"))
    _events("nappies", _switch("wet"), _switch("solid"), _text("colour"))
    _events(
        "top_ups",
        _moment("end_utc"),
        _text("milk"),
        _number("amount_mL"),
        _text("raw_amount"),
        _text("raw_unit"),
    )
    _events("sleep", _moment("end_utc"), _switch("nap"))
    _events("symptoms", _text("symptom", nullable=False), _moment("end_utc"))


def downgrade() -> None:
    """Refused: it would delete every record."""
    raise NotImplementedError("the first tables are not taken away; delete the record instead.")


def _sessions() -> None:
    _entries(
        "sessions",
        "session_id",
        "start_utc",
        _moment("end_utc"),
        _text("kind", nullable=False),
        _number("left_mL"),
        _number("right_mL"),
        _number("total_mL"),
        _switch("split_known", nullable=False),
        _switch("below_measurable", nullable=False),
        _text("side"),
        sa.Column("left_seconds", sa.Integer()),
        sa.Column("right_seconds", sa.Integer()),
        _number("removed_fraction"),
        _text("fate"),
        _text("device"),
        _text("raw_left"),
        _text("raw_right"),
        _text("raw_total"),
        _text("raw_unit"),
    )


def _events(name: str, *columns: sa.Column[Any]) -> None:
    _entries(name, "entry_id", "time_utc", _switch("day_only", nullable=False), *columns)


def _entries(name: str, key: str, time: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        _text("person_id", nullable=False),
        _text("child_id"),
        _text("zone", nullable=False),
        _text("source", nullable=False),
        _text("source_row_id"),
        _moment("entered_at", nullable=False),
        _text("note"),
        _text(key, nullable=False),
        _moment(time, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=f"fk_{name}_person"),
        sa.UniqueConstraint("person_id", "source", "source_row_id", name=f"one_row_{name}"),
    )
    op.create_index(f"by_time_{name}", name, [time])


def _text(name: str, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Double(), nullable=nullable)


def _switch(name: str, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _moment(name: str, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, Moment(), nullable=nullable)
