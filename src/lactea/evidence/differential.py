"""What a prolactin level may come from: red flags first, then causes with the levels that studies saw.

Nothing here is simulated, and nothing is ranked for a person: shares are those of 1234 patients of
referral centres (hprl_cause_prolactinoma and its neighbours). A cause whose levels end below the one
asked for is told as well: unknown is not no.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from lactea.evidence.csv_file import number, read_records
from lactea.evidence.problems import TableError
from lactea.reading.problems import InputError, quote

TABLE = Path(__file__).parent / "differential.csv"
COLUMNS = (
    "id", "kind", "sex", "label", "seen_from", "seen_to", "share", "text", "reverses", "rows", "source",
)  # fmt: skip
KINDS = ("red flag", "cause")
SEXES = ("any", "female", "male")
WORDS = (
    "This informs and diagnoses nothing: causes overlap at every level, and one blood sample can be high by stress.",
    "Shares are of 1234 patients with a high level in referral centres, not of everybody.",
)
MILLIUNITS_PER_NG_ML = 21.2
"""Row prl_unit_conversion: mIU/L of the third standard (84/500) in 1 ng/mL."""
HIGHEST = 1e6
_LEVEL = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)\s*(ng/mL|ug/L|µg/L|mIU/L|mU/L)")

Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Item:
    """A red flag or a cause. Levels in ng/mL, None where no bound was read; `share` in percent."""

    id: str
    kind: str
    sex: str
    label: str
    seen_from: float | None
    seen_to: float | None
    share: float | None
    text: str
    reverses: str
    rows: tuple[str, ...]
    source: str

    def as_data(self) -> dict[str, object]:
        """The item as plain data."""
        return asdict(self) | {"rows": list(self.rows)}

    def seen_at(self, level: float) -> bool:
        """Whether the level lies between those that were read."""
        lowest = 0.0 if self.seen_from is None else self.seen_from
        return lowest <= level and (self.seen_to is None or level <= self.seen_to)


@dataclass(frozen=True, slots=True)
class Differential:
    """The answer for a level in ng/mL."""

    level: float
    sex: Sex | None
    red_flags: tuple[Item, ...]
    seen: tuple[Item, ...]
    not_seen: tuple[Item, ...]


def differential(level: float, sex: Sex | None = None) -> Differential:
    """What a level may come from, the larger shares first.

    Parameters
    ----------
    level : float
        Prolactin in ng/mL.
    sex : str, optional
        Leaves out what the other sex alone can have.
    """
    known = [item for item in items() if sex is None or item.sex in ("any", sex)]
    causes = sorted(
        (item for item in known if item.kind == "cause"), key=lambda item: -(item.share or 0.0)
    )
    return Differential(
        level=level,
        sex=sex,
        red_flags=tuple(item for item in known if item.kind == "red flag"),
        seen=tuple(item for item in causes if item.seen_at(level)),
        not_seen=tuple(item for item in causes if not item.seen_at(level)),
    )


def read_level(text: str) -> float:
    """A prolactin level such as ``65 ng/mL`` or ``1400 mIU/L``, in ng/mL.

    Raises
    ------
    InputError
        There is no number, or a unit of another kind.
    """
    found = _LEVEL.fullmatch(text.strip())
    if not found or not 0 < float(found[1]) < HIGHEST:
        raise InputError(
            f"{quote(text)} is not a level of prolactin; write a number and a unit, such as "
            "'65 ng/mL' or '1400 mIU/L'."
        )
    value = float(found[1])
    return value / MILLIUNITS_PER_NG_ML if found[2] in ("mIU/L", "mU/L") else value


@cache
def items() -> tuple[Item, ...]:
    """All red flags and causes that ship with lactea.

    Raises
    ------
    TableError
        The table is damaged.
    """
    return read_items(TABLE)


def read_items(path: Path) -> tuple[Item, ...]:
    """Red flags and causes of a table.

    Raises
    ------
    TableError
        With file, line and column of the first fault.
    """
    return tuple(_item(path, line, cells) for line, cells in read_records(path, COLUMNS))


def _item(path: Path, line: int, cells: dict[str, str]) -> Item:
    for column, known in (("kind", KINDS), ("sex", SEXES)):
        if cells[column] not in known:
            raise TableError(
                f"{path.name}, line {line}: {cells[column]!r} in column {column!r}; write one of "
                f"{', '.join(known)}."
            )
    rows = tuple(cells["rows"].split())
    if not rows and not cells["source"]:
        raise TableError(f"{path.name}, line {line}: rows or a source must be named.")
    low, high, share = (
        number(path, line, column, cells[column]) for column in ("seen_from", "seen_to", "share")
    )
    if low is not None and high is not None and low > high:
        raise TableError(f"{path.name}, line {line}: seen_from lies above seen_to.")
    return Item(
        id=cells["id"],
        kind=cells["kind"],
        sex=cells["sex"],
        label=cells["label"],
        seen_from=low,
        seen_to=high,
        share=share,
        text=cells["text"],
        reverses=cells["reverses"],
        rows=rows,
        source=cells["source"],
    )


def as_sex(text: str | None) -> Sex | None:
    """The word for a sex, or None.

    Raises
    ------
    InputError
        It is another word.
    """
    if text is not None and text not in SEXES[1:]:
        raise InputError(f"{quote(text)} is not a sex here; write female or male, or leave it out.")
    return cast("Sex | None", text)
