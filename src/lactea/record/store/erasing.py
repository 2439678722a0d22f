"""Entries are deleted, and it is looked at whether their bytes are gone.

In a file: deleted rows are overwritten (``secure_delete``), the write-ahead log is emptied, the file is
written anew, and the log is emptied again. That proves it, as long as SQLite says that nobody hindered it.
As a second look, both files are searched for the identifiers and names of what was deleted. No more can
be promised: backups, snapshots of the disk and the spare cells of a flash drive are out of reach. Of a
database server, only its tables are in reach; its own logs and backups keep bytes for a while.
"""

from __future__ import annotations

import mmap
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.exc import SQLAlchemyError

from lactea.record.record import PARTS
from lactea.record.store import schema
from lactea.record.store.opening import Store
from lactea.record.store.problems import NobodyError, StoreError, told
from lactea.record.store.reading import person_in
from lactea.record.store.selection import Selection, key_column

EMPTY_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
SHORTEST_SOUGHT = 4
"""Bytes; what is shorter stands in the numbers of a file by chance."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many entries were deleted, and whether it was checked that their bytes are gone."""

    count: int
    verified: bool


def erase(store: Store, selection: Selection) -> Erased:
    """Delete what is selected; where it is everything of a person, the person too.

    What an earlier deletion left in the file is removed as well, also where nothing is selected.

    Raises
    ------
    StoreError
        There is no such person, or the entries are deleted but their bytes could not be removed.
    """
    names: list[str] = []
    try:
        with store.writing() as connection:
            person_in(connection, selection.person_id, store.place, lock=True)
            gone = [key for part in PARTS for key in _delete_part(connection, part, selection)]
            if selection.whole:
                names = _delete_person(connection, selection.person_id)
    except NobodyError:
        sweep(store)  # an earlier deletion may have left bytes of this very person
        raise
    return Erased(len(gone), verified=_remove_bytes(store, [*gone, *names]))


def sweep(store: Store) -> bool:
    """Remove the bytes that an earlier deletion left; return whether it was checked that they are gone.

    Raises
    ------
    StoreError
        Some may be left.
    """
    return _remove_bytes(store, ())


def _delete_part(connection: Connection, part: str, selection: Selection) -> list[str]:
    table = schema.tables[part]
    conditions = selection.conditions(table)
    keys = list(connection.scalars(select(key_column(table)).where(*conditions)))
    connection.execute(delete(table).where(*conditions))
    return keys


def _delete_person(connection: Connection, person_id: str) -> list[str]:
    """Delete a person who has no entries any longer; return all names that go with the person."""
    child = schema.children.c
    named = select(child.child_id, child.name).where(child.person_id == person_id)
    names = [name for row in connection.execute(named) for name in row if name is not None]
    for table in (schema.children, schema.people):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    return [person_id, *names]


def _remove_bytes(store: Store, sought: Iterable[str]) -> bool:
    """Remove the bytes of deleted rows; return whether it was checked that they are gone.

    Raises
    ------
    StoreError
        Bytes may be left, or some that were sought are.
    """
    if store.file is None:
        _clean_server(store)
        return False
    if not _clean_file(store) or _left(store, store.file, sought):
        raise StoreError(
            f"{store.place}: what you deleted is out of the record, but its bytes may still be in the "
            "file; close other programs that have it open and delete again."
        )
    return True


def _clean_server(store: Store) -> None:
    """Give the space of deleted rows back, so that no page holds them any longer."""
    with told(store.place), store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))


def _clean_file(store: Store) -> bool:
    """Overwrite deleted rows and give their space back; return whether nobody hindered it.

    The log is emptied twice: first, so that deleted rows are overwritten in the file even where there is
    no room to write it anew; then, as the new file is written through the log.
    """
    try:
        with closing(store.engine.raw_connection()) as direct:
            if not _log_is_emptied(direct):
                return False  # writing the file anew would only lengthen the log
            direct.cursor().execute("VACUUM").close()
            return _log_is_emptied(direct)
    except (sqlite3.Error, SQLAlchemyError):
        return False


def _log_is_emptied(direct: Any) -> bool:
    """Empty the log; SQLite raises nothing where a reader hinders it, but says so in its answer."""
    with closing(direct.cursor()) as cursor:
        busy, _, _ = cursor.execute(EMPTY_THE_LOG).fetchone()
    return not busy


def _left(store: Store, file: Path, sought: Iterable[str]) -> bool:
    """Whether any identifier or name is in the files of a store, and is no part of what remains."""
    found = _found(file, {one for one in sought if len(one.encode()) >= SHORTEST_SOUGHT})
    if not found:
        return False
    with store.reading() as connection:
        for row in _remaining(connection):
            found = {one for one in found if one not in row}
    return bool(found)


def _remaining(connection: Connection) -> Iterator[str]:
    """Every row that remains, and the descriptions of the tables; a row has no gaps, as in the file."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table'"
    for table in ("sqlite_master", *connection.exec_driver_sql(named).scalars()):
        for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
            yield "".join(str(value) for value in row if value is not None)


def _found(file: Path, sought: Iterable[str]) -> set[str]:
    """Which texts are in the file of a store or in those that SQLite keeps beside it."""
    beside = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))]
    filled = [path for path in beside if path.exists() and path.stat().st_size]
    return {one for path in filled for one in _held(path, sought)}


def _held(path: Path, sought: Iterable[str]) -> list[str]:
    with (
        open(path, "rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return [one for one in sought if content.find(one.encode()) >= 0]
