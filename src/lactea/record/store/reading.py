"""What is in a store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from lactea.record.entries import Entry
from lactea.record.record import PARTS, Child, Person, Record, record_of
from lactea.record.store import schema
from lactea.record.store.opening import Store
from lactea.record.store.problems import NobodyError
from lactea.record.store.selection import Selection


def people(store: Store) -> tuple[Person, ...]:
    """Everybody who has a record in a store, by name."""
    with store.reading() as connection:
        rows = connection.execute(select(schema.people).order_by(schema.people.c.person_id))
        return tuple(Person(**row._mapping) for row in rows)


def children_of(store: Store, person_id: str) -> tuple[Child, ...]:
    """The children that a person's record speaks of, by name."""
    with store.reading() as connection:
        return _children(connection, person_id)


def read(store: Store, selection: Selection | str) -> Record:
    """The record of a person, or a part of it.

    Raises
    ------
    StoreError
        There is nobody of that name.
    """
    if isinstance(selection, str):
        selection = Selection(selection)
    with store.reading() as connection:
        person = person_in(connection, selection.person_id, store.place)
        entries = [entry for part in PARTS for entry in entries_in(connection, part, selection)]
        return record_of(person, entries, _children(connection, person.person_id))


def whole(store: Store) -> tuple[Record, ...]:
    """The records of everybody in a store."""
    return tuple(read(store, person.person_id) for person in people(store))


def person_in(connection: Connection, person_id: str, place: str, *, lock: bool = False) -> Person:
    """A person by name, inside a transaction; locked against other writers where a server allows it."""
    table = schema.people
    found = select(table).where(table.c.person_id == person_id)
    row = connection.execute(found.with_for_update() if lock else found).one_or_none()
    if row is None:
        raise NobodyError(
            f"{place}: there is no record of this person; 'lactea log people' lists all."
        )
    return Person(**row._mapping)


def entries_in(connection: Connection, part: str, selection: Selection) -> list[Any]:
    """Selected entries of one part, inside a transaction."""
    table = schema.tables[part]
    rows = connection.execute(select(table).where(*selection.conditions(table)))
    kind: type[Entry] = PARTS[part]
    return [kind(**row._mapping) for row in rows]


def _children(connection: Connection, person_id: str) -> tuple[Child, ...]:
    table = schema.children
    found = select(table).where(table.c.person_id == person_id).order_by(table.c.child_id)
    return tuple(
        Child(**{name: row._mapping[name] for name in Child.model_fields})
        for row in connection.execute(found)
    )
