"""A record from and to a file, by its ending: ``.json`` or ``.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lactea.reading.problems import InputError
from lactea.reading.yaml_reader import MEGABYTE, file_text
from lactea.record.log_csv import as_csv, read_csv
from lactea.record.log_json import as_json, read_json
from lactea.record.problems import RecordError
from lactea.record.record import Record

LARGEST = 1000 * MEGABYTE
ENDINGS = (".json", ".csv")


def read_record(path: str | Path) -> Record:
    """Read a record.

    Raises
    ------
    RecordError
        The file cannot be found, or is no record.
    """
    source = str(path)
    read = read_csv if _ending(source) == ".csv" else read_json
    try:
        text = file_text(source, limit=LARGEST)
    except InputError as error:
        raise RecordError(error.what, source=source) from None
    return read(text, source)


def write_record(record: Record, path: str | Path) -> None:
    """Write a record; only its owner may read the file."""
    write = as_csv if _ending(str(path)) == ".csv" else as_json
    write_private(Path(path), write(record).encode())


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; an older one is replaced when the new one is whole."""
    with private_file(path) as file:
        file.write(content)


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner may read, to be written bit by bit; it takes its place when it is whole."""
    import os

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _ending(source: str) -> str:
    ending = Path(source).suffix.lower()
    if ending not in ENDINGS:
        raise RecordError(f"a record is a {' or '.join(ENDINGS)} file.", source=source)
    return ending
