"""Plug-ins installed for a test: a folder on the path of imports, as an installer leaves it."""

import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from lactea.medicines import loading
from lactea.reading import plugins
from lactea.record.importers import brought

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "lactea-plugin-example"
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


def install_example(folder: Path) -> Path:
    """Build the wheel of the example, and unpack it as an installer does; no network is asked."""
    source, wheels, site = folder / "source", folder / "wheels", folder / "site"
    copytree(EXAMPLE, source)
    wheels.mkdir()
    subprocess.run([sys.executable, "-c", BUILD, str(wheels)], cwd=source, check=True)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    return site


def install_files(site: Path, files: Mapping[str, str], entries: Mapping[str, str]) -> Path:
    """A package ``broken-plugin`` of these files, with the entry points of each group."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    info = site / "broken_plugin-0.0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 0.0.1\n")
    groups = "".join(f"[{group}]\n{lines}\n" for group, lines in entries.items())
    (info / "entry_points.txt").write_text(groups, encoding="utf-8")
    return site


@contextmanager
def on_the_path(site: Path) -> Iterator[None]:
    """With a folder of installed packages, and nothing of it remembered afterwards."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        forget()
        yield
    forget()
    for name in set(sys.modules) - before:
        if str(site) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def forget() -> None:
    """Look entry points up anew."""
    for remembered in (plugins._installed, plugins._text, loading._named, brought.brought_formats):
        remembered.cache_clear()
