"""Writing: results to stdout, remarks to stderr, and files only where there is a place for them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from lactea.cli import failures


def remark(text: str) -> None:
    """Say something that is not the result."""
    typer.echo(text, err=True)


def print_json(document: Any) -> None:
    """Write a document as JSON, alone on stdout."""
    typer.echo(json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False))


def table(rows: Iterable[Sequence[str]], header: Sequence[str]) -> str:
    """Rows of text in columns; the last column is not padded."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header) - 1)]
    return "\n".join(
        "  ".join(
            [cell.ljust(width) for cell, width in zip(line, widths, strict=False)] + line[-1:]
        )
        for line in lines
    )


def must_be_writable(path: Path | None, endings: Sequence[str]) -> None:
    """Refuse a file name before the work is done, not after it is lost.

    Parameters
    ----------
    path
        Where a file shall be written; None where none was asked for.
    endings
        Endings that the format may have, such as ``.nc``.
    """
    if path is None:
        return
    if path.suffix.lower() not in endings:
        failures.stop(f"{path}: the file name must end in {' or '.join(endings)}.")
    if path.is_dir():
        failures.stop(f"{path}: this is a folder; give the name of a file.")
    if not path.parent.is_dir():
        failures.stop(f"{path}: there is no folder {path.parent}; make it first.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        failures.stop(f"{path}: this place cannot be written; give another, or ask for permission.")
