"""The split of whole studies into those that may be fitted and those held out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lactea.evidence.csv_file import read_records
from lactea.evidence.problems import TableError

COLUMNS = ("subsystem", "study", "role", "reason")
ROLES = ("fit", "predict")
MOST_FITTED = 1 / 3
"""Share of a subsystem's studies that may be fitted."""


@dataclass(frozen=True, slots=True)
class Split:
    """Roles of studies by subsystem: the same paper may be fitted in one and predicted in another."""

    roles: dict[tuple[str, str], str]

    def is_fit(self, subsystem: str, study: str) -> bool:
        return self.roles.get((subsystem, study)) == "fit"


def read_split(path: Path) -> Split:
    """Read ``split.csv``; a missing file is an empty split.

    Raises
    ------
    TableError
        With file and line of the first fault.
    """
    roles: dict[tuple[str, str], str] = {}
    if not path.exists():
        return Split(roles)
    for line, cells in read_records(path, COLUMNS):
        key = (cells["subsystem"], cells["study"])
        if cells["role"] not in ROLES:
            raise TableError(
                f"{path.name}, line {line}: role {cells['role']!r}; write 'fit' or 'predict'."
            )
        if key in roles:
            raise TableError(f"{path.name}, line {line}: {key[1]!r} stands twice in {key[0]!r}.")
        roles[key] = cells["role"]
    return Split(roles)
