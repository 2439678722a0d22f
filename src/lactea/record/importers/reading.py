"""What all importers share: the answers of the person, and how cells become parts of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from lactea.record.entries import Entry
from lactea.record.events import GRAMS_PER, InfantWeight, TopUp, WeightUnit
from lactea.record.importers import cells
from lactea.record.importers.cells import DateOrder, Decimal, RepeatedHour
from lactea.record.importers.problems import RowError
from lactea.record.importers.table import Row
from lactea.record.record import Child
from lactea.record.sessions import Side, daily_total_bounds
from lactea.record.times import ONE_DAY, now, zone_info
from lactea.record.volumes import Unit, as_ml, measured

Question = Literal["zone", "unit", "weight-unit", "dates"]
NOT_KEPT = "lactea keeps no row of this kind."


@dataclass(frozen=True)
class Answers:
    """What a file does not say, and the person does.

    Attributes
    ----------
    person_id
        Whose record it becomes part of.
    zone
        Where times without a zone were written down.
    unit, weight_unit
        Of numbers without a unit.
    dates
        Order of day, month and year; None where the file has a fixed one, or writes the year first.
    repeated_hour
        Which is meant of an hour that the clock shows twice in autumn.
    child
        Whom entries concern, where the file does not say.
    tags
        Names of tags by their number, where a file of its own has them.
    """

    person_id: str = "me"
    zone: str | None = None
    unit: Unit | None = None
    weight_unit: WeightUnit | None = None
    dates: DateOrder | None = None
    decimal: Decimal = "point"
    repeated_hour: RepeatedHour | None = None
    child: str | None = None
    encoding: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    def given(self, question: Question) -> bool:
        """Whether a question was answered."""
        return getattr(self, question.replace("-", "_")) is not None


@dataclass(frozen=True)
class Format:
    """One kind of table of one tracker.

    Attributes
    ----------
    name
        How it is chosen with ``--format``, such as ``babybuddy-pumping``.
    source, kind
        What entries bear as their source, and as the first part of the identifier of their row.
    needs
        Columns by which it is known; more columns make a better match.
    only
        All columns that it may have; empty where others are passed over.
    asks
        What the table does not say.
    read
        What a row becomes; raises :class:`RowError`.
    id_column
        The column that identifies a row; else its whole contents do.
    dates
        The order in which the tracker writes dates, where that is known.
    short_rows
        Whether rows leave out empty cells at their end.
    runs_over
        The column without which a line goes on with the note of the row above.
    date_columns
        Where dates stand, in tables that may have them in any order.
    """

    name: str
    source: str
    kind: str
    needs: tuple[str, ...]
    read: Callable[[Row, Draft], Iterable[Entry | Child]]
    asks: tuple[Question, ...] = ()
    only: frozenset[str] = frozenset()
    id_column: str | None = None
    dates: DateOrder | None = None
    short_rows: bool = False
    runs_over: str | None = None
    date_columns: tuple[str, ...] = ()

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a table with these columns can be of this kind."""
        there = {column.casefold() for column in columns}
        return there.issuperset(self.needs) and (not self.only or there <= self.only)


@dataclass(frozen=True)
class Draft:
    """A table being read: its format, the answers, and what both make of cells."""

    format: Format
    answers: Answers
    entered_at: datetime = field(default_factory=now)
    warnings: Counter[str] = field(default_factory=Counter)

    def warn(self, what: str) -> None:
        """Note how something was read that could have been meant otherwise."""
        self.warnings[what] += 1

    # ----------------------------------------------------------------- every entry

    def head(self, row: Row, *, part: str = "", zone: str | None = None) -> dict[str, Any]:
        """What every entry has; `part` tells several entries of one row apart."""
        named = row.get(self.format.id_column) if self.format.id_column else None
        pieces = (self.format.kind, named or row.digest, part)
        return {
            "person_id": self.answers.person_id,
            "child_id": None,
            "zone": self.zone(zone),
            "source": self.format.source,
            "source_row_id": "/".join(piece for piece in pieces if piece),
            "entered_at": self.entered_at,
        }

    def zone(self, named: str | None = None) -> str:
        """The zone that the row names, or else the person."""
        zone = named or self.answers.zone
        if zone is None:
            raise RowError("the time has no zone.", settled_by="zone")
        try:
            zone_info(zone)
        except ValueError:
            raise RowError("this is not the name of a time zone.") from None
        return zone

    # ---------------------------------------------------------------------- times

    def moment(self, text: str | None, column: str, zone: str | None = None) -> datetime:
        """The moment in a cell that holds a date and a time."""
        if text is None:
            raise RowError("the time is missing.", column)
        day, clock, offset = cells.split_moment(text)
        return self.moment_of(day, clock, offset, column, zone)

    def moment_of(
        self, day: str, clock: str, offset: str, column: str, zone: str | None = None
    ) -> datetime:
        """The moment of a date and a time that stand in cells of their own."""
        order = self.answers.dates or self.format.dates
        local = datetime.combine(
            cells.read_date(day, order, column), cells.read_clock(clock, column)
        )
        if offset:
            return local.replace(tzinfo=cells.offset_of(offset))
        return cells.in_zone(local, zone_info(self.zone(zone)), self.answers.repeated_hour, column)

    def end_after(self, start: datetime, text: str | None, column: str) -> datetime | None:
        """The moment of an end; of two with one time on the clock, the first after the start."""
        if text is None:
            return None
        first = self._as("first").moment(text, column)
        return first if first >= start else self._as("second").moment(text, column)

    def _as(self, repeated: RepeatedHour) -> Draft:
        return replace(self, answers=replace(self.answers, repeated_hour=repeated))

    def day_after(self, text: str, column: str) -> str:
        """The day after that in a cell, the year first."""
        day = cells.read_date(text, self.answers.dates or self.format.dates, column)
        return (day + ONE_DAY).isoformat()

    def midnight(self, text: str | None, column: str) -> datetime:
        """The moment with which the day in a cell begins."""
        return self.day_bounds(text, column)["start_utc"]

    def day_bounds(self, text: str | None, column: str) -> dict[str, datetime]:
        """Begin and end of the day in a cell."""
        if text is None:
            raise RowError("the date is missing.", column)
        day = cells.read_date(text, self.answers.dates or self.format.dates, column)
        return daily_total_bounds(day, self.zone())

    # -------------------------------------------------------------------- volumes

    def unit(self, word: str | None, column: str = "") -> Unit:
        """The unit that a word of the file names, or else the person."""
        if word is None:
            if self.answers.unit is None:
                raise RowError("the number has no unit.", column, "unit")
            return self.answers.unit
        unit = cells.read_unit(word, column)
        return "uk_oz" if unit == "oz" and self.answers.unit == "uk_oz" else unit

    def number(self, row: Row, column: str) -> str | None:
        """The number in a cell, as it was entered."""
        return cells.read_volume(row.get(column), self.answers.decimal, column)

    def volumes(
        self,
        unit: Unit,
        left: str | None = None,
        right: str | None = None,
        total: str | None = None,
    ) -> dict[str, Any]:
        """The entries of a session about volumes."""
        try:
            found = measured(unit, left, right, total)
            whole = as_ml(total, unit)
        except ValueError as error:
            raise RowError(str(error)) from None
        if found.split_known and whole is not None and abs(whole - (found.total_mL or 0)) > 1:
            self.warn("the total is not the sum of the sides; the sides are believed.")
        return asdict(found)

    def side_used(self, left_seconds: int | None, right_seconds: int | None) -> Side | None:
        """Which breasts were used, told by the time at each."""
        if left_seconds and right_seconds:
            return "both"
        return "left" if left_seconds else "right" if right_seconds else None

    def top_up(self, **given: Any) -> TopUp:
        """A top-up; `raw_amount` and `raw_unit` as for a session."""
        amount = given.get("raw_amount")
        try:
            return TopUp(amount_mL=as_ml(amount, given.get("raw_unit")), **given)
        except ValueError as error:
            raise RowError(str(error)) from None

    # ------------------------------------------------------------------ weights

    def weight(
        self, head: dict[str, Any], raw: str | None, unit: WeightUnit | None, **given: Any
    ) -> InfantWeight:
        """A weight; without a unit of its own, that of the person."""
        unit = unit or self.answers.weight_unit
        if raw is None or raw == "drops":
            raise RowError("the weight is missing.", "weight")
        if unit is None:
            raise RowError("the weight has no unit.", "weight", "weight_unit")
        grams = float(raw) * GRAMS_PER[unit]
        return InfantWeight(**head, **given, weight_g=grams, raw_weight=raw, raw_unit=unit)


def note_of(*parts: str | None) -> str | None:
    """Notes of a row in one, or None where there are none."""
    return "\n".join(part for part in parts if part) or None
