"""Tables in the files that a person gives: CSV files, zips of them, and Excel workbooks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePath
from typing import cast

from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.table import Table, read_table, text_lines
from lactea.record.importers.workbooks import is_workbook, tables_of_workbook

MOST_IN_A_ZIP = 1_000
MOST_BYTES_IN_A_ZIP = 4_000_000_000
MOST_BYTES_IN_A_WORKBOOK = 500_000_000
"""The words of a workbook stand in memory all at once; a full sheet of a million rows is a tenth of this."""
TABLES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
OTHER_SPREADSHEETS = (".xls", ".xlsb", ".ods", ".numbers")


def tables_in(path: Path, encoding: str | None, closing: ExitStack) -> Iterator[Table]:
    """The tables of a file; they are read while they are gone through, until `closing` is closed.

    Raises
    ------
    TrackerFileError
        The file cannot be read, or is of another kind.
    """
    try:
        binary = closing.enter_context(path.open("rb"))
        yield from tables_of(binary, str(path), encoding, closing)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise TrackerFileError(f"{path}: {reason}.") from None


def tables_of(
    binary: BufferedReader,
    name: str,
    encoding: str | None,
    closing: ExitStack,
    most_bytes: int = MOST_BYTES_IN_A_ZIP,
) -> Iterator[Table]:
    """The tables of an open file.

    Parameters
    ----------
    name
        What errors call it; its ending tells spreadsheets.
    most_bytes
        How much a zip may hold, unpacked.

    Raises
    ------
    TrackerFileError
        It is of another kind, damaged, or holds too much.
    """
    if PurePath(name).suffix.lower() in OTHER_SPREADSHEETS:
        raise TrackerFileError(
            f"{name}: save the sheet as .xlsx or CSV first, from the program that wrote it."
        )
    try:
        if zipfile.is_zipfile(binary):
            yield from _in_zip(binary, name, encoding, closing, most_bytes)
        elif PurePath(name).suffix.lower() in WORKBOOKS:
            raise TrackerFileError(f"{name}: the workbook is damaged, or is locked by a password.")
        else:
            binary.seek(0)
            yield read_table(PurePath(name).name, text_lines(binary, encoding))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise TrackerFileError(f"{name}: the zip is damaged, or is locked by a password.") from None
    except LookupError:
        raise TrackerFileError("there is no encoding of this name.", "encoding") from None


def _in_zip(
    binary: BufferedReader, name: str, encoding: str | None, closing: ExitStack, most_bytes: int
) -> Iterator[Table]:
    archive = closing.enter_context(zipfile.ZipFile(binary))
    if is_workbook(archive):
        most = min(most_bytes, MOST_BYTES_IN_A_WORKBOOK)
        _check_size(archive.infolist(), most, f"{name}: the workbook holds too much.")
        yield from tables_of_workbook(binary, PurePath(name).name, closing)
        return
    members = [one for one in archive.infolist() if one.filename.lower().endswith(TABLES)]
    _check_size(
        members, most_bytes, f"{name}: the zip holds too much; unpack it and give the files."
    )
    if not members:
        raise TrackerFileError(f"{name}: there is no CSV file in this zip.")
    for member in members:
        content = cast("RawIOBase", closing.enter_context(archive.open(member)))
        lines = text_lines(BufferedReader(content), encoding)
        yield read_table(f"{PurePath(name).name}/{member.filename}", lines)


def _check_size(members: Sequence[zipfile.ZipInfo], most_bytes: int, complaint: str) -> None:
    if len(members) > MOST_IN_A_ZIP or sum(one.file_size for one in members) > most_bytes:
        raise TrackerFileError(complaint)
