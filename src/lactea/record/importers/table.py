"""CSV as trackers and spreadsheets write it: read line by line, and no line is lost.

A row that cannot be read is handed on as :class:`Broken` with the reason, and reading goes on with the
next line. A quotation mark that is never closed costs its own line and not the rest of the file.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper

from lactea.record.importers.problems import Reason

MOST_LINES_IN_A_ROW = 200
MOST_CHARACTERS_IN_A_CELL = 100_000
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
SEPARATORS = (",", ";", "\t")
NO_TEXT = re.compile("[\ud800-\udfff\ufffd]")
NOT_WHOLE = Reason(
    "this is not whole CSV; a quotation mark is not closed, or stands inside a cell."
)
TOO_MANY = Reason("the row has more cells than there are columns.")
NOT_TEXT = Reason("the row holds bytes that are no text in this encoding.", "encoding")


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its header; names of columns are compared without case and outer spaces.

    `short` says that its last cells were left out.
    """

    line: int
    cells: Mapping[str, str]
    short: bool = False

    def get(self, column: str) -> str | None:
        """What a cell holds, without outer spaces; None where it is empty, or there is no such column."""
        return self.cells.get(column.casefold(), "").strip() or None

    @property
    def digest(self) -> str:
        """What tells this row from others where it has no identifier of its own."""
        text = "\x1f".join(f"{name}\x1e{cell.strip()}" for name, cell in sorted(self.cells.items()))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def text(self) -> str:
        """The row as it stands in a file of rejected rows."""
        return ", ".join(cell.strip() for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that could not be read, and why."""

    line: int
    text: str
    reason: Reason


@dataclass(frozen=True)
class Table:
    """A table with its name, its columns, and its rows as they are read."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row | Broken]


def text_lines(binary: BufferedReader, encoding: str | None) -> Iterator[str]:
    """The lines of a file as text; bytes that are none come through as signs that no text has.

    Raises
    ------
    LookupError
        There is no such encoding.
    """
    start = binary.peek(4)[:4]
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    codec = codecs.lookup(encoding or marked or "utf-8").name
    errors = "surrogateescape" if codec == "utf-8" else "replace"
    with TextIOWrapper(binary, encoding=codec, errors=errors, newline="") as text:
        for number, line in enumerate(text):
            yield line.removeprefix("\ufeff") if number == 0 else line


def read_table(name: str, lines: Iterable[str]) -> Table:
    """A table from its lines; the first that is not blank holds the names of the columns."""
    waiting = _Lines(iter(lines))
    header = ""
    while not header.strip():
        header = next(waiting, "\0")
    if header == "\0":
        return Table(name, (), ())
    separator = max(SEPARATORS, key=header.count)
    cells, _ = _parsed([header], separator)
    columns = _names((header,) if cells is None else cells)
    return Table(name, columns, _rows(waiting, columns, separator))


def table_of_rows(name: str, rows: Iterable[Sequence[str]]) -> Table:
    """A table from rows that are cells already; the first that is not blank holds the names of the columns."""
    numbered = ((n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    _, header = next(numbered, (0, ()))
    columns = _names(_without_blank_end(header))
    names, blank = [column.casefold() for column in columns], [""] * len(columns)
    read = (_row(n, names, [*row, *blank[len(row) :]], ", ".join(row)) for n, row in numbered)
    return Table(name, columns, read)


def _without_blank_end(header: Sequence[str]) -> Sequence[str]:
    """A header as far as anything stands in it: a sheet is as wide as its widest row."""
    size = max((place for place, cell in enumerate(header, 1) if cell.strip()), default=0)
    return header[:size]


def _names(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns; of two with one name, the later one is numbered."""
    names: list[str] = []
    for cell in cells:
        name, number = cell.strip(), 2
        while name.casefold() in map(str.casefold, names):
            name, number = f"{cell.strip()} {number}", number + 1
        names.append(name)
    return tuple(names)


class _Lines:
    """Lines with their numbers; some can be handed back to be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.number += 1
        return line

    def hand_back(self, lines: Sequence[str]) -> None:
        self._back.extend(reversed(lines))
        self.number -= len(lines)


def _rows(lines: _Lines, columns: tuple[str, ...], separator: str) -> Iterator[Row | Broken]:
    names = [column.casefold() for column in columns]
    for line in lines:
        if not line.strip().strip(separator).strip():
            continue
        number, taken = lines.number, [line]
        cells = _cells(taken, lines, len(columns), separator)
        if cells is None:
            lines.hand_back(taken[1:])
            yield Broken(number, taken[0], NOT_WHOLE)
        else:
            yield _row(number, names, cells, "".join(taken))


def _row(number: int, names: Sequence[str], cells: Sequence[str], text: str) -> Row | Broken:
    """A row from its cells; `text` is how it stands in the file."""
    if any(cell.strip() for cell in cells[len(names) :]):
        return Broken(number, text, TOO_MANY)
    if NO_TEXT.search("".join(cells)):
        return Broken(number, text, NOT_TEXT)
    return Row(number, dict(zip(names, cells, strict=False)), len(cells) < len(names))


def _cells(taken: list[str], lines: _Lines, width: int, separator: str) -> list[str] | None:
    """The cells of the row that begins with the line in `taken`, which grows by what belongs to it.

    None where the quotation marks do not fit; also where a quoted cell would swallow what looks like
    whole rows, because then a mark was forgotten further up.
    """
    size = 0
    while True:
        cells, open_quote = _parsed(taken, separator)
        if not open_quote:
            return cells
        size += len(taken[-1])
        following = next(lines, None)
        if following is None:
            return None
        taken.append(following)
        if size > MOST_CHARACTERS_IN_A_CELL or len(taken) > MOST_LINES_IN_A_ROW:
            return None
        if _looks_like_a_row(following, width, separator):
            return None


def _looks_like_a_row(line: str, width: int, separator: str) -> bool:
    return width > 2 and line.count(separator) >= width - 1 and line.count('"') % 2 == 0


def _parsed(taken: list[str], separator: str) -> tuple[list[str] | None, bool]:
    """The cells of whole lines, None where they are damaged; and whether a quoted cell is still open."""
    try:
        rows = list(csv.reader(taken, delimiter=separator, strict=True))
    except csv.Error as error:
        return None, "unexpected end of data" in str(error)
    return (rows[0] if len(rows) == 1 else None), False
