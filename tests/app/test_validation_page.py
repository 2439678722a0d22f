"""The page of a validation: misses first, searchable, without doses for parents."""

import re
from types import SimpleNamespace

import pytest
from tests.app.inside import page_of

from lactea.app.application import pages_and_api
from lactea.app.jobs import Ending, State
from lactea.app.preferences import Preferences
from lactea.app.screens.validation import KEY, Validated, points_of, rows_of, shares_of
from lactea.evidence.totals import ALL
from lactea.safety.doses import DOSE

TAGS = re.compile(r"<[^>]+>")


def row(name: str, observed: float, predicted: float | None, fold: float | None, **more) -> dict:
    return {
        "id": name, "subsystem": "milk", "study": "Kent 2006 Pediatrics", "grade": "cohort", "status": "predicted",
        "observed": observed, "unit": "mL/day", "side": None, "predicted": predicted, "fold": fold,
        "observable": "milk.removed_per_day", "reason": None, "pass": False,
    } | more  # fmt: skip


ROWS = [
    row("near", 700.0, 720.0, 1.03, **{"pass": True}),
    row("far", 10.0, 1000.0, 100.0),
    row("off", 10.0, 20.0, 2.0, study="domperidone 10 mg three times a day 2010"),
    row("none", 10.0, None, None, status="failed", reason="it does not happen"),
    row("fitted", 1.0, 1.0, 1.0, status="fitted"),
]
TOTALS = {
    "predicted": 3, "failed": 1, "passed": 1, "pass_share_predicted": 0.25, "unmapped": 0, "ceiling_share": 0.5,
    "null_share": None,
}  # fmt: skip
DOCUMENT = {"rows": ROWS, "totals": {"milk": TOTALS, ALL: TOTALS}}


def test_misses_stand_in_the_order_of_how_far_they_are() -> None:
    assert [one[0] for one in rows_of(DOCUMENT, "researcher", "", passed=False)] == [
        "none",
        "far",
        "off",
    ]
    assert [one[0] for one in rows_of(DOCUMENT, "researcher", "", passed=True)] == ["near"]
    assert rows_of(DOCUMENT, "researcher", "kent FAR", passed=False) != []
    assert rows_of(DOCUMENT, "researcher", "nothing like it", passed=False) == []
    assert shares_of(DOCUMENT)[-1][:4] == (ALL, "4", "1", "25 %")


def test_every_counted_row_with_both_numbers_is_a_point() -> None:
    assert sum(len(one.x) for one in points_of(DOCUMENT)) == 3


@pytest.fixture
def shown(tmp_path):
    """The page for a mode."""
    app = pages_and_api(tmp_path, str(tmp_path / "record.sqlite3"))
    job = SimpleNamespace(ending=Ending(State.done, Validated(DOCUMENT, "Misses: 10 mg")), running=False,
                          wait=lambda seconds: None, end=lambda: None)  # fmt: skip
    app.state.house.jobs._known[KEY] = job

    def page(mode: str) -> str:
        app.state.house.preferences.write(Preferences(mode=mode))
        return page_of(app, "/evidence/validation/made").text

    yield page
    app.state.house.workers.close()


def test_to_parents_it_shows_no_dose(shown) -> None:
    assert DOSE.search(TAGS.sub(" ", shown("researcher")))
    assert not DOSE.search(TAGS.sub(" ", shown("parent")))


def test_it_shows_the_misses_above_the_rest(shown) -> None:
    page = shown("researcher")
    assert page.index("Missed, the farthest first") < page.index("Passed</summary>")
    assert "3 rows missed, 1 passed" in page
