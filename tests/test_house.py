"""The house itself: one version everywhere, locks that name no address, a set-up that explains."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import lactea

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_one_version_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert lactea.__version__ == PYPROJECT["project"]["version"] == citation["version"]
    assert citation["license"] == PYPROJECT["project"]["license"]


def test_every_folder_with_code_is_a_package() -> None:
    """Data beside code in a folder without ``__init__.py`` cannot be read on Python 3.11."""
    folders = {path.parent for path in (ROOT / "src" / "lactea").rglob("*.py")}
    assert not [folder.name for folder in folders if not (folder / "__init__.py").exists()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_has_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)
    pins = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert pins
    assert all(re.match(r"[\w.\[\]-]+==\S+", pin) and "--hash=sha256:" in pin for pin in pins)


def pinned(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+==[^ \\]+)", text, flags=re.MULTILINE))


def test_tests_run_on_the_versions_that_people_run() -> None:
    assert pinned("base") < pinned("dev")


def test_the_lock_holds_every_dependency() -> None:
    groups = PYPROJECT["dependency-groups"]
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    declared = PYPROJECT["project"]["dependencies"] + [line for extra in extras for line in extra]
    declared += groups["build"] + groups["dev"] + groups["docs"] + groups["peers"]
    names = {re.match(r"[\w.-]+", line)[0].lower().replace(".", "-") for line in declared}
    names.remove("lactea")  # extras that bring another extra along
    assert names <= {pin.partition("==")[0].lower() for pin in pinned("dev")}


@pytest.mark.parametrize(("on_ci", "closing"), [("true", "1 failed, 1 skipped"), ("", "2 skipped")])
def test_what_is_missing_is_a_failure_on_ci(tmp_path: Path, on_ci: str, closing: str) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_tools.py").write_text(
        "import pytest\n"
        "def test_browser(): pytest.skip('not run: no Chromium here')\n"
        "def test_season(): pytest.skip('only in summer')\n",
        encoding="utf-8",
    )
    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"CI": on_ci},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert closing in outcome.stdout.splitlines()[-1], outcome.stdout


# ------------------------------------------------------------------ the set-up script

TOOLS = "awk cat cksum date dirname grep mkdir mv rm sed sh sleep sort tail tr".split()


class Machine:
    """A machine with a copy of the set-up script and, at first, no Python."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.bin = folder / "bin"
        (self.checkout / "scripts").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(ROOT / "scripts" / "lactea-setup.sh", self.checkout / "scripts")
        shutil.copy(ROOT / "pyproject.toml", self.checkout)
        shutil.copytree(ROOT / "requirements", self.checkout / "requirements")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.bin / tool).symlink_to(found)

    def add(self, name: str, script: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def set_up(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "scripts/lactea-setup.sh", *arguments],
            cwd=self.checkout,
            env={"PATH": str(self.bin), "LACTEA_PYTHON_DIRS": ""} | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


FAILING_SHIM = "echo 'pyenv: python3.13: command not found' >&2; exit 127"
OLD_PYTHON = "exit 1"
THIS_PYTHON = f'exec "{sys.executable}" "$@"'
THIS_MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"


def test_no_python_is_said_in_one_sentence(machine: Machine) -> None:
    outcome = machine.set_up("base")
    assert outcome.returncode == 1
    assert outcome.stderr == (
        "lactea: no working Python 3.11, 3.12 or 3.13 was found: "
        "install one, or name it with PYTHON=/path/to/python3.\n"
    )


def test_a_python_that_exists_but_fails_is_none(machine: Machine) -> None:
    machine.add("python3.13", FAILING_SHIM)
    machine.add("python3", OLD_PYTHON)
    outcome = machine.set_up("dev")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("lactea: no working Python")
    assert outcome.stderr.count("\n") == 1


def test_a_failing_shim_does_not_hide_a_python_that_works(machine: Machine) -> None:
    machine.add("python3.13", FAILING_SHIM)
    machine.add("python3", THIS_PYTHON)
    assert machine.set_up("pythons").stdout.startswith(f"{THIS_MINOR} /")


def test_the_usual_folders_are_searched_after_the_path(machine: Machine, tmp_path: Path) -> None:
    machine.add("python3.12", FAILING_SHIM)
    folder = tmp_path / "Homebrew of mine"
    folder.mkdir()
    machine.add("python3.11", THIS_PYTHON).rename(folder / "python3.11")
    outcome = machine.set_up("pythons", LACTEA_PYTHON_DIRS=f"/nowhere:{folder}")
    assert outcome.stdout.startswith(f"{THIS_MINOR} /")


def test_a_wrong_choice_of_python_is_said(machine: Machine) -> None:
    outcome = machine.set_up("base", PYTHON="/nowhere/python")
    assert "PYTHON=/nowhere/python does not run as Python 3.11" in outcome.stderr


BARE_PYTHON = f"""
case "$*" in *"-m venv"* | *"-m pip"*) echo "No module named $2" >&2; exit 1 ;; esac
{THIS_PYTHON}
"""


def test_neither_uv_nor_venv_nor_pip_names_the_package(machine: Machine) -> None:
    # The path that the probe reports must be that of the bare Python.
    bare = machine.bin / "python3"
    machine.add(
        "python3", f'case "$*" in *-I*) echo "3.12 3.12.1 {bare}"; exit ;; esac{BARE_PYTHON}'
    )
    outcome = machine.set_up("base")
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1] == (
        "lactea: Python 3.12.1 has neither venv nor pip: "
        "install its package (on Debian and Ubuntu python3.12-venv), or uv."
    )


def test_a_folder_that_is_no_environment_is_left_alone(machine: Machine) -> None:
    machine.add("python3", THIS_PYTHON)
    machine.add("uv", "echo --require-hashes")
    precious = machine.checkout / ".venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")
    outcome = machine.set_up("base")
    assert outcome.returncode == 1
    assert ".venv exists and is no Python environment" in outcome.stderr
    assert precious.exists()


FAKE_UV = """
echo "$@" >>calls
case "$1 $2 $3" in
    *help*) echo --require-hashes ;;
    venv*) mkdir -p .venv/bin; : >.venv/pyvenv.cfg; LINK_PYTHON ;;
    "pip sync"*) [ ! -e offline ] || { echo "error: no route to index" >&2; exit 2; } ;;
esac
"""


@pytest.fixture
def equipped(machine: Machine) -> Machine:
    """A machine with a Python, and a uv that only notes how it was called."""
    machine.add("python3", THIS_PYTHON)
    (machine.bin / "ln").symlink_to(shutil.which("ln") or "ln")
    machine.add("uv", FAKE_UV.replace("LINK_PYTHON", f'ln -s "{sys.executable}" .venv/bin/python'))
    return machine


def calls(machine: Machine) -> list[str]:
    noted = machine.checkout / "calls"
    lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
    noted.unlink(missing_ok=True)
    return [line for line in lines if "help" not in line]


def test_the_second_set_up_does_nothing(equipped: Machine) -> None:
    first = equipped.set_up("base")
    assert first.returncode == 0, first.stderr
    made, synced, installed = calls(equipped)
    assert made.startswith("venv")
    assert "--require-hashes --only-binary :all: requirements/base.txt" in synced
    assert "--no-deps --no-build-isolation --editable ." in installed

    second = equipped.set_up("base")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert calls(equipped) == []


def test_dev_serves_for_base_but_not_the_other_way_round(equipped: Machine) -> None:
    equipped.set_up("base")
    calls(equipped)
    equipped.set_up("dev")
    grown = calls(equipped)
    assert not any(call.startswith("venv") for call in grown)
    assert any("requirements/dev.txt" in call for call in grown)
    equipped.set_up("base")
    assert calls(equipped) == []


def test_a_new_lock_is_installed(equipped: Machine) -> None:
    equipped.set_up("base")
    calls(equipped)
    with (equipped.checkout / "requirements" / "base.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    equipped.set_up("base")
    assert any("pip sync" in call for call in calls(equipped))


def test_a_failed_set_up_says_why_and_is_tried_again(equipped: Machine) -> None:
    offline = equipped.checkout / "offline"
    offline.touch()
    outcome = equipped.set_up("base")
    assert outcome.returncode == 1
    assert "    error: no route to index" in outcome.stderr
    assert outcome.stderr.splitlines()[-1].startswith("lactea: the packages could not be installed")
    offline.unlink()
    assert equipped.set_up("base").returncode == 0
    assert equipped.set_up("base").stderr == ""


def test_the_lock_of_a_dead_set_up_is_taken_over(equipped: Machine) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    lock = equipped.checkout / ".tools" / "lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(str(gone.pid), encoding="utf-8")
    assert equipped.set_up("base").returncode == 0
    assert not lock.exists()


def test_a_folder_that_cannot_be_written_to_is_said(equipped: Machine) -> None:
    (equipped.checkout / ".tools").write_text("in the way", encoding="utf-8")
    outcome = equipped.set_up("base")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("lactea: cannot write to ")


@pytest.mark.proof
def test_a_fresh_machine_is_set_up_from_nothing(tmp_path: Path) -> None:
    """The real thing: an empty home, no uv, the real package index."""
    checkout = tmp_path / "checkout"
    keep = shutil.ignore_patterns(".*", "out", "__pycache__")
    shutil.copytree(ROOT, checkout, ignore=keep)
    home = tmp_path / "home"
    home.mkdir()
    outcome = subprocess.run(
        ["make", "--no-print-directory", "run"],
        cwd=checkout,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert list((checkout / "out").rglob("*.html"))
