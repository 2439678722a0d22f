"""Records made at random."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from lactea.record import (
    Child,
    InfantWeight,
    MedicineTaken,
    Nappy,
    Person,
    Record,
    Session,
    Sleep,
    Symptom,
    TopUp,
    daily_total_bounds,
    measured,
    record_of,
)

ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe")
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=200
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
# Two sides of 300 imperial ounces are below the 20 L that a session may hold.
VOLUMES = st.none() | st.just("drops") | st.decimals(0, 300, places=2).map(str)
HEAD = {
    "person_id": st.just("me"),
    "zone": st.sampled_from(ZONES),
    "note": st.none() | TEXT,
    "entered_at": MOMENTS,
}
EVENT = {**HEAD, "child_id": st.none() | st.just("Ada"), "time_utc": MOMENTS}


@st.composite
def sessions(draw) -> Session:
    start = draw(MOMENTS)
    minutes = draw(st.none() | st.integers(0, 24 * 60))
    volumes = measured(
        draw(st.sampled_from(["mL", "oz", "uk_oz"])), *(draw(VOLUMES) for _ in "lrt")
    )
    return Session(
        **draw(st.fixed_dictionaries(HEAD)),
        kind=draw(st.sampled_from(["pump", "hand", "nurse", "weighed_feed"])),
        start_utc=start,
        end_utc=None if minutes is None else start + timedelta(minutes=minutes),
        fate=draw(st.sampled_from([None, "stored", "fed", "discarded", "donated"])),
        removed_fraction=draw(st.none() | st.floats(0, 1)),
        **asdict(volumes),
    )


@st.composite
def daily_totals(draw) -> Session:
    head = draw(st.fixed_dictionaries(HEAD))
    day = draw(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    total = draw(st.decimals(0, 1500, places=1).map(str))
    bounds = daily_total_bounds(day, head["zone"])
    return Session(**head, kind="daily_total", **bounds, **asdict(measured("mL", total=total)))


def events(kind, **fields):
    return st.fixed_dictionaries({**EVENT, **fields}).map(lambda given: kind(**given))


ENTRIES = st.one_of(
    sessions(),
    daily_totals(),
    events(MedicineTaken, medicine=TEXT, amount=st.none() | st.just("2"), unit=st.none() | TEXT),
    events(InfantWeight, weight_g=st.floats(300, 20_000), day_only=st.booleans()),
    events(Nappy, wet=st.none() | st.booleans(), solid=st.none() | st.booleans()),
    events(
        TopUp, milk=st.sampled_from([None, "own", "formula"]), amount_mL=st.none() | st.just(60.0)
    ),
    events(Sleep, nap=st.none() | st.booleans()),
    events(Symptom, symptom=TEXT),
)


@st.composite
def records(draw) -> Record:
    person = Person(person_id="me", zone=draw(st.sampled_from(ZONES)))
    children = [
        Child(child_id="Ada", name=draw(st.none() | TEXT), born=draw(st.none() | st.dates()))
    ]
    return record_of(person, draw(st.lists(ENTRIES, max_size=12)), children)
