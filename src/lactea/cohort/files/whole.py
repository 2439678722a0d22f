"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Write a file beside its place, bring it to the disk, and rename it.

    Raises
    ------
    OSError
        If there is no room; what was at `path` is still there.
    """
    beside = _beside(path)
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def make_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Make a folder beside its place, let `fill` put things into it, and rename it.

    Raises
    ------
    OSError
        If there is no room, or something else came to stand at `path` meanwhile.
    """
    beside = _beside(path)
    try:
        beside.mkdir()
        fill(beside)
        beside.rename(path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _sync_folder(path.parent)


def _beside(path: Path) -> Path:
    """A hidden name that no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _sync_folder(folder: Path) -> None:
    """Bring names to the disk too, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
