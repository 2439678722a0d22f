"""Tables in the files that a person gives: CSV files, and zips of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import cast

from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.table import Table, read_table, text_lines

MOST_IN_A_ZIP = 1_000
MOST_BYTES_IN_A_ZIP = 4_000_000_000
TABLES = (".csv", ".tsv", ".txt")
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")


def tables_in(path: Path, encoding: str | None, closing: ExitStack) -> Iterator[Table]:
    """The tables of a file; they are read while they are gone through, until `closing` is closed.

    Raises
    ------
    TrackerFileError
        The file cannot be read, or is of another kind.
    """
    if path.suffix.lower() in SPREADSHEETS:
        raise TrackerFileError(
            f"{path}: save the sheet as CSV first, from the program that wrote it."
        )
    try:
        if zipfile.is_zipfile(path):
            yield from _in_zip(path, encoding, closing)
        else:
            binary = closing.enter_context(path.open("rb"))
            yield read_table(path.name, text_lines(binary, encoding))
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise TrackerFileError(f"{path}: {reason}.") from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise TrackerFileError(f"{path}: the zip is damaged, or is locked by a password.") from None
    except LookupError:
        raise TrackerFileError("--encoding: there is no encoding of this name.") from None


def _in_zip(path: Path, encoding: str | None, closing: ExitStack) -> Iterator[Table]:
    archive = closing.enter_context(zipfile.ZipFile(path))
    members = [one for one in archive.infolist() if one.filename.lower().endswith(TABLES)]
    size = sum(one.file_size for one in members)
    if len(members) > MOST_IN_A_ZIP or size > MOST_BYTES_IN_A_ZIP:
        raise TrackerFileError(f"{path}: the zip holds too much; unpack it and give the files.")
    if not members:
        raise TrackerFileError(f"{path}: there is no CSV file in this zip.")
    for member in members:
        content = cast("RawIOBase", closing.enter_context(archive.open(member)))
        lines = text_lines(BufferedReader(content), encoding)
        yield read_table(f"{path.name}/{member.filename}", lines)
