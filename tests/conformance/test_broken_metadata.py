"""Packages whose own list of entry points cannot be read: told by name, and nothing else is lost."""

from pathlib import Path

import pytest
from tests.conformance.installing import on_the_path
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.reading.plugins import MEDICINES, plugin_named, plugin_names


@pytest.fixture(
    params=[b"[lactea.medicines]\nno sign of equality\n", b"[lactea.medicines]\n\xff\xfe = a\n"],
    ids=["no entry", "no text"],
)
def _installed(request: pytest.FixtureRequest, tmp_path: Path):
    for name, entries in (("spoilt", request.param), ("whole", b"[lactea.medicines]\nx = y\n")):
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (info / "entry_points.txt").write_bytes(entries)
    with on_the_path(tmp_path):
        yield


@pytest.mark.usefixtures("_installed")
def test_the_other_packages_are_found() -> None:
    assert "x" in plugin_names(MEDICINES)
    assert plugin_named(MEDICINES, "not there") is None


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("command", [("plugins",), ("medicines",), ("plugins", "check")])
def test_the_package_is_told(command: tuple[str, ...]) -> None:
    outcome = CliRunner().invoke(app, command, prog_name="lactea")
    assert "passed over: the entry points of 'spoilt' cannot be read" in outcome.stderr
    assert outcome.exit_code == (1 if "check" in command else 0)


def test_a_package_without_a_name_is_passed_over(tmp_path: Path) -> None:
    info = tmp_path / "nameless-1.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[lactea.medicines]\nx = y\n")
    with on_the_path(tmp_path):
        assert "x" not in plugin_names(MEDICINES)


def test_of_two_copies_of_a_package_the_first_on_the_path_counts(tmp_path: Path) -> None:
    for version in ("1", "2"):
        info = tmp_path / version / f"copied-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: copied\nVersion: {version}\n")
        (info / "entry_points.txt").write_text("[lactea.medicines]\nx = y\n")
    with on_the_path(tmp_path / "1"), on_the_path(tmp_path / "2"):
        found = plugin_named(MEDICINES, "x")
        assert found is not None
        assert found.version == "2"
