"""Imports point one way: the contracts of pyproject.toml hold, and would notice if they did not."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lactea"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"

MECHANISMS_MAY_IMPORT = {"lactea.body.language", "lactea.body.vocabulary"}


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of `root/pyproject.toml` on `root/src/lactea`."""
    return subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_point_one_way() -> None:
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


# A small lactea that keeps the rules; each case below breaks one of them.
LAWFUL = {
    "__init__.py": "",
    "body/__init__.py": "",
    "body/vocabulary.py": "import math",
    "body/mechanisms/__init__.py": "",
    "body/mechanisms/prolactin.py": "from lactea.body import vocabulary",
    "medicines/__init__.py": "from lactea.body import vocabulary",
    "scenario/__init__.py": "import numpy\nfrom lactea.body import vocabulary",
    "stash/__init__.py": "from lactea import reading",
    "reading/__init__.py": "",
    "engine/__init__.py": "from lactea import body, medicines, scenario",
    "results.py": "import numpy\nfrom lactea import engine, scenario",
    "cohort/__init__.py": "from lactea import engine, results",
    "evidence/__init__.py": "from lactea import results, body, cohort",
    "ducts/__init__.py": "from lactea import engine, cohort",
    "view/__init__.py": "from lactea import evidence, results",
    "cli.py": "from lactea import view, evidence, engine",
    "__main__.py": "from lactea.cli import main",
}


def small_lactea(root: Path, changes: Mapping[str, str]) -> Path:
    for name, text in (LAWFUL | dict(changes)).items():
        path = root / "src" / "lactea" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_layers_meant_are_lawful(tmp_path: Path) -> None:
    outcome = lint_imports(small_lactea(tmp_path, {}))
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("body/vocabulary.py", "import numpy", "lactea.body is not allowed to import numpy"),
        ("body/vocabulary.py", "import pint", "lactea.body is not allowed to import pint"),
        ("body/vocabulary.py", "from lactea import engine", "lactea.body"),
        ("scenario/__init__.py", "from lactea import medicines", "lactea.scenario"),
        ("medicines/__init__.py", "from lactea import scenario", "lactea.medicines"),
        ("stash/__init__.py", "from lactea import scenario", "lactea.stash"),
        ("engine/__init__.py", "from lactea import results", "lactea.engine"),
        ("results.py", "def late():\n    from lactea import evidence", "lactea.results"),
        ("cohort/__init__.py", "from lactea import evidence", "lactea.cohort"),
        ("evidence/__init__.py", "from lactea import view", "lactea.evidence"),
        ("view/__init__.py", "from lactea import cli", "lactea.view"),
        ("newcomer.py", "", "newcomer"),
    ],
)
def test_a_broken_rule_is_noticed(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    outcome = lint_imports(small_lactea(tmp_path, {name: text}))
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert complaint in outcome.stdout


def imported_modules(path: Path, package: str) -> Iterator[str]:
    """Full names of what a file imports, `from lactea.body import x` counting as lactea.body.x."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                parent = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
                origin = f"{parent}.{origin}".rstrip(".")
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def strangers_in(path: Path) -> set[str]:
    """Imports of a mechanism file that are neither Python's own nor the body's language."""
    return {
        name
        for name in imported_modules(path, "lactea.body.mechanisms")
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(f"{name}.".startswith(f"{allowed}.") for allowed in MECHANISMS_MAY_IMPORT)
    }


def test_mechanisms_speak_only_the_language_of_the_body() -> None:
    files = sorted((SOURCE / "body" / "mechanisms").rglob("*.py"))
    strangers = {
        str(path.relative_to(SOURCE)): strangers_in(path)
        for path in files
        # The package's own file collects the mechanisms.
        if path.name != "__init__.py"
    }
    assert not {name: found for name, found in strangers.items() if found}


@pytest.mark.parametrize(
    ("line", "stranger"),
    [
        ("from lactea.body import vocabulary", None),
        ("from lactea.body.language import rate", None),
        ("from ..language import rate", None),
        ("from .. import vocabulary", None),
        ("from __future__ import annotations", None),
        ("import dataclasses", None),
        ("import numpy as np", "numpy"),
        ("from lactea.body.parameters import table", "lactea.body.parameters.table"),
        ("from . import oxytocin", "lactea.body.mechanisms.oxytocin"),
        ("from .oxytocin import pulse", "lactea.body.mechanisms.oxytocin.pulse"),
        ("from lactea.body.language_tools import x", "lactea.body.language_tools.x"),
    ],
)
def test_a_stranger_in_a_mechanism_is_noticed(
    tmp_path: Path, line: str, stranger: str | None
) -> None:
    path = tmp_path / "prolactin.py"
    path.write_text(line, encoding="utf-8")
    assert strangers_in(path) == ({stranger} if stranger else set())
