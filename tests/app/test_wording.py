"""Words: one catalogue, the person's own words, made-up languages, units, clocks."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.app.preferences import Preferences
from lactea.app.wording.catalogues import is_right_to_left, languages, pseudo, translate
from lactea.app.wording.extract import PLACE, messages, template
from lactea.app.wording.speaker import Speaker


def test_the_catalogue_is_that_of_the_code() -> None:
    assert PLACE.read_text("utf-8") == template(), "run python -m lactea.app.wording.extract"


def test_every_message_is_said_in_every_language_with_its_fields() -> None:
    for message in messages():
        for language in languages():
            said = translate(message, language)
            assert sorted(said.count(field) for field in ("{", "}")) == sorted(
                message.count(field) for field in ("{", "}")
            )
        assert pseudo(message) != message


@given(st.text())
def test_a_value_is_never_read_as_a_message(text: str) -> None:
    assert Speaker(Preferences())("{name} is told", name=text) == f"{text} is told"


def test_a_person_is_spoken_to_in_their_words() -> None:
    speaker = Speaker(Preferences(breast="chest", nursing="chestfeeding"))
    assert speaker("{Nursing} left, from one {breast}; both {breasts}") == (
        "Chestfeeding left, from one chest; both chests"
    )


@pytest.mark.parametrize(
    ("language", "expected"), [("en", False), ("en-XA", False), ("ar-XB", True), ("he", True)]
)
def test_directions(language: str, expected: bool) -> None:
    assert is_right_to_left(language) is expected


def test_units_and_clocks() -> None:
    here = Speaker(Preferences())
    there = Speaker(Preferences(volume="oz", clock="12"))
    assert (here.volume(59.147), there.volume(59.147)) == ("59 mL", "2.0 oz")
    night = datetime(2026, 1, 1, 0, 5)
    assert (here.clock(night), there.clock(night)) == ("00:05", "12:05 a.m.")
    assert there.clock(datetime(2026, 1, 1, 12, 0)) == "12:00 p.m."
