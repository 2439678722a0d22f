"""Files of a person: replaced in one step, on the disk before it is acknowledged, for the owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

OWNER_ONLY = 0o600


def replace_file(path: Path, text: str) -> None:
    """Write a file so that, whatever happens, there is either the old text or the new one.

    When this returns, the new text is on the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.chmod(name, OWNER_ONLY)
    os.replace(name, path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Let the new name itself reach the disk; there is no such call on Windows."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
