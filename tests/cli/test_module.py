"""``python -m lactea`` is the command."""

import subprocess
import sys

import lactea


def test_the_package_runs_as_a_module() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "lactea", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.strip() == lactea.__version__
