"""People as a folder of Parquet files: days in front, rows of people in a folder below.

::

    people.parquet/
      _cohort.json                    the card
      part-000000.parquet             one row per person and day
      _people/part-000000.parquet     one row per person

Programs that read a folder as one table overlook what begins with a line, so they find the days. A
part counts as written when its file of people is there, which comes last.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lactea.cohort.daily import DAILY, Entry, Figures, is_per_side
from lactea.cohort.files.card import NAME, Card, card_text, layout_of, read_card
from lactea.cohort.files.columns import MEANING, NUMBERS, PERSON, UNITS, column, row_from
from lactea.cohort.files.whole import make_whole, write_whole
from lactea.cohort.problems import CohortError
from lactea.cohort.rows import COLUMNS, Row
from lactea.reading.extras import optional
from lactea.results import variables
from lactea.results.recording import SIDES

INSTALL = "lactea[cohort]"
PEOPLE = "_people"
DAY = "day"


class ParquetFolder:
    """A ``.parquet`` folder."""

    def __init__(self, path: Path) -> None:
        self._arrow: Any = optional("pyarrow", INSTALL, "A Parquet file")
        self._parquet: Any = optional("pyarrow.parquet", INSTALL, "A Parquet file")
        self.path = path

    def exists(self) -> bool:
        """See `lactea.cohort.files.format.Format`."""
        return self.path.exists()

    def begin(self, card: Card) -> None:
        """See `lactea.cohort.files.format.Format`."""

        def fill(folder: Path) -> None:
            (folder / PEOPLE).mkdir()
            write_whole(folder / NAME, card_text(card).encode())

        make_whole(self.path, fill)

    def card(self) -> Card:
        """See `lactea.cohort.files.format.Format`."""
        return read_card(self.path / NAME)

    def parts(self) -> set[int]:
        """See `lactea.cohort.files.format.Format`."""
        days, people = (
            {int(one.stem.removeprefix("part-")) for one in folder.glob("part-*.parquet")}
            for folder in (self.path, self.path / PEOPLE)
        )
        return days & people

    def write(self, part: int, entries: Sequence[Entry]) -> None:
        """See `lactea.cohort.files.format.Format`."""
        card = self.card()
        days = layout_of(card).days
        self._write(self._days_file(part), _day_columns(entries, days), self._day_schema(card))
        rows = [entry.row for entry in entries]
        people = {name: column(rows, name) for name in COLUMNS}
        self._write(self._people_file(part), people, self._people_schema(card))

    def finish(self) -> None:
        """Nothing is left to do."""

    def rows(self) -> Iterator[Row]:
        """See `lactea.cohort.files.format.Format`."""
        for part in sorted(self.parts()):
            yield from map(row_from, self._read(self._people_file(part)).to_pylist())

    def days(self, people: range) -> Mapping[str, Figures]:
        """See `lactea.cohort.files.format.Format`."""
        layout = layout_of(self.card())
        shape = len(people), len(layout.days)
        found = {
            name: np.full((*shape, 2)[: 2 + is_per_side(name)], np.nan, np.float32)
            for name in DAILY
        }
        for part in sorted(self.parts().intersection(layout.parts_with(people))):
            table = self._read(self._days_file(part))
            # The rows of a person are all there, and in order.
            numbers = table.column(PERSON).to_numpy()[:: shape[1]]
            wanted = np.isin(numbers, people)
            places = numbers[wanted] - people.start
            for name in DAILY:
                found[name][places] = _figures(table, name, shape[1])[wanted]
        return found

    def _days_file(self, part: int) -> Path:
        return self.path / f"part-{part:06d}.parquet"

    def _people_file(self, part: int) -> Path:
        return self.path / PEOPLE / f"part-{part:06d}.parquet"

    def _read(self, file: Path) -> Any:
        try:
            # One file, and not the folder that it lies in.
            return self._parquet.ParquetFile(file).read()
        except (self._arrow.ArrowInvalid, OSError) as error:
            raise CohortError(
                f"{file} is damaged ({error}). Remove it and give the command again: its people are "
                "then simulated anew."
            ) from error

    def _write(self, file: Path, columns: Mapping[str, Any], schema: Any) -> None:
        content = io.BytesIO()
        table = self._arrow.table(dict(columns), schema=schema)
        self._parquet.write_table(table, content, compression="zstd")
        write_whole(file, content.getbuffer())

    def _day_schema(self, card: Card) -> Any:
        arrow = self._arrow
        figures = [
            self._field(
                column, arrow.float32(), variables.DAYS[name].unit, variables.DAYS[name].long_name
            )
            for name in DAILY
            for column in columns_of(name)
        ]
        return arrow.schema(
            [
                self._field(PERSON, arrow.int64(), "", "number of the person"),
                self._field(
                    DAY, arrow.int32(), "d", "day; day 0 is the first 24 h from the origin"
                ),
                *figures,
            ],
            metadata={"lactea": card_text(card)},
        )

    def _people_schema(self, card: Card) -> Any:
        arrow = self._arrow
        kinds = {PERSON: arrow.int64()} | {name: arrow.float64() for name in NUMBERS}
        return arrow.schema(
            [
                self._field(
                    name,
                    kinds.get(name, arrow.string()),
                    UNITS.get(name, ""),
                    MEANING.get(name, ""),
                )
                for name in COLUMNS
            ],
            metadata={"lactea": card_text(card)},
        )

    def _field(self, name: str, kind: Any, unit: str, meaning: str) -> Any:
        said = {"units": unit, "long_name": meaning}
        return self._arrow.field(
            name, kind, metadata={key: text for key, text in said.items() if text}
        )


def columns_of(name: str) -> list[str]:
    """Columns of a daily variable: one, or one for each breast."""
    return [f"{name}_{side}" for side in SIDES] if is_per_side(name) else [name]


def _day_columns(entries: Sequence[Entry], days: range) -> dict[str, Any]:
    """The table of days: those who could not be simulated have none."""
    whole = [entry for entry in entries if entry.days is not None]
    people = np.array([entry.row[PERSON] for entry in whole], dtype=np.int64)
    columns: dict[str, Any] = {
        PERSON: np.repeat(people, len(days)),
        DAY: np.tile(np.arange(days.start, days.stop, dtype=np.int32), len(whole)),
    }
    for name in DAILY:
        figures = [entry.days[name] for entry in whole if entry.days is not None]
        joined = np.concatenate(figures) if figures else np.zeros((0, 2), np.float32)
        if is_per_side(name):
            columns |= {one: joined[:, i] for i, one in enumerate(columns_of(name))}
        else:
            columns[name] = joined if figures else joined[:, 0]
    return columns


def _figures(table: Any, name: str, days: int) -> Figures:
    """A daily variable of a part: shape (people, days[, 2])."""
    columns = [table.column(one).to_numpy().reshape(-1, days) for one in columns_of(name)]
    return np.stack(columns, axis=-1) if is_per_side(name) else columns[0]
