"""The figure of priming shows what the pill adds against three alternatives, and how little is known of it."""

from collections.abc import Iterator

import numpy as np
import pytest

from lactea.reading.durations import DAY
from lactea.view import steroid_priming
from lactea.view.steroid_priming import (
    COMPARISONS,
    PILL,
    PILL_DAYS,
    WEEKS,
    draw,
    gained,
    milk_by_week,
    scenario_of,
)


@pytest.fixture(autouse=True)
def few(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(steroid_priming, "WORLDS", 6)
    milk_by_week.cache_clear()
    yield
    milk_by_week.cache_clear()


def test_both_sides_of_a_comparison_differ_in_nothing_but_what_its_words_say() -> None:
    beside, after, instead = COMPARISONS
    for comparison, pump_from in ((beside, 0), (after, PILL_DAYS)):
        with_pill, without = map(scenario_of, comparison[1:])
        pairs = list(zip(with_pill.protocol, without.protocol, strict=True))
        assert [one.medicine for one, other in pairs if one != other] == [PILL, PILL]
        assert [one.start for one, _ in pairs if one.do == "pump"] == [pump_from * DAY]
        assert max(one.stop for one, other in pairs if one != other) == PILL_DAYS * DAY
    assert instead.with_pill == after.with_pill
    assert instead.without == beside.without


def test_no_infant_has_come_yet() -> None:
    assert scenario_of(COMPARISONS[0].with_pill).infant.arrives >= 7 * WEEKS * DAY


@pytest.mark.slow
def test_whether_the_pill_beside_the_same_pumping_adds_milk_in_two_months_is_not_known() -> None:
    beside, after, instead = map(gained, COMPARISONS)
    assert beside[:, 7].min() < 0 < beside[:, 7].max()
    # Once the pill has ended nothing slows secretion, and what it laid down stays.
    assert np.all(after[:, 11] > 0)
    assert np.all(instead[:, 7] < 0)
    axes = draw().axes
    assert [one.get_title(loc="left") for one in axes] == [one.title for one in COMPARISONS]
