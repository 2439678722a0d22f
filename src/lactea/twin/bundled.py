"""The log that lactea brings along: openly made up, from another body than the fitted one.

``python -m lactea.twin.bundled`` writes it anew; a test holds the file against what that gives.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from lactea.record import Person, Record, read_record, record_of, write_record
from lactea.record import Session as Recorded
from lactea.record.volumes import measured
from lactea.scenario import Scenario, load
from lactea.twin.synthetic import ORIGIN, Habits, make_person

HABITS = Habits(first_day=21, days=42, per_day=7, minutes=18.0, noise=0.16, unlogged=0.03, step=5.0)
NUMBER, SEED = 5, 0
ZONE = "Europe/Berlin"
FOLDER = "example"
LOG, ABOUT = "log.csv", "about.yaml"


def example_record() -> Record:
    """The bundled log."""
    with as_file(files("lactea.twin").joinpath(f"{FOLDER}/{LOG}")) as path:
        return read_record(path)


def example_scenario() -> Scenario:
    """Who keeps it."""
    with as_file(files("lactea.twin").joinpath(f"{FOLDER}/{ABOUT}")) as path:
        return load(str(path))


def make_record() -> Record:
    """The bundled log, made anew."""
    made = make_person(NUMBER, HABITS, SEED).diary
    midnight = datetime(ORIGIN.year, ORIGIN.month, ORIGIN.day, tzinfo=UTC) - timedelta(hours=1)
    sessions = []
    for number, session in enumerate(made.sessions):
        start = midnight + timedelta(seconds=session.start)
        read = measured("mL", f"{session.left:.0f}", f"{session.right:.0f}")
        sessions.append(
            Recorded(
                session_id=f"example-{number:04d}",
                person_id="example",
                zone=ZONE,
                source="made up",
                source_row_id=str(number),
                entered_at=start,
                start_utc=start,
                end_utc=start + timedelta(seconds=session.duration or 0),
                kind="pump",
                **{name: getattr(read, name) for name in read.__slots__},
            )
        )
    return record_of(Person(person_id="example", zone=ZONE), sessions)


if __name__ == "__main__":
    write_record(make_record(), Path(__file__).parent / FOLDER / LOG)
