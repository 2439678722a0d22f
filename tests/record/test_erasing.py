"""Deleting: the bytes are gone from every file of a store, and no more is promised than is checked."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

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
    erasing,
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


@pytest.fixture
def reader(filed: Store, file_place: str) -> Iterator[sqlite3.Connection]:
    """Another program that has the file open, and can be made to look at it."""
    opened = sqlite3.connect(file_place, isolation_level=None)
    yield opened
    opened.close()


@pytest.fixture
def impatient(filed: Store, file_place: str) -> Iterator[Store]:
    """The same store, opened by somebody who does not wait for other programs."""
    opened = open_store(file_place, patience_seconds=0)
    yield opened
    opened.close()


def look(reader: sqlite3.Connection) -> None:
    """Begin to read and do not end, so that the log has to stay for this reader."""
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sessions").fetchone()


def test_somebody_who_still_reads_hinders_the_proof(
    filed, file_place, secrets, reader, impatient
) -> None:
    add(filed, secrets)
    look(reader)
    for _ in range(2):  # the second one finds nothing to delete, but the bytes are still there
        with pytest.raises(StoreError, match="close other programs"):
            erase(impatient, Selection("me", source="lactea"))
        assert read(filed, "me").sessions == ()
        assert traces(file_place) == ["record.sqlite3-wal"]
    reader.execute("ROLLBACK")
    assert erase(impatient, Selection("me", source="lactea")) == Erased(0, verified=True)
    assert traces(file_place) == []


def test_names_without_entries_are_not_proven_gone_while_somebody_reads(
    filed, file_place, reader, impatient
) -> None:
    add_child(filed, "me", Child(child_id="first", name=SECRET))
    look(reader)
    for _ in range(2):  # the second one finds nobody, but the names are still there
        with pytest.raises(StoreError, match="close other programs"):
            erase(impatient, Selection("me"))
        assert people(filed) == ()
        assert traces(file_place) == ["record.sqlite3-wal"]
    reader.execute("ROLLBACK")
    with pytest.raises(StoreError, match="no record of this person"):
        erase(impatient, Selection("me"))
    assert traces(file_place) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("s1", "s10"),
        ("a-long-one", "a-long-one-2"),
        ("sessions", "name of a table"),
        ("@6", "22.5"),
    ],
    ids=["short", "long", "in a description", "in a number"],  # 22.5 begins with these bytes
)
def test_an_identifier_may_stand_inside_what_remains(filed, session, first, second) -> None:
    kept = session.model_copy(update={"session_id": second})
    add(filed, [session.model_copy(update={"session_id": first}), kept])
    assert erase(filed, Selection("me", keys=(first,))) == Erased(1, verified=True)
    assert read(filed, "me").sessions == (kept,)


def test_names_may_stand_in_what_remains(filed, session, person) -> None:
    add_child(filed, "me", Child(child_id="first child", name="Ada Lovelace"))
    add_person(filed, person.model_copy(update={"person_id": "other"}))
    note = "the first child, Ada Lovelace, came by"
    add(filed, [session.model_copy(update={"person_id": "other", "note": note})])
    assert erase(filed, Selection("me")) == Erased(0, verified=True)


@pytest.mark.parametrize("sought", ["an entry", "a person", "a child", "name of a child"])
def test_the_files_are_searched_although_the_clean_up_went_well(
    filed, session, person, monkeypatch, sought: str
) -> None:
    names = {
        one: f"secret of {one}" if one == sought else short
        for one, short in zip(
            ["an entry", "a person", "a child", "name of a child"], "abcd", strict=True
        )
    }
    owner = names["a person"]
    add_person(filed, person.model_copy(update={"person_id": owner}))
    add_child(filed, owner, Child(child_id=names["a child"], name=names["name of a child"]))
    add(filed, [session.model_copy(update={"person_id": owner, "session_id": names["an entry"]})])
    monkeypatch.setattr(erasing, "_clean_file", lambda _: True)
    with pytest.raises(StoreError, match="close other programs"):
        erase(filed, Selection(owner))


def test_no_page_and_no_log_is_left(filed, file_place, secrets) -> None:
    add(filed, secrets)
    erase(filed, Selection("me", source="lactea"))
    assert Path(file_place + "-wal").stat().st_size == 0
    with filed.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar_one() == 0


def test_deleted_rows_are_overwritten_whatever_sqlite_was_built_to_do(filed) -> None:
    filed.close()
    event.listen(filed.engine, "connect", _built_to_keep_bytes, insert=True)
    with filed.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


def _built_to_keep_bytes(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA secure_delete = OFF")


def test_bytes_are_overwritten_although_the_file_cannot_be_written_anew(
    filed, file_place, secrets
) -> None:
    """As where the disk has no room for a second copy: rows are gone, but nothing is promised."""
    add(filed, secrets)
    filed.close()
    event.listen(filed.engine, "connect", _refuse_vacuum)
    with pytest.raises(StoreError, match="close other programs"):
        erase(filed, Selection("me", source="lactea"))
    assert traces(file_place) == []


def _refuse_vacuum(connection: sqlite3.Connection, _: object) -> None:
    def allowed(action: int, *_: object) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK

    connection.set_authorizer(allowed)


def test_nobody_of_that_name(store: Store) -> None:
    with pytest.raises(StoreError, match="no record of this person"):
        erase(store, Selection("you"))
