"""Plans with simulation: small searches on few people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from lactea.cli.application import app

CASES = Path(__file__).parent / "cases"


def planned(case: str, *flags: str, tries: int = 8, code: int = 0) -> dict[str, Any]:
    """The document of ``lactea plan`` for a case."""
    arguments = [
        "plan",
        str(CASES / f"{case}.yaml"),
        "--json",
        "--tries",
        str(tries),
        "--people",
        "8",
    ]
    outcome = CliRunner().invoke(app, [*arguments, *flags], prog_name="lactea")
    assert outcome.exit_code == code, outcome.output
    made: dict[str, Any] = json.loads(outcome.stdout)
    return made


def test_a_goal_out_of_reach_is_said_with_the_most_that_is_in_reach() -> None:
    made = planned("out-of-reach")
    assert made["reach"] == "out of reach"
    assert "out of reach within these limits" in made["verdict"]
    assert "The most in reach is plan" in made["verdict"]
    assert made["plans"]


def test_an_early_born_infant_is_for_clinicians_only() -> None:
    made = planned("preterm-coming-to-volume", "--mode", "parent", code=1)
    assert made["mode"] == "parent"
    assert made["plans"] == []
    assert made["reach"] == "no plan"


def test_a_past_that_cannot_have_been_is_told(tmp_path: Path) -> None:
    text = (CASES / "relactation-gap-four-weeks.yaml").read_text("utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(f"{text}person: {{sex: male}}\n", "utf-8")
    outcome = CliRunner().invoke(app, ["plan", str(file)])
    assert outcome.exit_code == 2
    assert "this past cannot be lived" in outcome.stderr
