"""What the model can be asked for: names, units and statistics of the observables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lactea.evidence.asked_group import SHARE_OF_TWO
from lactea.evidence.mapping import Entry
from lactea.evidence.problems import TableError, nearest


class Known(Protocol):
    """What is needed of an observable."""

    @property
    def unit(self) -> str: ...

    @property
    def statistics(self) -> tuple[str, ...]: ...


Catalogue = Mapping[str, Known]

UNITS_OF_STATISTICS = {
    "cv": "1", "share": "%", "count": "1", "time_of_max": "d", "hours_to_max": "h", "total": "mL",
}  # fmt: skip
"""Statistics of one run that do not have the unit of the observable."""
UNITS_BETWEEN_PEOPLE = UNITS_OF_STATISTICS | {"cv": "%", "r2": "1", SHARE_OF_TWO: "%"}
"""Statistics of a group that do not have the unit of the observable."""

TIMES = ("min", "h", "d")


def default_catalogue() -> Catalogue:
    """The observables of lactea."""
    from lactea.results.observables import observables

    return observables()


def check_entry(table: str, entry: Entry, catalogue: Catalogue) -> None:
    """Refuse a row that asks for what does not exist.

    Raises
    ------
    TableError
        Names the row and the nearest word.
    """
    here = f"{table}.map.csv ({entry.id})"
    _check_reading(here, entry.observable, entry.statistic, catalogue)
    if entry.group is not None and entry.group.beside is not None:
        beside = entry.group.beside
        _check_reading(f"{here}, beside", beside.observable, beside.statistic, catalogue)


def _check_reading(here: str, observable: str, statistic: str, catalogue: Catalogue) -> None:
    if observable not in catalogue:
        raise TableError(
            f"{here}: there is no observable {observable!r}. {nearest(observable, catalogue)}"
        )
    statistics = catalogue[observable].statistics
    if statistic not in statistics:
        raise TableError(
            f"{here}: {observable} has no statistic {statistic!r}. {nearest(statistic, statistics)}"
        )


def happens_once(entry: Entry, catalogue: Catalogue) -> bool:
    """Whether the row asks when something happened that happens once, such as an onset."""
    return entry.statistic == "value" and catalogue[entry.observable].unit in TIMES


def unit_of(entry: Entry, catalogue: Catalogue) -> str:
    """The unit in which the model answers this row."""
    if entry.group is not None and entry.group.between.statistic in UNITS_BETWEEN_PEOPLE:
        return UNITS_BETWEEN_PEOPLE[entry.group.between.statistic]
    return UNITS_OF_STATISTICS.get(entry.statistic, catalogue[entry.observable].unit)
