"""The real console script, in its own process."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import lactea

GONE = 128 + 13
"""What a shell tells of a command that SIGPIPE ended."""
SOURCE = Path(lactea.__file__).parents[1]


def script() -> list[str]:
    """The installed script where there is one, else what it would run."""
    for folder in (Path(sysconfig.get_path("scripts")), Path(sys.executable).parent):
        if (folder / "lactea").exists():
            return [str(folder / "lactea")]
    return [sys.executable, "-c", "from lactea.cli import main; main()"]


def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*script(), *arguments],
        env=os.environ | {"PYTHONPATH": str(SOURCE), "NO_COLOR": "1"} | more,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_version_is_printed_alone() -> None:
    outcome = call("--version")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (
        0,
        f"{lactea.__version__}\n",
        "",
    )


def test_the_version_loads_no_room() -> None:
    code = (
        "import sys, lactea.cli; "
        "print([m for m in ('numpy', 'pint', 'pydantic', 'matplotlib', 'xarray', 'pandas', 'yaml') "
        "if m in sys.modules])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert outcome.stdout == "[]\n"


def test_json_stands_alone_on_stdout() -> None:
    outcome = call("check", "natural", "--json")
    assert outcome.returncode == 0
    assert json.loads(outcome.stdout)["schema"] == "lactea.check/1"
    assert outcome.stderr == ""


def test_a_mistake_is_exit_2_and_stderr_alone() -> None:
    outcome = call("check", "naturel")
    assert outcome.returncode == 2
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("lactea: 'naturel' is neither a builtin scenario nor a file.")


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    command = " ".join([*(f"'{word}'" for word in script()), "observables", "|", "head", "-n", "1"])
    outcome = subprocess.run(
        command,
        shell=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.stdout.startswith("name")
    assert "Traceback" not in outcome.stderr


@pytest.mark.skipif(os.name == "nt", reason="a pipe without a reader is another error there")
@pytest.mark.parametrize(
    ("words", "code"),
    [("care", GONE), ("associations", GONE), ("check natural", GONE), ("--help", GONE),
     ("--json claims", GONE), ("safety", GONE), ("safety none.yaml", 2)],
)  # fmt: skip
def test_who_no_longer_reads_ends_a_command_as_elsewhere(words: str, code: int) -> None:
    """`lactea care | head -1`: as after SIGPIPE, and never 1, by which `lactea safety` says blocked."""
    reading, writing = os.pipe()
    os.close(reading)
    outcome = subprocess.run(
        [*script(), *words.split()],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        stdout=writing,
        stderr=subprocess.STDOUT,
        check=False,
    )
    os.close(writing)
    assert outcome.returncode == code
