"""The ledger that the app keeps: a CSV file, checked as a whole before a change is kept."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from lactea.app.keeping import replace_file
from lactea.reading.problems import InputError
from lactea.reading.yaml_reader import file_text
from lactea.stash.books import stock_at
from lactea.stash.ledger import LARGEST, Ledger, csv_rows, read_ledger
from lactea.stash.rows import COLUMNS
from lactea.stash.storage import Times

FILE_NAME = "stash.csv"
SOURCE = "your stash"
LATER_THAN_ALL = 2**33
"""A second beyond every row: whether the whole ledger adds up is asked at this time."""
_CHANGING = Lock()


@dataclass(frozen=True)
class LedgerFile:
    """The file in a person's folder."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE_NAME

    def raw(self) -> bytes:
        """The file as it is; empty where there is none."""
        return self.path.read_bytes() if self.path.exists() else b""

    def text(self) -> str:
        """The ledger as CSV; empty where there is none.

        Raises
        ------
        InputError
            It is no text, or cannot be read.
        """
        if not self.path.exists():
            return ""
        with _named():
            return file_text(self.path, limit=LARGEST)

    def read(self, zone: str) -> Ledger | None:
        """The ledger, or None where nothing is kept."""
        text = self.text()
        return read_text(text, zone) if _rows(text) else None

    def add(self, row: Mapping[str, str], zone: str) -> None:
        """Add a row.

        Raises
        ------
        InputError
            The row is not understood, or the ledger would not add up with it; nothing is changed.
        """
        with _CHANGING:
            changed = _written([*_rows(self.text()), row])
            check(changed, zone)
            replace_file(self.path, changed)

    def take_back(self) -> None:
        """Remove the row that was added last; no change where there is none.

        Raises
        ------
        InputError
            The file is no ledger; nothing is changed.
        """
        with _CHANGING:
            rows = _rows(self.text())
            if rows:
                replace_file(self.path, _written(rows[:-1]))

    def replace(self, text: str, zone: str) -> None:
        """Take over another ledger in CSV, whatever columns it has; all that it says is kept.

        Raises
        ------
        InputError
            It is not understood; nothing is changed.
        """
        with _CHANGING:
            check(text, zone)
            replace_file(self.path, _written(_rows(text)))

    def delete(self) -> None:
        """Remove the ledger; it is no error where there is none."""
        self.path.unlink(missing_ok=True)


def check(text: str, zone: str) -> None:
    """Refuse a ledger that is not understood, or that takes out more than went in."""
    stock_at(read_text(text, zone), Times("term", None), LATER_THAN_ALL)


def read_text(text: str, zone: str) -> Ledger:
    """A ledger from the text of a CSV file; errors name it, and no path of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        path.write_text(text, encoding="utf-8", newline="")
        with _named():
            return read_ledger(path, zone)


@contextmanager
def _named() -> Iterator[None]:
    """Let errors name the stash, and no path of this machine."""
    try:
        yield
    except InputError as error:
        raise InputError(error.what, source=SOURCE, line=error.line, field=error.field) from None


def _rows(text: str) -> list[Mapping[str, str]]:
    """The rows of a ledger by column, blank lines left out."""
    return [cells for _, cells in csv_rows(text, SOURCE)] if text.strip() else []


def _written(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a ledger in CSV with every column."""
    return _line(COLUMNS) + "".join(_line([row.get(name, "") for name in COLUMNS]) for row in rows)


def _line(cells: Sequence[str]) -> str:
    # The reader ends lines at more signs than the writer puts in quotation marks.
    broken = any(len(cell.splitlines()) > 1 for cell in cells)
    stream = io.StringIO(newline="")
    csv.writer(
        stream, lineterminator="\n", quoting=csv.QUOTE_ALL if broken else csv.QUOTE_MINIMAL
    ).writerow(cells)
    return stream.getvalue()
