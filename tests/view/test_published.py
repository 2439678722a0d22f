"""Published points come from mapped rows, in the model's unit, at the time of the study."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lactea.results import Result
from lactea.view.published import Point, packaged, points

MILK = ("infant.intake", "milk.removed_per_day")


def by_id(found: list[Point]) -> dict[str, Point]:
    return {point.row_id: point for point in found}


def test_grams_become_millilitres_and_days_are_those_of_the_study(natural: Result) -> None:
    found = by_id(points(natural, packaged(), MILK))
    saint = found["mlk_vol_saint1984_d3"]
    assert saint.value == pytest.approx(408 / 1.03)
    assert saint.low == pytest.approx(98.3 / 1.03)
    assert saint.high == pytest.approx(775 / 1.03)
    assert (saint.start_day, saint.stop_day, saint.n) == (2, 3, 9)
    assert saint.is_thin


def test_a_standard_error_is_drawn_around_the_mean(natural: Result) -> None:
    cox = by_id(points(natural, packaged(), MILK))["mlk_vol_cox1996_m1"]
    assert cox.low is not None
    assert cox.high is not None
    assert cox.value - cox.low == pytest.approx(54.7 / 1.03)
    assert cox.high - cox.value == pytest.approx(54.7 / 1.03)
    assert "SE" in cox.source
    assert "n 11" in cox.source


def test_rows_from_memory_are_never_drawn(natural: Result) -> None:
    evidence = dict(packaged())
    row_id = "mlk_vol_saint1984_d3"
    row, entry = evidence[row_id]
    assert row_id in by_id(points(natural, evidence, MILK))
    evidence[row_id] = replace(row, verified="memory"), entry
    assert row_id not in by_id(points(natural, evidence, MILK))


def test_only_rows_inside_the_run(make_result: Callable[..., Result]) -> None:
    short = make_result(days=20, pregnancy_days=0)
    found = points(short, packaged(), [*MILK, "prolactin.level"])
    assert found
    assert all(point.start_day >= 0 and point.stop_day <= 20 for point in found)


def test_another_course_has_its_own_points(induced: Result) -> None:
    assert points(induced, packaged(), MILK) == []
    assert points(induced, packaged(), ["infant.weight"], course="natural")


def test_no_contrast_is_drawn_as_a_level(natural: Result) -> None:
    evidence = packaged()
    names = {entry.observable for _, entry in evidence.values() if entry.observable}
    levels = ("milk.removed_per_day", "infant.intake", "prolactin.level", "estradiol.level")
    drawn = by_id(points(natural, evidence, names & set(levels)))
    contrasts = {row_id for row_id, (_, entry) in evidence.items() if entry.contrast}
    assert contrasts
    assert not contrasts & set(drawn)
