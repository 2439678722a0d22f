"""A real Baby Buddy from its source: what its server says and what it exports become the same record.

``make check-babybuddy SOURCE=DIR`` runs this; its own packages are installed into a folder of their own.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = os.environ.get("LACTEA_BABYBUDDY_SOURCE", "")
PYTHON = os.environ.get("LACTEA_BABYBUDDY_PYTHON", "")
FILL = Path(__file__).with_name("babybuddy_filled.py")
ENTRIES = 24 * 6 + 6
pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that has what Baby Buddy needs."""
    if not SOURCE:
        pytest.skip("only with 'make check-babybuddy SOURCE=DIR'")
    if PYTHON:
        return PYTHON
    folder = ROOT / ".tools" / "babybuddy"
    found = folder / "bin" / "python"
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        lines = (Path(SOURCE) / "requirements.txt").read_text("utf-8").splitlines()
        pins = folder / "requirements.txt"
        pins.write_text("\n".join(line for line in lines if not line.startswith("-")), "utf-8")
        install = [str(found), "-m", "pip", "install", "--quiet", "-r", str(pins)]
        subprocess.run(install, check=True)
    return str(found)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("babybuddy")


@pytest.fixture(scope="module")
def environment(exports: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "babybuddy.settings.development",
        "DB_NAME": str(exports / "babybuddy.sqlite3"),
        "LACTEA_EXPORTS": str(exports),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": "",
        "TIME_ZONE": "UTC",
    }


@pytest.fixture(scope="module")
def token(python: str, environment: dict[str, str]) -> str:
    """The token of a Baby Buddy that has been filled."""
    manage = [python, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=SOURCE, env=environment, check=True)
    filled = subprocess.run(
        [*manage, "shell", "-c", FILL.read_text("utf-8")],
        cwd=SOURCE,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert filled.returncode == 0, filled.stderr
    found = re.search(r"TOKEN (\w+)", filled.stdout)
    assert found, filled.stdout
    return found[1]


@pytest.fixture(scope="module")
def address(python: str, environment: dict[str, str], token: str) -> Iterator[str]:
    """The address of its server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=SOURCE, env=environment, stdout=silent, stderr=silent
    ) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/login/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(page: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(page, timeout=10).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the server of Baby Buddy does not answer")


def test_the_server_and_the_exports_become_the_same_record(
    address: str, token: str, exports: Path, tmp_path: Path
) -> None:
    def lactea(*arguments: str) -> dict:
        outcome = subprocess.run(
            [sys.executable, "-m", "lactea", "log", *arguments, "--json"],
            env=os.environ | {"LACTEA_HOME": str(tmp_path), "LACTEA_BABYBUDDY_TOKEN": token},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert outcome.returncode == 0, outcome.stderr
        return json.loads(outcome.stdout)

    told = ("--person", "me", "--zone", "America/New_York", "--unit", "mL", "--weight-unit", "kg")
    served = lactea("import", "--babybuddy", address, *told)["tables"]
    assert sum(table["rejected"] for table in served) == 0
    record = lactea("list")
    parts = ("sessions", "top_ups", "weights", "nappies", "sleep", "medicines")
    assert sum(len(record[part]) for part in parts) == ENTRIES
    first = record["sessions"][0]
    assert first["start_utc"] == "2026-08-01T05:05:00Z"
    assert first["note"] == 'a note, with "marks"\nand a second line\n[tags: night]'
    assert (first["raw_total"], first["raw_unit"]) == ("3.5", "mL")

    files = [str(file) for file in sorted(exports.glob("*.csv"))]
    assert len(files) == 8
    exported = lactea("import", *files, *told)["tables"]
    assert sum(sum(table["entries"].values()) for table in exported) == 0
    assert sum(table["rejected"] for table in exported) == 0
    assert sum(table["duplicate"] for table in exported) == ENTRIES
    assert lactea("list") == record
