"""PEtab's own library reads, checks and runs an exported problem, with COPASI and with libRoadRunner.

``make check-petab`` runs this; the tools are installed into a folder of their own, since the library comes as a
source distribution and the locked environment takes wheels alone.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lactea.exchange.petab import Window, calibration_of, log_likelihood, write_problem
from lactea.twin.bundled import example_record, example_scenario
from lactea.twin.from_record import diary_of
from lactea.twin.synthetic import ORIGIN

ROOT = Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("LACTEA_PETAB_PYTHON", "")
TOOL = Path(__file__).with_name("petab_tool.py")
PACKAGES = (
    "petab>=0.7", "copasi-basico>=0.80", "copasi-petab-importer>=1.0.9", "libroadrunner>=2.10",
    "python-libsbml>=5.20",
)  # fmt: skip
NOT_ASKED = "only with 'make check-petab'"
VALUES = [{}, {"synthesis_limit": 3.1, "gland_share_left": 0.7, "letdown_latency": 0.5}]
"""The nominal ones, and others of each kind."""
pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that has PEtab's library and two simulators."""
    if not PYTHON:
        pytest.skip(NOT_ASKED)
    if PYTHON != "new":
        return PYTHON
    folder = ROOT / ".tools" / "petab"
    found = folder / "bin" / "python"
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [str(found), "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(install, check=True, env=_bare())
    return str(found)


def _bare() -> dict[str, str]:
    """The environment without lactea's own modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def test_petab_reads_checks_and_runs_the_problem(python: str, tmp_path: Path) -> None:
    calibration = calibration_of(
        diary_of(example_record(), ORIGIN, "none"), example_scenario(), Window(14)
    )
    out = tmp_path / "example.yaml"
    write_problem(calibration, out)
    lint = [str(Path(python).with_name("petablint")), str(out)]
    assert subprocess.run(lint, env=_bare(), check=False).returncode == 0
    told = subprocess.run(
        [python, str(TOOL), str(out), json.dumps(VALUES)],
        capture_output=True, encoding="utf-8", check=False, env=_bare(),
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    for values, line in zip(VALUES, told.stdout.splitlines()[-len(VALUES) :], strict=True):
        found = json.loads(line)
        ours = log_likelihood(calibration, values)
        print(f"lactea {ours}, {found}")
        assert found.pop("lint_failed") is False
        assert found == pytest.approx({"roadrunner": ours, "copasi": ours}, rel=1e-4)
