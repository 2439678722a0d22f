"""What every format can do, and which one a file name asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from lactea.cohort.daily import Entry, Figures
from lactea.cohort.files.card import Card
from lactea.cohort.problems import CohortError
from lactea.cohort.rows import Row

ENDINGS = (".csv", ".parquet", ".zarr")


class Format(Protocol):
    """A file of people; see `lactea.cohort.files` for how it is written."""

    path: Path

    def exists(self) -> bool:
        """Whether it was begun."""
        ...

    def begin(self, card: Card) -> None:
        """Make the file, without any person in it."""
        ...

    def card(self) -> Card:
        """From which recipe it comes.

        Raises
        ------
        CohortError
            If it is no cohort of lactea.
        """
        ...

    def parts(self) -> set[int]:
        """Numbers of the parts that are written."""
        ...

    def write(self, part: int, entries: Sequence[Entry]) -> None:
        """Write a part, or write it again."""
        ...

    def finish(self) -> None:
        """All parts are written; may be called again."""
        ...

    def rows(self) -> Iterator[Row]:
        """Rows of the people who are there, in order, with a part of them in memory."""
        ...

    def days(self, people: range) -> Mapping[str, Figures]:
        """Daily figures by name.

        Parameters
        ----------
        people : range
            Numbers of consecutive people of the file.

        Returns
        -------
        dict
            Shape (people, days), or (people, days, 2) for left and right; not a number where
            somebody is not there or could not be simulated.

        Raises
        ------
        CohortError
            If the format holds none.
        """
        ...


def format_of(path: Path) -> Format:
    """The format that the ending of a file name asks for.

    Raises
    ------
    CohortError
        If no format has this ending.
    MissingExtraError
        If a package that the format needs is not installed.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        from lactea.cohort.files.csv_file import CsvFile

        return CsvFile(path)
    if ending == ".parquet":
        from lactea.cohort.files.parquet_folder import ParquetFolder

        return ParquetFolder(path)
    if ending == ".zarr":
        from lactea.cohort.files.zarr_folder import ZarrFolder

        return ZarrFolder(path)
    raise CohortError(f"{path}: the file name must end in {', '.join(ENDINGS)}.")
