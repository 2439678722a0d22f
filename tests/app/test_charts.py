"""Charts: round ticks, no peak lost, nothing drawn outside, words for those who do not see it."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lactea.app.charts.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, charts_of
from lactea.app.charts.scale import Scale, ticks
from lactea.app.charts.thinning import MOST_POINTS, thinned
from lactea.view.series import Series

FINITE = st.floats(-1e6, 1e6, allow_nan=False)
VALUES = arrays(np.float64, st.integers(2, 3000), elements=FINITE)
PLACE = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")


@given(FINITE, st.floats(1e-3, 1e6))
def test_ticks_are_few_and_inside(low: float, span: float) -> None:
    found = ticks(low, low + span)
    assert 1 <= len(found) <= 11
    assert all(low - 1e-6 * span <= one <= low + span + 1e-6 * span for one in found)


@given(FINITE, st.floats(1e-3, 1e6), st.floats(0, 1))
def test_a_scale_keeps_order_and_ends(low: float, span: float, part: float) -> None:
    scale = Scale(low, low + span, 10.0, 90.0)
    assert scale.place(low) == 10.0
    assert 10.0 - 1e-6 <= scale.place(low + part * span) <= 90.0 + 1e-3


@given(VALUES)
def test_thinning_loses_no_peak(y: np.ndarray) -> None:
    x = np.arange(len(y), dtype=float)
    few_x, few_y = thinned(x, y)
    assert len(few_x) <= MOST_POINTS + 2
    assert (few_y.min(), few_y.max()) == (y.min(), y.max())
    assert (few_x[0], few_x[-1]) == (x[0], x[-1])
    assert (np.diff(few_x) > 0).all()


@given(VALUES)
def test_curves_stay_inside_their_axes(y: np.ndarray) -> None:
    (chart,) = charts_of([Series("milk", "both", np.arange(len(y), dtype=float), "d", y, "mL")])
    for across, up in PLACE.findall(chart.curves[0].path):
        assert LEFT - 0.1 <= float(across) <= WIDTH - RIGHT + 0.1
        assert TOP - 0.1 <= float(up) <= HEIGHT - BOTTOM + 0.1


def test_a_gap_is_not_bridged() -> None:
    y = np.array([1.0, 2.0, np.nan, 4.0])
    (chart,) = charts_of([Series("fat", "left", np.arange(4.0), "d", y, "g/L")])
    assert chart.curves[0].path.count("M") == 2


def test_what_is_seen_is_said() -> None:
    y = np.array([0.0, 700.0, 650.0])
    (chart,) = charts_of([Series("milk", "both", np.arange(3.0), "d", y, "mL/day")])
    assert chart.summary == "both: from 0 to 650 mL/day, highest 700."
