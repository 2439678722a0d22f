"""From a record to the diary of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lactea.record import InfantWeight, Nappy, Person, Session, record_of
from lactea.record.volumes import measured
from lactea.twin.bundled import example_record, make_record
from lactea.twin.diary import Diary, daily_volumes, with_assumed_sessions
from lactea.twin.diary import Session as DiarySession
from lactea.twin.from_record import diary_of
from lactea.twin.problems import TwinError

ZONE = "Europe/Berlin"
ORIGIN = date(2026, 3, 20)
PERSON = Person(person_id="me", zone=ZONE)


def session(start: datetime, unit="mL", minutes=15, kind="pump", **volumes):
    read = measured(unit, **volumes)
    return Session(
        person_id="me",
        zone=ZONE,
        start_utc=start,
        end_utc=start + timedelta(minutes=minutes),
        kind=kind,
        **{name: getattr(read, name) for name in read.__slots__},
    )


def test_days_are_those_of_the_calendar_also_when_the_clock_is_changed() -> None:
    # 29 March 2026: at 01:00 in Greenwich the clock goes from 02:00 to 03:00.
    before = session(datetime(2026, 3, 28, 22, 30, tzinfo=UTC), total="60")
    after = session(datetime(2026, 3, 29, 22, 30, tzinfo=UTC), total="60")
    diary = diary_of(record_of(PERSON, [before, after]), ORIGIN)
    assert [one.day for one in diary.sessions] == [8, 10]
    assert [one.start % 86_400 for one in diary.sessions] == [23 * 3600 + 1800, 1800]
    assert diary.date_of(10) == date(2026, 3, 30)


def test_nothing_drops_and_the_unknown_stay_apart() -> None:
    start = datetime(2026, 3, 21, 8, tzinfo=UTC)
    entries = [
        session(start, total="0"),
        session(start + timedelta(hours=3), total="drops"),
        session(start + timedelta(hours=6)),
        session(start + timedelta(hours=9), left="30", right="0"),
    ]
    zero, drops, unknown, split = diary_of(record_of(PERSON, entries), ORIGIN).sessions
    assert (zero.total, zero.drops, zero.volume) == (0.0, False, 0.0)
    assert (drops.total, drops.drops) == (0.0, True)
    assert unknown.volume is None
    assert (split.left, split.right, split.total) == (30.0, 0.0, None)


def test_the_marks_of_the_bottle_are_read_from_all_volumes_of_a_unit() -> None:
    start = datetime(2026, 3, 21, 8, tzinfo=UTC)
    fives = [session(start + timedelta(hours=3 * n), total=str(5 * n)) for n in range(1, 5)]
    ounces = session(start + timedelta(hours=20), unit="oz", total="2.5")
    sessions = diary_of(record_of(PERSON, [*fives, ounces]), ORIGIN).sessions
    assert sessions[0].step == 5.0
    assert sessions[-1].step == pytest.approx(29.5735 / 2, rel=1e-4)


def test_a_record_from_before_the_origin_is_refused() -> None:
    early = session(datetime(2026, 3, 19, 8, tzinfo=UTC), total="50")
    with pytest.raises(TwinError, match="--origin"):
        diary_of(record_of(PERSON, [early]), ORIGIN)
    with pytest.raises(TwinError, match="no sessions"):
        diary_of(record_of(PERSON, []), ORIGIN)


def test_a_record_from_more_than_ten_years_after_the_origin_is_refused() -> None:
    late = session(datetime(2026, 3, 21, 8, tzinfo=UTC), total="50")
    with pytest.raises(TwinError, match=r"2026-03-21, more than ten years.*1990-01-01.*--origin"):
        diary_of(record_of(PERSON, [late]), date(1990, 1, 1))
    assert diary_of(record_of(PERSON, [late]), date(2016, 4, 1)).first_day > 9 * 365


def test_an_infant_is_known_by_latest_weight_and_wet_nappies_of_recent_days() -> None:
    start = datetime(2026, 3, 25, 8, tzinfo=UTC)
    own = {"person_id": "me", "zone": ZONE, "child_id": "c"}
    entries = [
        session(start, total="50"),
        InfantWeight(**own, time_utc=start - timedelta(days=3), weight_g=3400),
        InfantWeight(**own, time_utc=start, weight_g=3550),
        *(Nappy(**own, time_utc=start - timedelta(hours=4 * n), wet=True) for n in range(12)),
        Nappy(**own, time_utc=start, solid=True),
    ]
    infant = diary_of(record_of(PERSON, entries), ORIGIN, "healthy_term").infant
    assert infant is not None
    assert (infant.weighed_kg, infant.weighed_day) == (3.55, 5)
    assert 4 <= infant.wet_nappies <= 6
    assert infant.preterm_or_ill is False
    nobody_said = diary_of(record_of(PERSON, entries[:1]), ORIGIN).infant
    assert nobody_said is not None
    assert nobody_said.preterm_or_ill is None
    assert diary_of(record_of(PERSON, entries), ORIGIN, "none").infant is None


def test_a_day_of_which_only_the_total_is_known_has_sessions_all_the_same() -> None:
    total = DiarySession(3 * 86_400 + 43_200, "daily_total", total=500.0)
    split = DiarySession(5 * 86_400 + 3600, "pump", total=60.0)
    filled = with_assumed_sessions(Diary(ORIGIN, (total, split)))
    assert [one.day for one in filled.sessions] == [3] * 9 + [5]
    assert sum(one.volume or 0 for one in filled.sessions) == 560


@pytest.mark.slow
def test_the_bundled_log_is_what_the_other_body_gives() -> None:
    bundled, made = example_record(), make_record()
    assert [one.start_utc for one in bundled.sessions] == [one.start_utc for one in made.sessions]
    far = [
        abs(one.total_mL - other.total_mL)
        for one, other in zip(bundled.sessions, made.sessions, strict=True)
    ]
    # A volume on the border of two marks may be read either way where a machine rounds otherwise.
    assert sum(apart > 0 for apart in far) <= 3
    assert max(far) <= 100


def test_the_volumes_of_a_day_are_added(small) -> None:
    volumes = daily_volumes(small.known)
    assert sum(milk for milk, _ in volumes.values()) == pytest.approx(
        sum(one.volume for one in small.known.sessions)
    )
