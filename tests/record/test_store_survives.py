"""Writers that are killed, and writers side by side: what was acknowledged is there."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lactea.record import Session
from lactea.record.store import Store, add, add_person, open_store, read

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from lactea.record import Session
from lactea.record.store import add, open_store

place, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(place)
print("open", flush=True)
for number in range(count):
    start = datetime(2026, 8, 1, tzinfo=UTC) + timedelta(minutes=number)
    entry = Session(person_id="me", zone="UTC", kind="pump", session_id=f"{name}-{number}",
                    start_utc=start)
    add(store, [entry])
    print(entry.session_id, flush=True)
"""
MANY = 100_000
START = datetime(2026, 8, 1, tzinfo=UTC)


def writer(place: str, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, place, name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def kept(place: str) -> set[str]:
    store = open_store(place)
    found = {session.session_id for session in read(store, "me").sessions}
    store.close()
    return found


@pytest.mark.slow
def test_a_new_store_is_opened_by_several_at_once(place: str) -> None:
    script = "import sys; from lactea.record.store import open_store; open_store(sys.argv[1])"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, place], stderr=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(4)
    ]
    assert [process.communicate(timeout=120)[1] for process in processes] == [""] * 4


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_it_acknowledged(store: Store, place: str) -> None:
    with writer(place, "a", MANY) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(40)][1:]
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += process.stdout.read().split()
    there = kept(place)
    assert set(acknowledged) <= there
    assert len(there) <= len(acknowledged) + 1  # one may be kept that nobody was told of
    if store.file is not None:
        with closing(sqlite3.connect(store.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
def test_two_writers_side_by_side(store: Store, place: str) -> None:
    processes = [writer(place, name, 60) for name in ("a", "b")]
    ours = [
        Session(person_id="me", zone="UTC", kind="pump", session_id=f"c-{number}", start_utc=START)
        for number in range(30)
    ]
    for session in ours:
        add(store, [session])
    said = [process.communicate(timeout=120) for process in processes]
    assert [error for _, error in said] == ["", ""]
    expected = {f"{name}-{number}" for name in "ab" for number in range(60)}
    assert kept(place) == expected | {session.session_id for session in ours}


@pytest.mark.slow
def test_two_writers_of_one_row_keep_it_once(store: Store, place: str) -> None:
    script = WRITER.replace('session_id=f"{name}-{number}"', "source_row_id=str(number)")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, place, name, "40"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for name in ("a", "b")
    ]
    assert [process.communicate(timeout=120)[1] for process in processes] == ["", ""]
    assert len(kept(place)) == 40


@pytest.mark.slow
def test_an_import_that_is_killed_is_taken_up_again(
    tmp_path: Path, file_place: str, person
) -> None:
    rows = 6000
    file = tmp_path / "Pumping.csv"
    lines = (f"{number},2026-08-01 05:05,,{number % 300}\n" for number in range(rows))
    file.write_text("id,start,end,amount\n" + "".join(lines), "utf-8")
    command = [sys.executable, "-m", "lactea", "log", "import", str(file), "--json"]
    command += ["--store", file_place, "--zone", "UTC", "--unit", "mL"]
    opened = open_store(file_place)
    add_person(opened, person)
    opened.close()
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=silent, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        os.kill(process.pid, signal.SIGKILL)
    assert said == "Pumping.csv: 1000 rows are safe\n"
    before = len(kept(file_place))
    assert 1000 <= before < rows
    again = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert f'"imported": {rows - before}' in again.stdout
    assert f'"duplicate": {before}' in again.stdout
    assert len(kept(file_place)) == rows
