"""docs/stash.md: its ledger is a ledger, and every command in it runs."""

import re
import shlex
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "stash.md").read_text("utf-8")
LEDGER = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^lactea (stash.*)$", PAGE, re.MULTILINE)
NOT_REACHED = 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(run, tmp_path: Path, monkeypatch, command: str) -> None:
    assert LEDGER is not None
    monkeypatch.chdir(tmp_path)
    Path("my-stash.yaml").write_text(LEDGER[1], "utf-8")
    Path("gaps.csv").write_text("date,amount\n2026-03-04,30 mL\n2026-03-05,45 mL\n", "utf-8")
    told = run(*shlex.split(command))
    assert told.exit_code in ({0, NOT_REACHED} if "--until" in command else {0}), told.stderr
    assert told.stdout


def test_the_page_names_every_option_and_deed() -> None:
    from lactea.stash.places import PLACES
    from lactea.stash.rows import COLUMNS, DEEDS

    assert len(COMMANDS) >= 10
    for word in (*DEEDS, *PLACES, ",".join(COLUMNS)):
        assert word in PAGE
