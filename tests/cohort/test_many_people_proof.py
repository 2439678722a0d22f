"""A large cohort, killed now and then, has everybody once: as many people as `LACTEA_PROOF_COHORT` says.

LACTEA_PROOF_COHORT=100000 python -m pytest -m proof tests/cohort/test_many_people_proof.py
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from lactea.cohort import Plan, Recipe, open_cohort
from lactea.cohort.crews import Alone
from lactea.cohort.side_by_side import replay_people
from lactea.scenario import load

PEOPLE = int(os.environ.get("LACTEA_PROOF_COHORT", "300"))
KILLS = 4
DAYS = 180
SCENARIO = "exclusive-pumping"


@pytest.mark.proof
def test_a_large_cohort_that_is_killed_has_everybody_once(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    command = [
        sys.executable, "-m", "lactea", "cohort", SCENARIO, "-n", str(PEOPLE),
        "--days", str(DAYS), "--seed", "1", "--engine", "lanes", "--out", str(path),
    ]  # fmt: skip
    pause = random.Random(0)
    for _ in range(KILLS):
        process = subprocess.Popen(command, start_new_session=True)
        time.sleep(pause.uniform(5, 15))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert subprocess.run(command, check=False).returncode == 0
    cohort = open_cohort(path)
    recipe = Recipe(load(SCENARIO), 1)
    assert cohort.card["scenario_hash"] == Plan(recipe, 1).provenance()["scenario_hash"]
    assert [row["person"] for row in cohort.rows()] == list(range(PEOPLE))
    for part in random.Random(1).sample(cohort.layout.parts, 3):
        people = cohort.layout.people_of(part)
        days = cohort.days(people)
        for outcome in replay_people(recipe, people, days=DAYS, crew=Alone()):
            for name, values in outcome.value.days.items():  # type: ignore[union-attr]
                kept = days[name].sel(person=outcome.index).values
                assert np.array_equal(kept, values, equal_nan=True), name
