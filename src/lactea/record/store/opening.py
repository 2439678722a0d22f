"""A store is opened: its folder made, its file guarded, its tables brought up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from lactea.record.store.problems import StoreError, told
from lactea.record.store.schema import FILE_MARK

FILE = "record.sqlite3"
VARIABLE = "LACTEA_STORE"
PATIENCE_SECONDS = 30
HEAD = "0001"
"""The newest migration."""
MIGRATION_LOCK = FILE_MARK
WRITES = "lactea_writes"
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Store:
    """An open store; `place` is how messages name it, without a password.

    `file` is None where the store is a database server.
    """

    engine: Engine
    place: str
    file: Path | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the store."""
        with told(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: when this ends without an error, everything is on the disk."""
        engine = self.engine.execution_options(**{WRITES: True})
        with told(self.place), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def default_place(data_dir: Path | None) -> str:
    """Where a person's record is, unless told otherwise: a database named by the environment, or a file.

    Parameters
    ----------
    data_dir
        Folder of personal records; the user's own, where None.
    """
    if data_dir is None and os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if data_dir is None:
        from platformdirs import user_data_path

        data_dir = user_data_path("lactea", appauthor=False)
    return str(data_dir / FILE)


def open_store(place: str | Path, *, patience_seconds: int = PATIENCE_SECONDS) -> Store:
    """Open a store, and make it where there is none.

    Parameters
    ----------
    place
        A file, or the address of a database such as ``postgresql://user@host/name``.
    patience_seconds
        How long to wait for another program that writes to the same file.

    Raises
    ------
    StoreError
        It cannot be opened, or a newer lactea wrote it.
    """
    store = _server(str(place)) if "://" in str(place) else _file(Path(place), patience_seconds)
    try:
        _migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _file(path: Path, patience_seconds: int) -> Store:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: {(error.strerror or 'it cannot be opened').lower()}.") from None
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    event.listen(engine, "connect", partial(_guard, patience_seconds=patience_seconds))
    event.listen(engine, "begin", _begin)
    return Store(engine, str(path), path)


def _guard(connection: Any, _: object, *, patience_seconds: int) -> None:
    """Set up a connection to a file: safe when the machine stops, and what is deleted is overwritten."""
    connection.isolation_level = None  # transactions are begun below, and by nobody else
    try:
        for pragma in (
            f"busy_timeout = {patience_seconds * 1000}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()  # the pool does not know it yet, and would leave it open
        raise


def _begin(connection: Connection) -> None:
    """Claim the file before writing, so that two writers wait for each other and none fails halfway."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str) -> Store:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(
            "the address of the store cannot be read; write it as postgresql://user@host/name."
        ) from None
    if url.get_backend_name() != "postgresql":
        raise StoreError(
            "a store is a file or a PostgreSQL database; write postgresql://user@host/name."
        )
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), hide_parameters=True)
    except ModuleNotFoundError:
        raise StoreError(
            "a record in PostgreSQL needs the package 'psycopg', which is not installed. "
            'Install it with: python -m pip install "lactea[postgres]"'
        ) from None
    return Store(engine, url.set(query={}).render_as_string(hide_password=True), None)


# -------------------------------------------------------------------------- migrations


def _migrate(store: Store) -> None:
    with store.reading() as connection:
        if _version(connection) == HEAD:
            return
    with store.writing() as connection:
        if store.file is None:
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": MIGRATION_LOCK})
        version = _version(connection)
        if version == HEAD:
            return  # somebody else was faster
        if version is not None and version > HEAD:
            raise StoreError(f"{store.place}: a newer lactea wrote this record; install that one.")
        _upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing; one thread at a time, as Alembic keeps its state globally."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with ONE_AT_A_TIME:
        command.upgrade(config, "head")
