"""People as one CSV file with its card beside it. While it is being written its parts lie in a folder."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lactea.cohort.daily import Entry, Figures
from lactea.cohort.files.card import NAME, Card, card_text, layout_of, read_card
from lactea.cohort.files.columns import row_from
from lactea.cohort.files.whole import make_whole, write_whole
from lactea.cohort.problems import CohortError
from lactea.cohort.rows import COLUMNS, Row, shown


class CsvFile:
    """A ``.csv`` file: one row per person, no days."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path.with_name(f"{path.name}.parts")
        self._card = path.with_name(f"{path.name}.json")

    def exists(self) -> bool:
        """See `lactea.cohort.files.format.Format`."""
        return self.path.exists() or self._folder.exists()

    def begin(self, card: Card) -> None:
        """See `lactea.cohort.files.format.Format`."""

        def fill(folder: Path) -> None:
            write_whole(folder / NAME, card_text(card).encode())

        make_whole(self._folder, fill)

    def card(self) -> Card:
        """See `lactea.cohort.files.format.Format`."""
        return read_card(self._folder / NAME if self._folder.exists() else self._card)

    def parts(self) -> set[int]:
        """See `lactea.cohort.files.format.Format`."""
        if not self._folder.exists():
            return set(layout_of(self.card()).parts)
        return {int(one.stem.removeprefix("part-")) for one in self._folder.glob("part-*.csv")}

    def write(self, part: int, entries: Sequence[Entry]) -> None:
        """See `lactea.cohort.files.format.Format`."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(shown(entry.row) for entry in entries)
        write_whole(self._part(part), text.getvalue().encode())

    def finish(self) -> None:
        """Put the parts together, and remove them."""
        if not self._folder.exists():
            return
        beside = self._folder / self.path.name
        with beside.open("wb") as stream:
            stream.write((",".join(COLUMNS) + "\n").encode())
            for part in sorted(self.parts()):
                stream.write(self._part(part).read_bytes())
        beside.replace(self.path)
        write_whole(self._card, (self._folder / NAME).read_bytes())
        shutil.rmtree(self._folder)

    def rows(self) -> Iterator[Row]:
        """See `lactea.cohort.files.format.Format`."""
        if not self._folder.exists():
            with self.path.open(encoding="utf-8", newline="") as stream:
                yield from map(row_from, csv.DictReader(stream))
            return
        for part in sorted(self.parts()):
            with self._part(part).open(encoding="utf-8", newline="") as stream:
                yield from map(row_from, csv.DictReader(stream, COLUMNS))

    def days(self, people: range) -> Mapping[str, Figures]:
        """Nothing: a row is a person."""
        raise CohortError(
            f"{self.path} holds one row per person and no days; write .parquet or .zarr for them."
        )

    def _part(self, part: int) -> Path:
        return self._folder / f"part-{part:06d}.csv"
