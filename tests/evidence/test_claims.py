"""Every statement of the source articles stands on the page, with what shows it."""

import ast
from pathlib import Path

import pytest

from lactea.evidence.claims import CLAIMS, SCENARIO, STATUSES, claims, markdown, merge
from lactea.evidence.problems import TableError
from lactea.scenario.library import builtin_names

ROOT = Path(__file__).parents[2]
STATEMENTS = 70


def test_no_statement_is_missing() -> None:
    assert len(claims()) == len({claim.id for claim in claims()}) == STATEMENTS
    assert [claim.id for claim in claims() if claim.status == "waits"] == []


def test_the_page_is_as_new_as_its_sources() -> None:
    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    assert page == markdown(claims()), "run: python -m lactea.evidence.claims docs/claims.md"


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_what_is_named_exists(claim: object) -> None:
    from lactea.evidence.claims import Claim

    assert isinstance(claim, Claim)
    for name in claim.shown_by:
        if name.startswith(SCENARIO):
            assert name.removeprefix(SCENARIO) in builtin_names()
        else:
            path, _, test = name.partition("::")
            assert test in _tests_in(ROOT / path), name


def _tests_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "status.csv"
    path.write_text("\n".join(["id,status,shown_by,note", *lines]) + "\n")
    return path


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "no status for"),
        (("a,waits,,", "b,waits,,"), "no claim for \\['b'\\]"),
        (("a,sure,,",), "'sure'"),
        (("a,modelled,,",), "needs a run or test"),
    ],
)
def test_a_status_that_does_not_fit_is_refused(
    tmp_path: Path, lines: tuple[str, ...], words: str
) -> None:
    said = tmp_path / "claims.csv"
    said.write_text("id,claim,subsystem,expected_in_the_model\na,Milk is white,milk,white\n")
    with pytest.raises(TableError, match=words):
        merge(said, write(tmp_path, *lines))


def test_a_claim_is_plain_data_and_a_line(tmp_path: Path) -> None:
    said = tmp_path / "claims.csv"
    said.write_text("id,claim,subsystem,expected_in_the_model\na,Milk | water,milk,white\n")
    known = merge(said, write(tmp_path, "a,modelled,scenario:natural,why"))
    assert known[0].as_data()["shown_by"] == ["scenario:natural"]
    assert "Milk \\| water (`a`)" in markdown(known)
    assert set(STATUSES) > {known[0].status}
    assert CLAIMS.exists()
