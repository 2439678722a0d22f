"""The ledger that the app keeps: a CSV file, checked as a whole before a change is kept."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from lactea.app.keeping import replace_file
from lactea.reading.problems import InputError
from lactea.stash.books import stock_at
from lactea.stash.ledger import Ledger, read_ledger
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

    def text(self) -> str:
        """The ledger as CSV; empty where there is none."""
        return self.path.read_text("utf-8") if self.path.exists() else ""

    def read(self, zone: str) -> Ledger | None:
        """The ledger, or None where nothing is kept."""
        text = self.text()
        return read_text(text, zone) if len(text.splitlines()) > 1 else None

    def add(self, row: Mapping[str, str], zone: str) -> None:
        """Add a row.

        Raises
        ------
        InputError
            The row is not understood, or the ledger would not add up with it; nothing is changed.
        """
        with _CHANGING:
            changed = (self.text() or _line(COLUMNS)) + _line(
                [row.get(name, "") for name in COLUMNS]
            )
            check(changed, zone)
            replace_file(self.path, changed)

    def take_back(self) -> None:
        """Remove the row that was added last; no change where there is none."""
        with _CHANGING:
            rows = list(csv.reader(io.StringIO(self.text())))
            if len(rows) > 1:
                replace_file(self.path, "".join(_line(row) for row in rows[:-1]))

    def replace(self, text: str, zone: str) -> None:
        """Take over another ledger in CSV.

        Raises
        ------
        InputError
            It is not understood; nothing is changed.
        """
        with _CHANGING:
            check(text, zone)
            replace_file(self.path, text)

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
        try:
            return read_ledger(path, zone)
        except InputError as error:
            raise InputError(
                error.what, source=SOURCE, line=error.line, field=error.field
            ) from None


def _line(cells: list[str] | tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()
