"""The mother's health years later: published associations with breastfeeding, and their limits.

Nothing here is simulated. ``python -m lactea.evidence.associations docs/long-run-health.md`` writes the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from lactea.body.language import Grade
from lactea.evidence.csv_file import number, read_records
from lactea.evidence.problems import TableError, nearest

ASSOCIATIONS = Path(__file__).parent / "associations.csv"
VERIFIED = ("primary", "secondary")
NONE_FOUND = "no association found"
COLUMNS = (
    "id", "outcome", "comparison", "measure", "value", "low", "high", "n", "design", "grade",
    "study", "identifier", "url", "verified", "limits",
)  # fmt: skip
LIMITS = (
    "An association is not a cause. Women who breastfeed for long differ from others in health, income and "
    "ways of life, and adjustment reaches only what was measured. The one randomised trial in the list shows "
    "no difference.",
    "The figures are relative. They do not say how likely an illness is for anybody, nor what would have "
    "become of one woman had she fed otherwise.",
    "Nearly all were found in women who had given birth. For lactation without pregnancy, for men and for trans "
    "people no figure was found; no figure is not no effect, and not an effect either.",
    "Whoever feeds otherwise, for whatever reason, has done nothing wrong.",
)


@dataclass(frozen=True, slots=True)
class Association:
    """One published figure. `low` and `high` bound its 95 % interval; None where none is printed.

    `value` is None where a study found no association and the text read prints no figure. `n` counts
    the people of the study or studies; None where the text read does not tell.
    """

    id: str
    outcome: str
    comparison: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    design: str
    grade: str
    study: str
    identifier: str
    url: str
    verified: str
    limits: str

    def as_data(self) -> dict[str, object]:
        """The association as plain data."""
        return asdict(self)

    @property
    def figure(self) -> str:
        """The value with its interval, as people write it."""
        if self.value is None:
            return "none printed"
        if self.low is None or self.high is None:
            return f"{self.value:g}"
        return f"{self.value:g} ({self.low:g} to {self.high:g})"


@cache
def associations() -> tuple[Association, ...]:
    """All associations that ship with lactea, by outcome.

    Raises
    ------
    TableError
        The table is damaged.
    """
    return read_associations(ASSOCIATIONS)


def read_associations(path: Path) -> tuple[Association, ...]:
    """The associations of a table.

    Raises
    ------
    TableError
        A row lacks something, or holds a word or number that cannot be.
    """
    return tuple(_association(path, line, cells) for line, cells in read_records(path, COLUMNS))


def _association(path: Path, line: int, cells: dict[str, str]) -> Association:
    for column in ("id", "outcome", "comparison", "measure", "design", "study", "url", "limits"):
        if not cells[column]:
            raise TableError(f"{path.name}, line {line}: column {column!r} must not be empty.")
    _one_of(path, line, "grade", cells["grade"], get_args(Grade))
    _one_of(path, line, "verified", cells["verified"], VERIFIED)
    value, low, high, n = (
        number(path, line, column, cells[column]) for column in ("value", "low", "high", "n")
    )
    if (value is None) != (cells["measure"] == NONE_FOUND):
        raise TableError(
            f"{path.name}, line {line}: a row without a value has the measure {NONE_FOUND!r}, and no other has."
        )
    if (low is None) != (high is None) or (
        value is not None and low is not None and high is not None and not low <= value <= high
    ):
        raise TableError(f"{path.name}, line {line}: the interval must enclose the value.")
    words = {
        column: cells[column] for column in COLUMNS if column not in ("value", "low", "high", "n")
    }
    return Association(**words, value=value, low=low, high=high, n=None if n is None else int(n))


def _one_of(path: Path, line: int, column: str, word: str, known: Iterable[str]) -> None:
    if word not in known:
        raise TableError(
            f"{path.name}, line {line}: {word!r} in column {column!r}. {nearest(word, known)}"
        )


def markdown(known: Iterable[Association]) -> str:
    """The page: limits first, then every figure by outcome."""
    lines = [
        "# Long-run health of who lactates",
        "",
        "Written by `python -m lactea.evidence.associations docs/long-run-health.md` from",
        "`src/lactea/evidence/associations.csv`; a test fails when this page is older than it is.",
        "`lactea associations` prints the table, `lactea associations --json` gives it to programs.",
        "",
        "lactea simulates none of this: these are figures of studies, as printed, each with its limits.",
        "",
        *(f"- {limit}" for limit in LIMITS),
        "",
        "In brackets: 95 % interval. *read in*: `primary` is the study's own abstract or text, `secondary` another page.",
        "",
        "| outcome | comparison | figure | n | design, grade | study | limits |",
        "|---|---|---|---|---|---|---|",
        *(_line(one) for one in known),
    ]
    return "\n".join(lines) + "\n"


def _line(one: Association) -> str:
    cells = (
        one.outcome,
        one.comparison,
        f"{one.measure}: {one.figure}" if one.value is not None else one.measure,
        "" if one.n is None else f"{one.n:,}",
        f"{one.design}; {one.grade}",
        f"[{one.study}]({one.url}) {one.identifier} (`{one.id}`, read in: {one.verified})",
        one.limits,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(associations()), "utf-8")
