"""A dose far above all that is known runs, and the run says so."""

from __future__ import annotations

import pytest

from lactea.engine.doses import medicine_remarks
from lactea.scenario import load
from lactea.scenario.library import builtin_names


def remarks_at(dose: str, every: str = "8 h") -> list[str]:
    overrides = [f"protocol[3].dose={dose}", f"protocol[3].every={every}"]
    return [
        one for one in medicine_remarks(load("domperidone-course", overrides)) if "far more" in one
    ]


@pytest.mark.parametrize(("dose", "every"), [("81 mg", "8 h"), ("10 g", "8 h"), ("20 mg", "1 h")])
def test_a_dose_far_above_all_that_is_known_is_told_without_an_amount(dose, every) -> None:
    (told,) = remarks_at(dose, every)
    assert "protocol[3] takes far more domperidone a day" in told
    assert "mg" not in told


@pytest.mark.parametrize("dose", ["10 mg", "26 mg", "0 mg"])
def test_what_people_take_is_not_told(dose) -> None:
    assert remarks_at(dose) == []


@pytest.mark.parametrize("name", builtin_names())
def test_no_protocol_that_comes_along_is_told(name: str) -> None:
    assert not [one for one in medicine_remarks(load(name)) if "far more" in one]
