"""The picture of the ducts: to scale, lobes apart, harm visible."""

import math
from itertools import pairwise

import pytest

from lactea import scenario as room
from lactea.ducts import grow_tree, read_harms
from lactea.ducts.account import Account, tell_ducts
from lactea.view.figures.duct_tree import NIPPLE_MM, draw, lay_out


@pytest.fixture(scope="module")
def account() -> Account:
    return tell_ducts(room.load("natural", ()), "left", read_harms(["2"], ["3=0.5"]), day=2, days=4)


@pytest.mark.parametrize("person", range(5))
def test_ways_are_to_scale_and_lobes_do_not_overlap(person: int) -> None:
    tree = grow_tree("right", 8.0, person=person)
    places = lay_out(tree)
    for label in tree.branches:
        assert places[label].radius == pytest.approx(NIPPLE_MM + tree.depth(label))
    sectors = sorted(
        (places[main.label].first, places[main.label].last) for main in tree.main_ducts
    )
    assert all(a[1] < b[0] for a, b in pairwise(sectors))
    assert sectors[-1][1] - sectors[0][0] < 2 * math.pi
    for branch in tree.branches.values():
        place = places[branch.label]
        assert places[str(branch.lobe)].first <= place.first + 1e-9
        assert place.last <= places[str(branch.lobe)].last + 1e-9


def test_it_says_in_words_what_it_shows(account: Account) -> None:
    figure = draw(account, "stamp")
    legend = figure.axes[1].get_legend()
    words = "\n".join(text.get_text() for text in legend.get_texts())
    assert f"{len(account.tree.main_ducts)} main ducts" in words
    assert "duct 2 blocked" in words
    assert "duct 3\nat 50 % of its bore" in words
    numbers = {text.get_text() for text in figure.axes[0].texts}
    assert {main.label for main in account.tree.main_ducts} <= numbers
    assert "10 mm" in numbers
    assert any("nobody's own" in text.get_text() for text in figure.texts)
