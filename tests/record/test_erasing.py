"""Deleting: the bytes are gone from every file of a store, and no more is promised than is checked."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from lactea.record import Child, Session
from lactea.record.store import (
    Erased,
    Selection,
    Store,
    StoreError,
    add,
    add_child,
    add_person,
    erase,
    open_store,
    people,
    read,
)

SECRET = "only my midwife knows this of me"
MANY = 300


@pytest.fixture
def secrets(session: Session) -> list[Session]:
    return [
        session.model_copy(update={"session_id": f"secret-{number:09}", "note": SECRET * 9})
        for number in range(MANY)
    ]


def traces(place: str) -> list[str]:
    """Files of a store in which a secret stands."""
    beside = Path(place).parent.iterdir()
    return sorted(path.name for path in beside if SECRET.encode() in path.read_bytes())


@pytest.fixture
def filed(file_place: str, person) -> Iterator[Store]:
    store = open_store(file_place)
    add_person(store, person)
    yield store
    store.close()


def test_the_test_sees_what_is_not_deleted(filed: Store, file_place: str, secrets) -> None:
    add(filed, secrets)
    assert traces(file_place) == ["record.sqlite3-wal"]


@pytest.mark.parametrize("reopened", [False, True], ids=["in the log", "in the file"])
def test_bytes_are_gone(filed, file_place, session, secrets, reopened: bool) -> None:
    kept = session.model_copy(update={"session_id": "kept", "note": None, "source": "other"})
    add(filed, [kept, *secrets])
    if reopened:
        filed.close()  # which moves the write-ahead log into the file
    assert erase(filed, Selection("me", source="lactea")) == Erased(MANY, verified=True)
    assert traces(file_place) == []
    assert read(filed, "me").sessions == (kept,)


def test_everything_of_a_person(store: Store, session: Session, secrets) -> None:
    add_child(store, "me", Child(child_id="Ada"))
    other = session.model_copy(update={"person_id": "other"})
    add_person(store, read(store, "me").person.model_copy(update={"person_id": "other"}))
    add(store, [other, *secrets])
    erased = erase(store, Selection("me"))
    assert erased == Erased(MANY, verified=store.file is not None)
    assert [one.person_id for one in people(store)] == ["other"]
    assert read(store, "other").sessions == (other,)


def test_somebody_who_still_reads_hinders_the_proof(filed, file_place, secrets) -> None:
    add(filed, secrets)
    reader = sqlite3.connect(file_place)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sessions").fetchone()
    filed.close()
    impatient = open_store(file_place, patience_seconds=1)
    with pytest.raises(StoreError, match="close other programs"):
        erase(impatient, Selection("me"))
    impatient.close()
    reader.close()


def test_nobody_of_that_name(store: Store) -> None:
    with pytest.raises(StoreError, match="no record of this person"):
        erase(store, Selection("you"))
