"""The figure of ovulation and periods shows that the way of feeding decides, and what was measured."""

import pytest

from lactea.view import return_of_fertility
from lactea.view.return_of_fertility import PANELS, WAYS, draw, weeks_of


@pytest.fixture(autouse=True)
def few(monkeypatch) -> None:
    monkeypatch.setattr(return_of_fertility, "PEOPLE", 2)
    weeks_of.cache_clear()
    yield
    weeks_of.cache_clear()


@pytest.mark.slow
def test_the_less_is_nursed_the_sooner_they_come_back() -> None:
    figure = draw()
    for name, _ in PANELS.values():
        at_half_a_year = [getattr(weeks_of(way)[25], name) for way in WAYS]
        assert at_half_a_year == sorted(at_half_a_year, reverse=True)
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == list(WAYS)
    for axes, (_, rows) in zip(figure.axes, PANELS.values(), strict=True):
        assert {text.get_text() for text in axes.texts} == set(rows.values())
