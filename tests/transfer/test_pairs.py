"""Pairs of mother and infant: the same pair in any number of them, spread as the factors are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.transfer import Answer, answer, ask, document, json_schema, load, text, with_pairs
from lactea.transfer.pairs import Fed, _exposed

AGE = "3 days"
RUN = CliRunner()


def asked(name: str = "lamotrigine", age: str = AGE, dose: str | None = None) -> Answer:
    return answer(load(name), ask(dose=dose, infant_age=age), "researcher")


@pytest.fixture(scope="module")
def four() -> Answer:
    return with_pairs(asked(), 4)


def exposed(people: int, found: Answer, fed: Fed) -> tuple[np.ndarray, np.ndarray]:
    assert found.ratio is not None
    return _exposed(found, found.ratio, 3, dict.fromkeys(range(people), fed), 0)


def test_a_pair_is_the_same_in_any_number_of_pairs_and_processes(four: Answer) -> None:
    two = with_pairs(asked(), 2, jobs=2)
    assert two.pairs is not None
    assert four.pairs is not None
    for name in ("kg", "litres_per_kg_day", "relative_dose_percent", "infant_of_mother"):
        assert np.array_equal(getattr(two.pairs, name), getattr(four.pairs, name)[:2]), name


def test_pairs_spread_as_their_factors_do() -> None:
    """Many pairs with one infant: what is left is the spread of clearance, ratio and elimination."""
    found = asked()
    assert found.usual is not None
    usual = found.usual_child
    doses, levels = exposed(4000, found, Fed(usual.kg, usual.litres_per_kg_day))
    scale = usual.litres_per_kg_day / found.usual.relative_intake
    expected = found.usual.relative_dose_percent
    assert np.median(doses) == pytest.approx(scale * expected.median, rel=0.06)
    assert np.log(doses).std() == pytest.approx(expected.sd, rel=0.05)
    assert np.median(levels) == pytest.approx(found.usual.infant_of_mother.median, rel=0.06)


def test_relative_figures_do_not_depend_on_the_dose() -> None:
    one, ten = (exposed(5, asked(dose=dose), Fed(4.0, 0.15)) for dose in ("10 mg", "100 mg"))
    np.testing.assert_allclose(one, ten)


def test_more_milk_is_more_of_the_dose() -> None:
    little, much = (exposed(20, asked(), Fed(4.0, litres)) for litres in (0.1, 0.2))
    np.testing.assert_allclose(2 * little[0], much[0])
    assert np.all(exposed(3, asked(), Fed(4.0, 0.0))[0] == 0)


def test_it_stands_in_words_and_in_the_document(four: Answer) -> None:
    data = document(four)
    Draft202012Validator(json_schema()).validate(data)
    assert data["pairs"]["people"] == 4
    assert "Among 4 virtual mothers and infants" in text(four)
    assert "virtual mothers" not in text(asked())


def test_someone_who_fails_is_told_and_not_hidden(four: Answer) -> None:
    assert four.pairs is not None
    none = np.zeros(0)
    failed = replace(four.pairs, kg=none, failed=("no solution",))
    assert "could not be simulated: no solution" in text(replace(four, pairs=failed))


def test_nothing_known_stays_nothing_known() -> None:
    unknown = asked("fenugreek")
    assert unknown.no_data
    assert with_pairs(unknown, 3) == unknown


@pytest.mark.parametrize(
    "options", [("--preterm", "32 weeks"), ("--infant-age", "12 months"), ("--people", "0")]
)
def test_what_virtual_infants_are_not_is_refused(options: tuple[str, str]) -> None:
    told = RUN.invoke(app, ["milk", "caffeine", "--people", "2", *options])
    assert told.exit_code == 2
    assert "Traceback" not in told.output
