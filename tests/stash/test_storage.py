"""Published times: sourced, told apart by infant, the shortest by default."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from lactea.reading.durations import parse_duration
from lactea.reading.problems import InputError
from lactea.reading.yaml_reader import parse
from lactea.stash.places import INFANTS, Infant
from lactea.stash.storage import Times, guideline_names, storage_file, understood

EVIDENCE = files("lactea.evidence").joinpath("tables/milk.csv")
TEXT = files("lactea.stash").joinpath("storage.yaml").read_text("utf-8")


def test_every_source_is_used_and_has_an_address() -> None:
    file = storage_file()
    used = {time.source for one in file.guidelines.values() for time in one.times}
    used |= {statement.source for statement in file.statements}
    assert used == set(file.sources)
    assert all(source.url.startswith("http") for source in file.sources.values())


def test_figures_with_an_evidence_row_are_that_row() -> None:
    with Path(str(EVIDENCE)).open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    checked = 0
    for guideline in storage_file().guidelines.values():
        for time in guideline.times:
            if not time.row:
                continue
            row = rows[time.row]
            printed = parse_duration(f"{row['value']} {row['unit']}")
            assert printed in (time.time, time.up_to) or "never refreeze" in time.note
            assert row["verified"] != "memory"
            assert row["grade"] == "expert"
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize("infant", INFANTS)
def test_the_shortest_time_is_the_shortest_of_all(infant: Infant) -> None:
    single = [Times(infant, name) for name in guideline_names(infant)]
    for limit in Times(infant):
        others = [times.of(limit.milk, limit.place) for times in single]
        assert limit.ticks == min(other.ticks for other in others if other is not None)


@pytest.mark.parametrize("infant", INFANTS)
def test_a_printed_range_rises(infant: Infant) -> None:
    for name in guideline_names(infant):
        for limit in Times(infant, name):
            assert limit.up_to_ticks is None or limit.up_to_ticks > limit.ticks


def test_milk_for_a_preterm_infant_never_keeps_longer() -> None:
    term, preterm = Times("term"), Times("preterm")
    for limit in preterm:
        other = term.of(limit.milk, limit.place)
        if limit.milk in ("fresh", "frozen") and other is not None:
            assert limit.ticks <= other.ticks


def test_thawed_milk_is_never_frozen_again() -> None:
    for infant in INFANTS:
        limit = Times(infant).of("thawed", "freezer")
        assert limit is not None
        assert limit.ticks == 0


def test_what_no_guideline_prints_has_no_time() -> None:
    assert Times("preterm").of("warmed", "room") is None
    assert Times("term", "healthlink").of("thawed", "refrigerator") is None


@pytest.mark.parametrize(
    ("infant", "guideline", "words"),
    [
        ("term", "cdcc", "Did you mean 'cdc'"),
        ("term", "bliss", "not meant for healthy infants"),
        ("preterm", "cdc", "not meant for infants born preterm"),
    ],
)
def test_a_wrong_guideline_is_refused(infant: Infant, guideline: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Times(infant, guideline)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("time: 4 d, source: cdc_table", "time: 4, source: cdc_table", "has no unit"),
        ("time: 4 d, source: cdc_table", "time: 4 d, source: cdc", "not among 'sources'"),
        ("infants: [term]", "infants: [baby]", "'baby' is not a word allowed here"),
    ],
)
def test_a_mistake_in_the_file_names_its_line(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError, match=words) as caught:
        understood(parse(TEXT.replace(old, new, 1), "mine.yaml"))
    assert caught.value.line == TEXT[: TEXT.index(old)].count("\n") + 1
