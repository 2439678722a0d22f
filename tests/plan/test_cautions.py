"""What is said before any number of a plan."""

import pytest

from lactea.plan.request import loads_request
from lactea.plan.wording import FED_FIRST, OPTIMISTIC, THYROID, cautions

ASKED = """
schema: lactea.plan-request/1
name: a case
today: 2026-12-01
goal: {kind: any_drops, by: 2027-01-15}
limits: {devices: [hand], sessions_per_day: 4}
"""
INFANT = "infant: {arrives: {earliest: 2027-02-01, likely: 2027-02-10, latest: 2027-03-01}}\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", (OPTIMISTIC,)),
        (INFANT, (FED_FIRST, OPTIMISTIC)),
        ("person: {thyroid: underactive}\n", (OPTIMISTIC, THYROID)),
        ("person: {thyroid: underactive_for_years}\n", (OPTIMISTIC, THYROID)),
        ("person: {ovaries: polycystic}\n", (OPTIMISTIC,)),
    ],
)
def test_what_holds_for_the_person_is_said_first(more: str, said: tuple[str, ...]) -> None:
    assert cautions(loads_request(ASKED + more)) == said
