"""The figure of causes shows what reverses which."""

import numpy as np
import pytest

from lactea.view.prolactin_causes import AGONIST_FROM, CAUSES, THYROXINE_FROM, draw, levels


def spans(cause: str) -> tuple[float, float, float]:
    """Mean prolactin at the end of each span."""
    _, prolactin = levels(CAUSES[cause][0])
    ends = (THYROXINE_FROM, AGONIST_FROM, len(prolactin))
    return tuple(float(prolactin[end - 7 : end].mean()) for end in ends)


def test_thyroxine_reverses_one_and_the_agonist_lowers_all() -> None:
    usual = spans("none")
    for cause in CAUSES:
        untreated, thyroxine, both = spans(cause)
        reversed_by_thyroxine = cause in ("underactive thyroid", "none")
        assert (thyroxine == pytest.approx(usual[1], rel=0.02)) == reversed_by_thyroxine
        assert both < 0.5 * thyroxine <= 0.51 * untreated


def test_every_cause_is_drawn_and_named() -> None:
    axes = draw().axes[0]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(CAUSES)
    low, high = axes.get_ylim()
    values = np.concatenate([line.get_ydata() for line in axes.lines])
    assert low < values.min()
    assert values.max() < high
