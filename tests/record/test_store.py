"""Stores: everything comes back, once; two sorts, one schema; what is refused leaks nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from tests.record.made import records

import lactea.record.store
from lactea.record import Child, Person, Record, Session, record_of
from lactea.record.store import (
    Selection,
    Store,
    StoreError,
    add,
    add_child,
    add_person,
    children_of,
    default_place,
    open_store,
    people,
    read,
    replace,
    whole,
)
from lactea.record.store.opening import HEAD, VARIABLE
from lactea.record.store.schema import metadata

SECRET = "only my midwife knows"
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
MIGRATIONS = Path(lactea.record.store.__file__).parent / "migrations"


@FEW
@given(records())
def test_everything_comes_back(store: Store, record: Record) -> None:
    owner = f"me{record.person.person_id}{len(people(store))}"
    mine = [entry.model_copy(update={"person_id": owner}) for entry in record.entries()]
    person = Person(person_id=owner, zone=record.person.zone)
    add_person(store, person)
    for child in record.children:
        add_child(store, owner, child)
    added = add(store, mine)
    assert (len(added.new), added.duplicate, added.changed) == (len(mine), [], [])
    assert read(store, owner) == record_of(person, mine, record.children)
    again = add(store, mine)
    assert (again.new, len(again.duplicate), again.changed) == ([], len(mine), [])


def test_one_row_of_a_source_is_kept_once(store: Store, session: Session) -> None:
    row = {"source": "elsewhere", "source_row_id": "7"}
    first = session.model_copy(update={**row, "session_id": "a"})
    again = session.model_copy(update={**row, "session_id": "b", "note": "another note"})
    later = session.start_utc + timedelta(minutes=1)
    moved = session.model_copy(update={**row, "session_id": "c", "start_utc": later})
    assert add(store, [first, again]).duplicate == [again]
    assert add(store, [moved]).changed == [moved]
    assert read(store, "me").sessions == (first,)
    assert replace(store, [moved]) == 1
    assert read(store, "me").sessions == (moved.model_copy(update={"session_id": "a"}),)


def test_a_part_of_a_record(store: Store, session: Session) -> None:
    hours = [
        session.model_copy(
            update={
                "session_id": str(hour),
                "start_utc": session.start_utc + timedelta(hours=hour),
                "end_utc": None,
            }
        )
        for hour in range(5)
    ]
    add(store, hours)
    part = Selection("me", since=hours[1].start_utc, until=hours[3].start_utc)
    assert [one.session_id for one in read(store, part).sessions] == ["1", "2"]
    assert [one.session_id for one in read(store, Selection("me", keys=("4",))).sessions] == ["4"]


def test_people_and_children(store: Store) -> None:
    partner = Person(person_id="partner", zone="Europe/Berlin")
    assert add_person(store, partner)
    assert not add_person(store, partner.model_copy(update={"zone": "UTC"}))
    assert [one.person_id for one in people(store)] == ["me", "partner"]
    twins = (Child(child_id="Ada"), Child(child_id="Bo", name="Bo Example"))
    assert [add_child(store, "partner", child) for child in (*twins, *twins)] == [True] * 2 + [
        False
    ] * 2
    assert children_of(store, "partner") == twins
    assert [record.children for record in whole(store)] == [(), twins]


def test_nobody_of_that_name(store: Store, session: Session) -> None:
    with pytest.raises(StoreError, match="no record of this person"):
        read(store, "you")
    with pytest.raises(StoreError, match="no record of this person"):
        add(store, [session.model_copy(update={"person_id": "you"})])


def test_all_or_none(store: Store, session: Session) -> None:
    stranger = session.model_copy(update={"session_id": "x", "person_id": "you"})
    with pytest.raises(StoreError):
        add(store, [session, stranger])
    assert read(store, "me").sessions == ()


def test_what_a_database_refuses_is_told_without_its_contents(
    store: Store, session: Session
) -> None:
    broken = session.model_copy(update={"note": SECRET, "kind": None})
    with pytest.raises(StoreError) as caught:
        add(store, [broken])
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


# ---------------------------------------------------------------------------- migrations


def test_migrations_lead_to_the_tables_of_the_types(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_a_store_of_a_newer_lactea_is_left_alone(place: str) -> None:
    store = open_store(place)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match="newer lactea"):
        open_store(place)


# -------------------------------------------------------------------------------- places


def test_a_file_is_its_owners_alone(file_place: str) -> None:
    open_store(file_place).close()
    path = Path(file_place)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://me@host/name", "a file or a PostgreSQL database"),
        ("postgresql://me:secret@localhost:1/none", "refused"),
        ("://", "cannot be read"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def test_a_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text("years of work\n" * 100, "utf-8")
    with pytest.raises(StoreError, match="no record"):
        open_store(path)
    assert path.read_text("utf-8").startswith("years of work")


def test_where_a_record_is_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://me@host/name")
    assert default_place(None) == "postgresql://me@host/name"
    assert default_place(tmp_path) == str(tmp_path / "record.sqlite3")
