"""Stopping: at once, over weeks, and by growing up."""

import pytest


@pytest.fixture(scope="module")
def gradual(run):
    return run("weaning-gradual", days=240)


def test_nursing_may_fade_until_the_infant_lives_on_solid_food(gradual) -> None:
    assert gradual.at("solid_share", 239) == 1
    assert gradual.milk(215, 240) == 0
    assert gradual.milk(195, 200) < 0.6 * gradual.milk(175, 180)
