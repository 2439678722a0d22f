"""What the source articles say, and what of it the model shows.

``python -m lactea.evidence.claims docs/claims.md`` writes the page.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from lactea.evidence.csv_file import read_records
from lactea.evidence.problems import TableError

CLAIMS = Path(__file__).parent / "claims.csv"
STATUS = Path(__file__).parent / "claims_status.csv"
STATUSES = {
    "supported": "the model shows it, and published numbers agree",
    "modelled": "the model shows it",
    "contradicted": "evidence says otherwise",
    "no evidence": "no figure was found; the model makes none up",
    "waits": "not in this release",
}
SCENARIO = "scenario:"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, what the model should show of it, and what it shows so far.

    `shown_by` names tests (``tests/x/test_y.py::test_z``) and builtin scenarios (``scenario:natural``).
    """

    id: str
    claim: str
    subsystem: str
    expected: str
    status: str
    shown_by: tuple[str, ...]
    note: str

    def as_data(self) -> dict[str, object]:
        """The claim as plain data."""
        return asdict(self) | {"shown_by": list(self.shown_by)}


@cache
def claims() -> tuple[Claim, ...]:
    """All claims in the order of the list.

    Raises
    ------
    TableError
        A claim has no status, or a status no claim.
    """
    return merge(CLAIMS, STATUS)


def merge(statements: Path, statuses: Path) -> tuple[Claim, ...]:
    """Statements with their statuses."""
    columns = ("id", "claim", "subsystem", "expected_in_the_model")
    said = read_records(statements, columns)
    known = {
        cells["id"]: (line, cells)
        for line, cells in read_records(statuses, ("id", "status", "shown_by", "note"))
    }
    missing = [cells["id"] for _, cells in said if cells["id"] not in known]
    surplus = sorted(set(known) - {cells["id"] for _, cells in said})
    if missing or surplus:
        raise TableError(
            f"{statuses.name}: no status for {missing or 'nothing'}, no claim for "
            f"{surplus or 'nothing'}; both files must name the same ids."
        )
    return tuple(_claim(statuses, cells, *known[cells["id"]]) for _, cells in said)


def _claim(path: Path, said: dict[str, str], line: int, found: dict[str, str]) -> Claim:
    status = found["status"]
    shown = tuple(found["shown_by"].split())
    if status not in STATUSES:
        raise TableError(
            f"{path.name}, line {line}: status {status!r}; write one of {', '.join(STATUSES)}."
        )
    if status in {"modelled", "supported"} and not shown:
        raise TableError(f"{path.name}, line {line}: {status!r} needs a run or test that shows it.")
    return Claim(
        id=said["id"],
        claim=said["claim"],
        subsystem=said["subsystem"],
        expected=said["expected_in_the_model"],
        status=status,
        shown_by=shown,
        note=found["note"],
    )


def markdown(known: tuple[Claim, ...]) -> str:
    """The page: counts, then every claim by subsystem."""
    lines = [
        "# What the source articles say, and what the model shows",
        "",
        "Written by `python -m lactea.evidence.claims docs/claims.md` from `claims.csv` and",
        "`claims_status.csv` in `src/lactea/evidence`; a test fails when this page is older than they are.",
        "",
        "| status | meaning | claims |",
        "|---|---|---|",
    ]
    for status, meaning in STATUSES.items():
        lines.append(f"| {status} | {meaning} | {sum(c.status == status for c in known)} |")
    lines.append(f"| all | | {len(known)} |")
    for subsystem in dict.fromkeys(claim.subsystem for claim in known):
        lines += ["", f"## {subsystem[:1].upper()}{subsystem[1:]}", ""]
        lines += ["| claim | expected | status | shown by | note |", "|---|---|---|---|---|"]
        lines += [_line(claim) for claim in known if claim.subsystem == subsystem]
    return "\n".join(lines) + "\n"


def _line(claim: Claim) -> str:
    shown = "<br>".join(f"`{name}`" for name in claim.shown_by)
    cells = (f"{claim.claim} (`{claim.id}`)", claim.expected, claim.status, shown, claim.note)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(claims()), "utf-8")
