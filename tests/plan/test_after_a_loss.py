"""Ways to stop after a loss do not promise breasts that feel nothing."""

import pytest

from lactea.plan.request import Request
from lactea.plan.stop_wording import MISSES, misses


def lost_at(weeks: int, removal: str = "none") -> Request:
    return Request.model_validate(
        {
            "schema": "lactea.plan-request/1",
            "name": "quiet days",
            "today": "2026-12-01",
            "goal": {"kind": "stop", "by": "2026-12-21"},
            "lactation": {"born": "2026-11-28", "pregnancy": f"{weeks} weeks", "removal": removal},
            "after_loss": True,
        }
    )


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (lost_at(20), True),
        (lost_at(38), False),
        (lost_at(20, "pumping"), False),
        (lost_at(20).model_copy(update={"after_loss": False}), False),
    ],
)
def test_what_is_felt_after_an_early_loss_stands_with_the_ways(
    request_: Request, told: bool
) -> None:
    said = misses(request_)
    assert said[: len(MISSES)] == list(MISSES)
    assert any("97 in 100" in one for one in said) == told
