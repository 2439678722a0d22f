"""Reading the small tables that lie in this room."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from importlib.resources import files

from lactea.cohort.problems import CohortError


def packaged_text(name: str) -> str:
    """Text of a table of this room."""
    return files("lactea.cohort").joinpath(name).read_text("utf-8")


def records(text: str, name: str, columns: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The rows of a table, each with the words that name its place in an error.

    Parameters
    ----------
    text, name : str
        CSV with a header, and what errors call it.
    columns : sequence of str
        The header, in order.

    Raises
    ------
    CohortError
        If the header differs or a row has too few or too many cells.
    """
    reader = csv.reader(text.splitlines(), strict=True)
    header = next(reader, [])
    if header != list(columns):
        raise CohortError(
            f"{name}, line 1: the columns must be {', '.join(columns)}; got {header}."
        )
    rows = []
    for cells in reader:
        place = f"{name}, line {reader.line_num}"
        if len(cells) != len(columns):
            raise CohortError(f"{place}: {len(cells)} cells where {len(columns)} belong.")
        rows.append((place, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    return rows


def number(cell: str, place: str, column: str) -> float | None:
    """The finite number in a cell; None where the cell is empty.

    Raises
    ------
    CohortError
        If the cell holds something else.
    """
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CohortError(f"{place}: '{cell}' in column '{column}' is not a number.")
    return value
