"""People as a Zarr group, which xarray opens as one data set with dims person, time and side.

Chunks are cut by people as parts are. `status` of a part is written last, in one small file that
replaces itself in one step: a part counts as written when nobody's status in it is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lactea.cohort.daily import DAILY, Entry, Figures, is_per_side
from lactea.cohort.files.card import Card, layout_of, read_card
from lactea.cohort.files.columns import MEANING, NUMBERS, PERSON, UNITS, WORDS, column, row_from
from lactea.cohort.files.whole import make_whole
from lactea.cohort.plan import Layout
from lactea.cohort.rows import Row
from lactea.reading.extras import optional
from lactea.results import variables
from lactea.results.recording import SIDES

INSTALL = "lactea[cohort]"
CARD = "lactea"
METADATA = "zarr.json"
STATUS = "status"
WAITING, SIMULATED, FAILED = 0, 1, 2
STATUS_NOTE = {
    "long_name": "whether the person is there",
    "flag_values": [WAITING, SIMULATED, FAILED],
    "flag_meanings": "waiting simulated failed",
}


class ZarrFolder:
    """A ``.zarr`` folder."""

    def __init__(self, path: Path) -> None:
        self._zarr: Any = optional("zarr", INSTALL, "A Zarr file")
        self.path = path

    def exists(self) -> bool:
        """See `lactea.cohort.files.format.Format`."""
        return self.path.exists()

    def begin(self, card: Card) -> None:
        """See `lactea.cohort.files.format.Format`."""
        make_whole(self.path, lambda folder: self._lay_out(folder, card))

    def card(self) -> Card:
        """See `lactea.cohort.files.format.Format`."""
        # Not through the library, which stumbles in many ways over what is no group.
        return read_card(self.path / METADATA, "attributes", CARD)

    def parts(self) -> set[int]:
        """See `lactea.cohort.files.format.Format`."""
        layout, status = layout_of(self.card()), self._group("r")[STATUS][:]
        return {
            part
            for part in layout.parts
            if (status[_places(layout, layout.people_of(part))] != WAITING).all()
        }

    def write(self, part: int, entries: Sequence[Entry]) -> None:
        """See `lactea.cohort.files.format.Format`."""
        layout, group = layout_of(self.card()), self._group("r+")
        here = _places(layout, layout.people_of(part))
        rows = [entry.row for entry in entries]
        for name in DAILY:
            group[name][here] = _figures(entries, name, layout)
        for name in NUMBERS:
            group[name][here] = np.array(column(rows, name), dtype=float)
        for name in WORDS:
            group[name][here] = np.array([cell or "" for cell in column(rows, name)], dtype=str)
        group[STATUS][here] = np.array(
            [FAILED if entry.days is None else SIMULATED for entry in entries], dtype=np.int8
        )

    def finish(self) -> None:
        """Nothing is left to do."""

    def rows(self) -> Iterator[Row]:
        """See `lactea.cohort.files.format.Format`."""
        layout, group = layout_of(self.card()), self._group("r")
        for part in sorted(self.parts()):
            here = _places(layout, layout.people_of(part))
            columns = {name: group[name][here].tolist() for name in (PERSON, *NUMBERS, *WORDS)}
            for cells in zip(*columns.values(), strict=True):
                yield row_from(dict(zip(columns, cells, strict=True)))

    def days(self, people: range) -> Mapping[str, Figures]:
        """See `lactea.cohort.files.format.Format`."""
        here, group = _places(layout_of(self.card()), people), self._group("r")
        return {name: group[name][here] for name in DAILY}

    def _group(self, mode: str) -> Any:
        return self._zarr.open_group(self.path, mode=mode, use_consolidated=False)

    def _lay_out(self, folder: Path, card: Card) -> None:
        """All arrays, empty."""
        group = self._zarr.open_group(folder, mode="w")
        group.attrs[CARD] = dict(card)
        layout = layout_of(card)
        sizes = {PERSON: layout.n, "time": len(layout.days), "side": len(SIDES)}

        def add(
            name: str, dims: tuple[str, ...], kind: Any, empty: Any, note: Mapping[str, Any]
        ) -> Any:
            shape = tuple(sizes[one] for one in dims)
            chunks = (layout.size, *shape[1:]) if dims[0] == PERSON else shape
            return group.create_array(
                name, shape=shape, chunks=chunks, dtype=kind, fill_value=empty,
                dimension_names=dims, attributes={key: text for key, text in note.items() if text},
            )  # fmt: skip

        coordinate = {"long_name": "number of the person"}
        add(PERSON, (PERSON,), np.int64, 0, coordinate)[:] = np.array(layout.people)
        coordinate = {"long_name": "day; day 0 is the first 24 h from the origin"}
        add("time", ("time",), np.int64, 0, coordinate)[:] = np.array(layout.days)
        add("side", ("side",), str, "", {})[:] = np.array(SIDES, dtype=str)
        for name in DAILY:
            label = variables.DAYS[name]
            dims = (PERSON, "time", "side")[: 2 + is_per_side(name)]
            note = {"units": label.unit, "long_name": label.long_name}
            add(name, dims, np.float32, np.nan, note)
        for name in NUMBERS:
            note = {"units": UNITS[name], "long_name": MEANING.get(name, "")}
            add(name, (PERSON,), np.float64, np.nan, note)
        for name in WORDS:
            add(name, (PERSON,), str, "", {})
        add(STATUS, (PERSON,), np.int8, WAITING, STATUS_NOTE)


def _places(layout: Layout, people: range) -> slice:
    first = people.start - layout.start
    return slice(first, first + len(people))


def _figures(entries: Sequence[Entry], name: str, layout: Layout) -> Figures:
    """A daily variable of a part; not a number for those who could not be simulated."""
    shape = (len(layout.days), len(SIDES))[: 1 + is_per_side(name)]
    missing = np.full(shape, np.nan, np.float32)
    return np.stack([missing if entry.days is None else entry.days[name] for entry in entries])
