"""Entries are deleted, and it is looked at whether their bytes are gone.

In a file: deleted rows are overwritten (``secure_delete``), the write-ahead log is emptied, the file is
written anew, and then both files are searched for the identifiers of what was deleted. No more can be
promised: backups, snapshots of the disk and the spare cells of a flash drive are out of reach. Of a
database server, only its tables are in reach; its own logs and backups keep bytes for a while.
"""

from __future__ import annotations

import mmap
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, select, text

from lactea.record.record import PARTS
from lactea.record.store import schema
from lactea.record.store.opening import Store
from lactea.record.store.problems import StoreError, told
from lactea.record.store.reading import person_in
from lactea.record.store.selection import Selection, key_column

EMPTY_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many entries were deleted, and whether it was checked that their bytes are gone."""

    count: int
    verified: bool


def erase(store: Store, selection: Selection) -> Erased:
    """Delete what is selected; where it is everything of a person, the person too.

    Raises
    ------
    StoreError
        There is no such person, or the entries are deleted but their bytes could not be removed.
    """
    with store.writing() as connection:
        person_in(connection, selection.person_id, store.place, lock=True)
        gone = [key for part in PARTS for key in _delete_part(connection, part, selection)]
        if selection.whole:
            for table in (schema.children, schema.people):
                connection.execute(delete(table).where(table.c.person_id == selection.person_id))
    _clean(store)
    if store.file is None:
        return Erased(len(gone), verified=False)
    if _found(store.file, gone):
        raise StoreError(
            f"{store.place}: the entries are deleted, but their bytes are still in the file; close "
            "other programs that have it open and delete again."
        )
    return Erased(len(gone), verified=True)


def _delete_part(connection: Connection, part: str, selection: Selection) -> list[str]:
    table = schema.tables[part]
    conditions = selection.conditions(table)
    keys = list(connection.scalars(select(key_column(table)).where(*conditions)))
    connection.execute(delete(table).where(*conditions))
    return keys


def _clean(store: Store) -> None:
    """Give the space of deleted rows back, so that no page holds them any longer."""
    if store.file is None:
        with told(store.place), store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
        return
    direct = store.engine.raw_connection()
    try:
        for command in (EMPTY_THE_LOG, "VACUUM", EMPTY_THE_LOG):
            direct.cursor().execute(command).close()
    except sqlite3.Error:
        pass  # somebody else reads or writes; what is still there is found by the search
    finally:
        direct.close()


def _found(file: Path, keys: Iterable[str]) -> bool:
    """Whether any identifier is in the file of a store or in those that SQLite keeps beside it."""
    sought = [key.encode() for key in keys]
    beside = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))]
    return any(_holds(path, sought) for path in beside if path.exists() and path.stat().st_size)


def _holds(path: Path, sought: list[bytes]) -> bool:
    with (
        open(path, "rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return any(content.find(key) >= 0 for key in sought)
