"""The experiment behind the choice of a road to fast code still runs, on what is installed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROADS = Path(__file__).resolve().parents[2] / "benchmarks" / "roads.py"


@pytest.mark.slow
@pytest.mark.parametrize("word", ["flat", "own functions"])
def test_a_road_leads_to_the_same_rates(word: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROADS), "--json", "--only", word],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert rows
    for row in rows:
        assert row["error"] < 1e-10
        assert row["nanoseconds"] > 0
        assert row["lines"] > 0
