"""A cohort that was written, as pandas and xarray see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from lactea.cohort.daily import is_per_side
from lactea.cohort.files.card import Card, layout_of
from lactea.cohort.files.columns import NUMBERS
from lactea.cohort.files.format import Format, format_of
from lactea.cohort.plan import Layout
from lactea.cohort.problems import CohortError
from lactea.cohort.rows import COLUMNS, Row
from lactea.results import variables
from lactea.results.recording import SIDES

if TYPE_CHECKING:
    import pandas as pd
    import xarray


@dataclass(frozen=True, slots=True)
class CohortFile:
    """A file of people.

    Parameters
    ----------
    file : Format
    card : mapping
        Provenance: version, commit, scenario and its hash, parameter set, spread set, seed,
        population, number of people, days.
    """

    file: Format
    card: Card

    @property
    def layout(self) -> Layout:
        """Which people and days there are."""
        return layout_of(self.card)

    @property
    def written(self) -> int:
        """How many people are there; fewer than were asked for where a run was stopped."""
        return sum(len(self.layout.people_of(part)) for part in self.file.parts())

    def rows(self) -> Iterator[Row]:
        """One row per person as a mapping, a few at a time in memory."""
        return self.file.rows()

    def people(self) -> pd.DataFrame:
        """One row per person: numbers as float64, words as text, nothing as missing.

        Returns
        -------
        pandas.DataFrame
            Index ``person``; columns as in `lactea.cohort.rows.COLUMNS`.
        """
        import pandas as pd

        table = pd.DataFrame(list(self.rows()), columns=list(COLUMNS)).set_index("person")
        return table.astype(dict.fromkeys(NUMBERS, float))

    def days(self, people: range | None = None) -> xarray.Dataset:
        """Daily figures.

        Parameters
        ----------
        people : range, optional
            Numbers of consecutive people; all without it. A cohort that does not fit into memory
            is read a few thousand at a time.

        Returns
        -------
        xarray.Dataset
            Dims ``person, time[, side]``; each variable with ``units`` and ``long_name``; not a number where
            somebody is not there or could not be simulated.

        Raises
        ------
        CohortError
            If the file holds no days, or not these people.
        """
        import xarray

        asked = self.layout.people if people is None else people
        if asked.step != 1 or not set(asked[:1]) | set(asked[-1:]) <= set(self.layout.people):
            raise CohortError(
                f"{self.file.path} holds people {self.layout.people.start} to "
                f"{self.layout.people.stop - 1}, one after the other; {asked} were asked for."
            )
        found = {}
        for name, values in self.file.days(asked).items():
            label = variables.DAYS[name]
            dims = ("person", "time", "side")[: 2 + is_per_side(name)]
            found[name] = (dims, values, {"units": label.unit, "long_name": label.long_name})
        return xarray.Dataset(
            found,
            coords={
                "person": np.array(asked),
                "time": np.array(self.layout.days),
                "side": list(SIDES),
            },
            attrs={key: value for key, value in self.card.items() if key != "daily"},
        )


def open_cohort(path: str | Path) -> CohortFile:
    """Open a cohort that ``lactea cohort --out`` or `write_cohort` wrote, finished or not.

    Raises
    ------
    CohortError
        If there is no such file, or it is no cohort of lactea.
    MissingExtraError
        If a package that the format needs is not installed.
    """
    file = format_of(Path(path))
    if not file.exists():
        raise CohortError(f"{path}: there is no such file.")
    return CohortFile(file, file.card())
