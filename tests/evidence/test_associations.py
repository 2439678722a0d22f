"""Long-run health: every figure sourced and bounded, the page as new as its table."""

from pathlib import Path

import pytest

from lactea.evidence.associations import (
    ASSOCIATIONS,
    LIMITS,
    Association,
    associations,
    markdown,
    read_associations,
)
from lactea.evidence.problems import TableError

ROOT = Path(__file__).parents[2]
OUTCOMES = ("breast cancer", "ovarian cancer", "diabetes", "blood pressure")


def test_the_four_outcomes_have_figures_of_several_studies() -> None:
    for outcome in OUTCOMES:
        assert len({one.study for one in associations() if outcome in one.outcome}) >= 3


def test_every_row_has_its_own_id_and_an_address() -> None:
    ids = [one.id for one in associations()]
    assert len(ids) == len(set(ids))
    assert all(one.url.startswith("http") for one in associations())


def test_what_speaks_against_is_in_the_list() -> None:
    """A trial whose interval holds no effect, and a cohort that found none."""
    trials = [one for one in associations() if one.grade == "RCT"]
    assert trials
    assert all(one.low is not None and one.low < 0 < (one.high or 0) for one in trials)
    assert any(one.value is None for one in associations())


def test_no_word_claims_a_cause() -> None:
    text = markdown(associations()).lower()
    assert "an association is not a cause" in text
    for word in ("protects", "prevents", "reduces the risk", "because you"):
        assert word not in text


def test_the_page_is_as_new_as_its_table() -> None:
    page = (ROOT / "docs" / "long-run-health.md").read_text("utf-8")
    assert page == markdown(associations()), (
        "run: python -m lactea.evidence.associations docs/long-run-health.md"
    )
    assert all(limit in page for limit in LIMITS)


TEXT = ASSOCIATIONS.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("0.56,1.0,", "0.86,1.0,", "must enclose the value"),
        ("0.56,1.0,", "0.56,,", "must enclose the value"),
        (",0.75,", ",,", "without a value"),
        (',cohort,"Stuebe Arch', ',guess,"Stuebe Arch', "'guess' in column 'grade'"),
        ("tool=pubmed,primary", "tool=pubmed,memory", "'memory' in column 'verified'"),
        ("hazard ratio,0.75", "hazard ratio,some", "is not a number"),
    ],
)
def test_a_mistake_in_the_table_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in TEXT
    path = tmp_path / "associations.csv"
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(TableError, match=words):
        read_associations(path)


def test_a_figure_without_interval_says_only_its_value() -> None:
    bare = next(one for one in associations() if one.low is None and one.value is not None)
    assert isinstance(bare, Association)
    assert bare.figure == f"{bare.value:g}"
