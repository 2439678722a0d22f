"""Entries go into a store, each once: by its identifier, and by its row where it was imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    any_,
    insert,
    literal,
    select,
    update,
)

from lactea.record.entries import Entry
from lactea.record.record import PART_OF, PARTS, Child, Person
from lactea.record.store import schema
from lactea.record.store.opening import Store
from lactea.record.store.reading import person_in
from lactea.record.store.selection import key_column

AT_ONCE = 400
NOT_COMPARED = {"entered_at", "note"}
"""What may differ between two imports of one row."""


@dataclass(slots=True)
class Added:
    """What became of entries: kept, there already, there with other contents, or put in their place."""

    new: list[Entry] = field(default_factory=list)
    duplicate: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    replaced: list[Entry] = field(default_factory=list)


def add_person(store: Store, person: Person) -> bool:
    """Begin the record of a person; False where there is one already, which stays as it is."""
    with store.writing() as connection:
        return _insert_once(connection, schema.people, person.model_dump(), ["person_id"])


def add_child(store: Store, person_id: str, child: Child) -> bool:
    """Name a child in a record; where it is there already, only what was not known is filled in.

    Returns
    -------
    bool
        Whether it is new.
    """
    table = schema.children
    key = {"person_id": person_id, "child_id": child.child_id}
    with store.writing() as connection:
        person_in(connection, person_id, store.place)
        if _insert_once(connection, table, {**key, **child.model_dump()}, list(key)):
            return True
        for column in ("born", "name"):
            value = getattr(child, column)
            if value is not None:
                this = [table.c[name] == of for name, of in key.items()]
                missing = table.c[column].is_(None)
                connection.execute(update(table).where(*this, missing).values({column: value}))
    return False


def add(store: Store, entries: Iterable[Entry]) -> Added:
    """Keep entries that are not there yet, all or none; when this returns, they are on the disk.

    Raises
    ------
    StoreError
        There is no record of the person of an entry, or the store cannot be written.
    """
    added = Added()
    with store.writing() as connection:
        for part, some in _by_part(connection, entries, store.place):
            _add_part(connection, part, some, added)
    return added


def compare(store: Store, entries: Iterable[Entry]) -> Added:
    """What would become of entries if they were added; the store stays as it is."""
    compared = Added()
    with store.reading() as connection:
        for part, some in _handfuls(entries):
            _sort_out(connection, part, some, compared)
    return compared


def replace(store: Store, entries: Iterable[Entry]) -> int:
    """Let entries take the place of those with the same row at the source, or the same identifier.

    Returns
    -------
    int
        How many were there to be replaced; others are not added.
    """
    count = 0
    with store.writing() as connection:
        for part, some in _by_part(connection, entries, store.place):
            known = _Known(connection, part, some)
            for entry in some:
                count += _replace(connection, schema.tables[part], known.like(entry), entry)
    return count


def _by_part(
    connection: Connection, entries: Iterable[Entry], place: str
) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Entries in handfuls of one part; their people are locked until the transaction ends."""
    handfuls = list(_handfuls(entries))
    for person_id in sorted({entry.person_id for _, some in handfuls for entry in some}):
        person_in(connection, person_id, place, lock=True)
    yield from handfuls


def _handfuls(entries: Iterable[Entry]) -> Iterator[tuple[str, Sequence[Entry]]]:
    sorted_out: dict[str, list[Entry]] = {part: [] for part in PARTS}
    for entry in entries:
        sorted_out[PART_OF[type(entry)]].append(entry)
    for part, some in sorted_out.items():
        for start in range(0, len(some), AT_ONCE):
            yield part, some[start : start + AT_ONCE]


def _add_part(connection: Connection, part: str, entries: Sequence[Entry], added: Added) -> None:
    rows = [entry.model_dump() for entry in _sort_out(connection, part, entries, added)]
    if rows:
        connection.execute(insert(schema.tables[part]), rows)


def _sort_out(
    connection: Connection, part: str, entries: Sequence[Entry], added: Added
) -> list[Entry]:
    """Put entries into the list where they belong; the new ones are also returned."""
    known = _Known(connection, part, entries)
    new: list[Entry] = []
    for entry in entries:
        there = known.like(entry)
        if there is None:
            known.remember(entry)
            new.append(entry)
        elif content(there) == content(entry):
            added.duplicate.append(entry)
        else:
            added.changed.append(entry)
    added.new += new
    return new


class _Known:
    """Entries that are in the store already, of those that are to be added."""

    def __init__(self, connection: Connection, part: str, entries: Sequence[Entry]) -> None:
        self._by_key: dict[str, Entry] = {}
        self._by_row: dict[tuple[str, str, str], Entry] = {}
        table, kind = schema.tables[part], PARTS[part]
        among = _among_on_server if connection.dialect.name == "postgresql" else _among
        for condition in _alike(table, entries, among):
            for row in connection.execute(select(table).where(condition)):
                self.remember(kind(**row._mapping))

    def remember(self, entry: Entry) -> None:
        self._by_key[entry.key] = entry
        if entry.source_row_id:
            self._by_row[entry.person_id, entry.source, entry.source_row_id] = entry

    def like(self, entry: Entry) -> Entry | None:
        """The entry of the same row or the same identifier, or None."""
        if entry.source_row_id:
            row = (entry.person_id, entry.source, entry.source_row_id)
            return self._by_row.get(row) or self._by_key.get(entry.key)
        return self._by_key.get(entry.key)


Among = Callable[[ColumnElement[Any], list[str]], ColumnElement[bool]]


def _among(column: ColumnElement[Any], values: list[str]) -> ColumnElement[bool]:
    return column.in_(values)


def _among_on_server(column: ColumnElement[Any], values: list[str]) -> ColumnElement[bool]:
    """As one array: PostgreSQL compares a list of parameters one by one, and hashes an array."""
    return column == any_(literal(values, ARRAY(Text())))


def _alike(table: Table, entries: Sequence[Entry], among: Among) -> Iterator[ColumnElement[bool]]:
    """Conditions for the same identifier and for the same row of a source, one for each index."""
    yield among(key_column(table), [entry.key for entry in entries])
    rows: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        if entry.source_row_id:
            rows.setdefault((entry.person_id, entry.source), []).append(entry.source_row_id)
    for (person_id, source), row_ids in rows.items():
        yield and_(
            table.c.person_id == person_id,
            table.c.source == source,
            among(table.c.source_row_id, row_ids),
        )


def content(entry: Entry) -> dict[str, Any]:
    """What must be alike in two imports of one row."""
    return entry.model_dump(exclude={entry.ID, *NOT_COMPARED})


def _replace(connection: Connection, table: Table, there: Entry | None, entry: Entry) -> int:
    if there is None or there.person_id != entry.person_id:
        return 0
    values = entry.model_dump(exclude={entry.ID})
    connection.execute(update(table).where(key_column(table) == there.key).values(values))
    return 1


def _insert_once(
    connection: Connection, table: Table, row: dict[str, Any], key: Sequence[str]
) -> bool:
    there = select(table).where(*(table.c[column] == row[column] for column in key))
    if connection.execute(there).first() is not None:
        return False
    connection.execute(insert(table), row)
    return True
