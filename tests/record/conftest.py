"""A record made by hand."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from lactea.record import Person, Session, measured


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
