"""How a published row becomes a prediction: the mapping file beside a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lactea.evidence.asked_group import AskedGroup, asked_group
from lactea.evidence.csv_file import read_records
from lactea.evidence.problems import TableError, nearest

COLUMNS = (
    "id",
    "scenario",
    "set",
    "arm",
    "minus_arm",
    "observable",
    "statistic",
    "at",
    "kind",
    "role",
    "cluster",
    "reason",
)
GROUP_COLUMNS = ("group", "between", "noise", "beside")
"""Optional columns: a row predicted for a group of virtual people."""
KINDS = (
    "level",
    "change",
    "share",
    "odds",
    "event_time",
    "clock_time",
    "null_effect",
    "spread",
    "bound",
    "sign",
)
ROLES = ("predict", "fit", "baseline", "input", "excluded", "unmapped")
COUNTED = ("predict", "fit")
SIDES = {
    "bound": ("upper", "lower"),
    "sign": ("positive", "negative"),
    "change": ("", "fall"),
}
EXCLUSIONS = (
    "memory",
    "not human",
    "no number",
    "input or protocol text",
    "property of another model",
    "not computable as given",
    "duplicate of ",
)


@dataclass(frozen=True, slots=True)
class Arm:
    """One simulated arm: a scenario, what the study sets in it, and when it is read."""

    scenario: str
    overrides: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a mapping file.

    `arm` is read alone, or against `minus_arm` where the row is a contrast: of two groups, or of two
    moments of one group. `side` says which way a bound or a sign points, and "fall" that the printed
    number is the size of a fall. With a `group` both arms are of virtual people. `before` is what a baseline
    row simulates of its people before anything was done to them.
    """

    id: str
    role: str
    reason: str
    subsystem: str
    observable: str
    statistic: str
    kind: str
    side: str
    cluster: str
    scenario: str
    at: str
    arm: Arm | None
    minus_arm: Arm | None
    group: AskedGroup | None = None
    before: Arm | None = None

    @property
    def contrast(self) -> bool:
        return self.minus_arm is not None


def read_map(path: Path, known_ids: Iterable[str]) -> dict[str, Entry]:
    """Read a mapping file.

    Parameters
    ----------
    path : Path
        A CSV file with the columns `COLUMNS`, and perhaps `subsystem`, `side`, `group`, `between`,
        `noise` and `beside`.
    known_ids : iterable of str
        Ids of the table beside it.

    Raises
    ------
    TableError
        With file, line and column of the first fault.
    """
    ids = set(known_ids)
    entries: dict[str, Entry] = {}
    for line, cells in read_records(path, COLUMNS):
        here = f"{path.name}, line {line} ({cells['id']})"
        if cells["id"] not in ids:
            raise TableError(f"{here}: the table has no such id. {nearest(cells['id'], ids)}")
        if cells["id"] in entries:
            raise TableError(f"{here}: the id stands in two lines.")
        entries[cells["id"]] = _entry(here, cells)
    return entries


def _entry(here: str, cells: dict[str, str]) -> Entry:
    role, kind, side = cells["role"], cells["kind"], cells.get("side", "")
    _one_of(here, "role", role, ROLES)
    arm = minus = before = group = None
    if role in COUNTED:
        _one_of(here, "kind", kind, KINDS)
        _one_of(here, "side", side, SIDES.get(kind, ("",)))
        _needs(here, cells, role, ("scenario", "observable", "statistic"))
        size, between, noise, beside = (cells.get(column, "") for column in GROUP_COLUMNS)
        group = asked_group(here, size, between, noise, kind, beside)
        arm = _arm(here, cells, "arm")
        minus = _arm(here, cells, "minus_arm") if cells["minus_arm"] or cells["arm"] else None
        _set_once(here, group, [one for one in (arm, minus) if one is not None])
        if kind == "sign" and minus is None:
            raise TableError(f"{here}: a sign needs two arms; fill 'arm' or 'minus_arm'.")
    elif role == "baseline" and cells["scenario"]:
        _needs(here, cells, role, ("observable", "statistic"))
        before = _arm(here, cells, "arm")
    elif role == "excluded" and not cells["reason"].startswith(EXCLUSIONS):
        raise TableError(
            f"{here}: an excluded row needs one of the reasons {', '.join(EXCLUSIONS)}."
        )
    return Entry(
        id=cells["id"],
        role=role,
        reason=cells["reason"],
        subsystem=cells.get("subsystem") or _family(cells["observable"]),
        observable=cells["observable"],
        statistic=cells["statistic"],
        kind=kind,
        side=side,
        cluster=cells["cluster"],
        scenario=cells["scenario"],
        at=cells["at"],
        arm=arm,
        minus_arm=minus,
        group=group,
        before=before,
    )


def _set_once(here: str, group: AskedGroup | None, arms: Iterable[Arm]) -> None:
    """Nothing is set both for a kind of people and for an arm: one of them would silently win."""
    strata = () if group is None else group.strata
    of_people = {_path(item) for stratum in strata for item in stratum.overrides}
    twice = of_people & {_path(item) for arm in arms for item in arm.overrides}
    if twice:
        raise TableError(
            f"{here}: {min(twice)!r} is set for some people in column 'group' and for all of an arm; "
            "set it in one place."
        )


def _path(item: str) -> str:
    return item.partition("=")[0].strip()


def _needs(here: str, cells: dict[str, str], role: str, columns: tuple[str, ...]) -> None:
    for column in columns:
        if not cells[column]:
            raise TableError(f"{here}: a row with role {role!r} needs a {column!r}.")


def _family(observable: str) -> str:
    return observable.partition(".")[0] or "other"


def _one_of(here: str, column: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        allowed = ", ".join(repr(w) for w in known)
        raise TableError(f"{here}: {word!r} in column {column!r}; write one of {allowed}.")


def _arm(here: str, cells: dict[str, str], column: Literal["arm", "minus_arm"]) -> Arm:
    """The arm that a cell describes: ``scenario=NAME``, ``at=TIME`` and items for --set."""
    scenario, at = cells["scenario"], cells["at"]
    overrides = _items(cells["set"])
    for item in _items(cells[column]):
        name, equals, value = item.partition("=")
        if not equals:
            raise TableError(
                f"{here}: {item!r} in column {column!r} is no item; write scenario=NAME, at=TIME "
                "or PATH=VALUE."
            )
        if name == "scenario":
            scenario = value
        elif name == "at":
            at = value
        else:
            overrides.append(item)
    for item in overrides:
        if item.startswith("parameters."):
            raise TableError(
                f"{here}: {item!r} changes a parameter of the body; 'set' may only hold what the "
                "study reports (person, infant, protocol, medicine)."
            )
    return Arm(scenario, tuple(overrides), at)


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def counted(entry: Entry) -> Arm:
    """The first arm of a row that is predicted.

    Raises
    ------
    TableError
        The row is not of the counted roles.
    """
    if entry.arm is None:
        raise TableError(f"{entry.id}: a row with role {entry.role!r} is not predicted.")
    return entry.arm
