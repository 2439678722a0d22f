"""Cohorts into files: time and memory against people, and the same on one process, on two, and on Dask workers.

Every run is a process of its own, and its file is compared with that of the first run of its size: a run that
wrote something else has no time.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lactea.bench.plan import Plan
from lactea.bench.starting import run_script
from lactea.cohort import open_cohort

SCENARIO, DAYS = "exclusive-pumping", 7
PEOPLE = "LACTEA_BENCH_COHORT"
"""Numbers of people instead of the plan's, such as ``100000``; with it runs last `LONG_DAYS`."""

LONG_DAYS = 180
CREWS = {"one process": (1, None), "two processes": (2, None), "two Dask workers": (2, "local")}
SCRIPT = """
import json, os, sys, time
from pathlib import Path
def times():
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system
if __name__ == "__main__":
    from lactea.bench.memory import peak_megabytes
    from lactea.cohort import Plan, Recipe, crew_of, write_cohort
    from lactea.scenario import load
    scenario, people, days, jobs, cluster, path = sys.argv[1:]
    plan = Plan(Recipe(load(scenario)), int(people), int(days), engine="lanes")
    wall = time.perf_counter()
    write_cohort(plan, Path(path), crew_of(int(jobs), cluster or None))
    print(json.dumps([time.perf_counter() - wall, times(), peak_megabytes()]))
"""


@dataclass(frozen=True)
class CohortRun:
    """One cohort that was written.

    Attributes
    ----------
    crew : str
    people, days : int
    wall, processor : float or None
        Seconds, all processes together; processor time of Dask workers is not known to the process that
        writes. None where the file differs from the first one of its size.
    peak : float
        Peak of resident memory of the process that writes, in MB.
    megabytes : float
        Size of the file.
    status : str
        ``right``, ``wrong``, or why it was not run.
    """

    crew: str
    people: int
    days: int
    wall: float | None = None
    processor: float | None = None
    peak: float | None = None
    megabytes: float | None = None
    status: str = "right"


def measure(plan: Plan) -> list[CohortRun]:
    """All crews, for each number of people."""
    missing = [name for name in ("pyarrow", "distributed") if find_spec(name) is None]
    if missing:
        why = f"not run: {' and '.join(missing)} not installed (lactea[cohort])"
        return [CohortRun(crew, 0, 0, status=why) for crew in CREWS]
    asked = os.environ.get(PEOPLE)
    sizes = [int(asked)] if asked else plan.cohort
    days = LONG_DAYS if asked else DAYS
    return [run for size in sizes for run in _of_size(size, days)]


def _of_size(people: int, days: int) -> list[CohortRun]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.parquet" for number in range(len(CREWS))]
        return [
            _written(crew, people, days, file, files[0])
            for crew, file in zip(CREWS, files, strict=True)
        ]


def _written(crew: str, people: int, days: int, file: Path, first: Path) -> CohortRun:
    jobs, cluster = CREWS[crew]
    # A file and not -c: spawned workers read the program again.
    program = file.with_suffix(".py")
    program.write_text(SCRIPT, encoding="utf-8")
    arguments = [SCENARIO, str(people), str(days), str(jobs), cluster or "", str(file)]
    wall, processor, peak = json.loads(run_script([str(program), *arguments], {}))
    if not _same(file, first):
        return CohortRun(crew, people, days, status="wrong")
    return CohortRun(
        crew, people, days, wall, None if cluster else processor, peak, _megabytes(file)
    )


def _same(file: Path, first: Path) -> bool:
    """Whether two files hold the same, looked at part by part."""
    one, other = open_cohort(file), open_cohort(first)
    if list(one.rows()) != list(other.rows()):
        return False
    cuts: Sequence[range] = [one.layout.people_of(part) for part in one.layout.parts]
    return all(one.days(cut).equals(other.days(cut)) for cut in cuts)


def _megabytes(folder: Path) -> float:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
