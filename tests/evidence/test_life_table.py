"""Life tables: what happened among those still at risk, month by month."""

import math

import pytest

from lactea.evidence.asked_group import LIFE_TABLE, asked_group
from lactea.evidence.life_table import by_month, life_table, moments
from lactea.evidence.runs import Answer, Question

MONTHS = range(13)
EVENT = 0.02


def curves(leaving: float) -> tuple[list[Answer], list[Answer]]:
    """One woman who leaves at one rate and has the event at another: chances that it happened, and of neither."""
    both = leaving + EVENT
    at_risk = [100 * math.exp(-both * month) for month in MONTHS]
    happened = [EVENT / both * (100 - still) for still in at_risk]
    return [Answer(value) for value in happened], [Answer(value) for value in at_risk]


def of(*women: float) -> Answer:
    happened, at_risk = zip(*(curves(leaving) for leaving in women), strict=True)
    return life_table(list(zip(*happened, strict=True)), list(zip(*at_risk, strict=True)))


@pytest.mark.parametrize("women", [(0.0,), (0.3,), (0.0, 0.1, 0.4)])
def test_whoever_leaves_the_chance_is_that_of_those_at_risk(women: tuple[float, ...]) -> None:
    assert of(*women).value == pytest.approx(100 * (1 - math.exp(-12 * EVENT)), rel=0.01)


def test_the_share_of_all_women_is_smaller() -> None:
    happened, _ = curves(0.3)
    assert happened[-1].value < 0.5 * of(0.3).value


def test_nobody_may_be_missing() -> None:
    missing = [Answer(problem="the step became too small")]
    assert "too small" in life_table([[Answer(0.0)], missing], [[Answer(100.0)]] * 2).problem


def test_it_is_read_at_the_end_of_every_month() -> None:
    assert moments("P182D") == ("P0D", "P30D", "P61D", "P91D", "P121D", "P152D", "P182D")
    asked = by_month(Question("pregnancy.before_menses", "mean", "P365D"))
    assert len(asked) == 13
    assert asked[-1].at == "P365D"


def test_a_mapping_asks_for_it_with_those_at_risk_beside() -> None:
    asked = asked_group("here", "40", LIFE_TABLE, "", "level", "menses.awaited mean")
    assert asked is not None
    assert asked.between.statistic == LIFE_TABLE
