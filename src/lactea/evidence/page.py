"""The validation as a page to read: ``python -m lactea.evidence.page docs/validation.md``.

Misses first, fitted rows apart, every row with what was published and what was predicted.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lactea.evidence.tables_folder import SPREADS
from lactea.evidence.validation import Validation, validate

HEAD = """# Validation

Written by `python -m lactea.evidence.page docs/validation.md` (part of `make proof`) on {day}, version {version},
commit {commit}, parameter set `{parameters}`, {machine}.

Rows that a parameter cites, or of the same study and quantity as such a row, are *fitted* and not counted. Which studies may
be fitted was decided before the first fit (`src/lactea/evidence/split.csv`); one study joined them later, and its line says
why (Shen 2021). The misses among the held-out rows were seen while mechanisms and sizes were chosen, so this is not a blind
test. How each kind of row is scored: `docs/own-tables.md`.

```
{summary}
```
"""

BETWEEN_PEOPLE = """
# Spreads between people

What the rows above print beside their means (SD, SE, quartiles), predicted by groups of virtual people. It is not part
of the scores above: a study's spread holds the error of its measurements, which is not printed and so not simulated.
It was set apart after its result was first known; counted in, {passed_with} of {all_with} rows would pass, {share:.0%}.
Of {all} spreads that were not used to set a spread, {passed} are within 1.5-fold.
"""


def page(validation: Validation, spreads: Validation) -> str:
    """The whole page as Markdown: the score, and apart from it the spreads between people."""
    document: Mapping[str, Any] = validation.to_json()
    head = HEAD.format(
        day=date.today().isoformat(),
        version=document["version"],
        commit=document["commit"],
        parameters=document["parameter_set"],
        machine=f"Python {platform.python_version()} on {platform.machine()}",
        summary=validation.summary().strip(),
    )
    return head + "".join(_sections(document["rows"])) + _between_people(document["rows"], spreads)


def _between_people(scored_rows: Iterable[Mapping[str, Any]], spreads: Validation) -> str:
    document: Mapping[str, Any] = spreads.to_json()
    rows = document["rows"]
    passed, count = _passed(rows)
    others_passed, others = _passed(scored_rows)
    head = BETWEEN_PEOPLE.format(
        all=count,
        passed=passed,
        passed_with=passed + others_passed,
        all_with=count + others,
        share=(passed + others_passed) / (count + others),
    )
    return head + "".join(_sections(rows))


def _passed(rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many of the counted rows pass, and how many there are."""
    counted = [row["pass"] for row in rows if row["status"] in ("predicted", "failed")]
    return sum(counted), len(counted)


def _sections(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = list(rows)
    scored = [row for row in rows if row["status"] in ("predicted", "failed")]
    yield _table("Missed", [row for row in scored if not row["pass"]])
    yield _table("Passed", [row for row in scored if row["pass"]])
    yield _table("Fitted, not counted", [row for row in rows if row["status"] == "fitted"])
    yield _waiting([row for row in rows if row["status"] == "unmapped"])


def _table(title: str, rows: list[Mapping[str, Any]]) -> str:
    lines = [
        f"\n## {title}: {len(rows)} rows\n",
        "| subsystem | row | study | published | predicted | unit | fold |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in sorted(rows, key=lambda r: (r["subsystem"], r["id"]))]
    return "\n".join(lines) + "\n"


def _waiting(rows: list[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    lines = [
        f"\n## Without a mapping, counted as missed: {len(rows)} rows\n",
        "| subsystem | row | study | why |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {row['subsystem']} | `{row['id']}` | {row['study']} | {row['reason']} |"
        for row in sorted(rows, key=lambda r: (r["subsystem"], r["id"]))
    ]
    return "\n".join(lines) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    cells = (
        row["subsystem"],
        f"`{row['id']}`",
        row["study"],
        _number(row["observed"]),
        _prediction(row),
        row["unit"],
        _number(row["fold"]),
    )
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _prediction(row: Mapping[str, Any]) -> str:
    """The number in the unit of the row; a null effect in percent of the control."""
    number = _number(row["predicted"])
    return f"{number} %" if number and row["kind"] == "null_effect" else number


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


if __name__ == "__main__":
    cores = os.cpu_count() or 1
    text = page(validate(jobs=cores), validate(SPREADS, jobs=cores, gland=False))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
