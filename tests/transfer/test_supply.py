"""What the body says of supply: unknown is not none, and a day's noise is no effect."""

from __future__ import annotations

import pytest

from lactea.transfer import answer, ask, document, load, text
from lactea.transfer.supply import supply_of

YOUNG = "3 days"


def test_without_a_medicine_file_the_effect_is_unknown_not_none() -> None:
    found = supply_of(load("warfarin"), ask("5 mg", "24 h", YOUNG))
    assert found.change_percent is None
    assert "unknown, not none" in found.sentence
    assert found.said == ()


def test_without_a_usable_figure_the_words_of_the_file_are_given() -> None:
    found = supply_of(load("nicotine"), ask("1 mg", "1 h", YOUNG))
    assert found.change_percent is None
    assert any("less milk" in one for one in found.said)


def test_a_medicine_that_acts_asks_for_the_dose() -> None:
    found = supply_of(load("domperidone"), ask(infant_age=YOUNG))
    assert found.change_percent is None
    assert "enter the dose" in found.sentence


def test_the_words_of_the_file_reach_both_forms_of_the_answer() -> None:
    found = answer(load("alcohol"), ask(infant_age=YOUNG), "parent")
    (first, *_) = document(found)["supply"]["said"]
    assert first in text(found)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "dose", "every"), [("alcohol", "30 g", "24 h"),
                                                     ("domperidone", "10 mg", "8 h")])  # fmt: skip
def test_a_thriving_infants_milk_hardly_moves(name: str, dose: str, every: str) -> None:
    found = supply_of(load(name), ask(dose, every, "3 weeks"))
    assert found.change_percent is not None
    assert abs(found.change_percent) < 3
    assert "within 3 %" in found.sentence


@pytest.mark.slow
def test_a_dose_of_nothing_changes_nothing() -> None:
    found = supply_of(load("domperidone"), ask("0 mg", "8 h", "3 weeks"))
    assert found.change_percent == pytest.approx(0, abs=1e-6)
