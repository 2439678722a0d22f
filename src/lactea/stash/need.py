"""What each day wants from a stash: the same every day, or by date."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from lactea.reading.problems import InputError, quote
from lactea.reading.yaml_reader import MEGABYTE, file_text
from lactea.stash.amounts import parse_amount
from lactea.stash.moments import parse_date

COLUMNS = ["date", "amount"]
_PER_DAY = re.compile(r"(.*?)\s*(?:/\s*d(?:ay)?|per day|a day)", re.IGNORECASE)


@dataclass(frozen=True)
class SteadyNeed:
    """The same volume every day, mL."""

    ml: Fraction
    words: str

    def __call__(self, day: date) -> Fraction:
        return self.ml

    @property
    def last_day(self) -> date | None:
        """It has no last day."""
        return None


@dataclass(frozen=True)
class DatedNeed:
    """A volume for each day, mL; 0 on days that are not named."""

    by_day: Mapping[date, Fraction]
    words: str

    def __call__(self, day: date) -> Fraction:
        return self.by_day.get(day, Fraction(0))

    @property
    def last_day(self) -> date | None:
        """The last day for which something is known."""
        return max(self.by_day, default=None)


DailyNeed = SteadyNeed | DatedNeed


def parse_rate(text: str, source: str) -> Fraction:
    """The mL per day in a text such as ``150 mL/day`` or ``5 oz/day``.

    Raises
    ------
    InputError
        It is no volume per day; `source` names the option in which it stands.
    """
    match = _PER_DAY.fullmatch(text.strip())
    if match is None:
        raise InputError(
            f"{quote(text)} is not a volume per day; write '150 mL/day' or '5 oz/day'.",
            source=source,
        )
    try:
        return parse_amount(match[1]).ml
    except ValueError as error:
        raise InputError(str(error), source=source) from None


def steady_need(text: str) -> SteadyNeed:
    """The need that a text such as ``150 mL/day`` names; errors as in `parse_rate`."""
    return SteadyNeed(parse_rate(text, "--need"), text.strip())


def read_gaps(path: str | Path) -> DatedNeed:
    """The need by date in a CSV file with the columns ``date,amount``.

    Raises
    ------
    InputError
        The file cannot be found or understood, or names a day twice.
    """
    source = str(path)
    reader = csv.reader(file_text(source, limit=MEGABYTE).splitlines(), strict=True)
    by_day: dict[date, Fraction] = {}
    try:
        for number, line in enumerate(reader):
            cells = [cell.strip() for cell in line]
            if number == 0 and cells != COLUMNS:
                raise InputError("the first line must be 'date,amount'.", source=source, line=1)
            if number and any(cells):
                day, ml = _gap(cells)
                if day in by_day:
                    raise ValueError(f"the day {day} is given twice; keep one line.")
                by_day[day] = ml
    except (csv.Error, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(str(error), source=source, line=reader.line_num) from None
    if not by_day:
        raise InputError("the file names no day.", source=source)
    return DatedNeed(by_day, f"gaps of {source}")


def _gap(cells: list[str]) -> tuple[date, Fraction]:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"there are {len(cells)} cells; write a line such as '2026-03-01,150 mL'.")
    return parse_date(cells[0]), parse_amount(cells[1]).ml
