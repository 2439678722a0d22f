"""Stopping: at once, over weeks, and by growing up."""

from itertools import pairwise

import numpy as np
import pytest


@pytest.fixture(scope="module")
def gradual(run):
    return run("weaning-gradual", days=240)


def test_nursing_may_fade_until_the_infant_lives_on_solid_food(gradual) -> None:
    assert gradual.at("solid_share", 239) > 0.999
    assert gradual.milk(215, 240) == 0
    assert gradual.milk(195, 200) < 0.6 * gradual.milk(175, 180)


SOLIDS = "do: solids, start: 60 d, energy_share: [[60 d, 0], [120 d, {share}]]"
NURSE = "do: nurse, start: 1 h, on_demand: true"


def test_the_more_other_food_the_less_milk_and_it_fades_over_months(run) -> None:
    """Dose: solid food takes the place of milk; nobody tells the breast."""
    fed = [run.after_birth(NURSE, SOLIDS.format(share=share), days=180) for share in (0, 0.3, 0.6)]
    late = [reached.milk(160, 180) for reached in fed]
    assert late[0] > late[1] > late[2] > 0
    course = [fed[2].milk(day, day + 10) for day in (50, 80, 110, 165)]
    assert all(later < earlier for earlier, later in pairwise(course))
    assert course[1] > 0.6 * course[0]


def test_growing_up_turns_milk_without_engorging_the_breast(run) -> None:
    """The end by growing up is the slowest of all ends."""
    ended = run.after_birth(NURSE, SOLIDS.format(share=0.95), days=180)
    usual = run.after_birth(NURSE, days=180)
    assert np.nanmean(ended.at("milk_sodium", 175)) > 1.3 * usual.at("milk_sodium", 175).mean()
    assert ended.days["engorgement_max"][-120:].max() < 0.2
