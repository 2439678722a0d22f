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

from lactea.evidence.validation import Validation, validate

HEAD = """# Validation

Written by `python -m lactea.evidence.page docs/validation.md` (part of `make proof`) on {day}, version {version},
commit {commit}, parameter set `{parameters}`, {machine}.

Rows that a parameter cites, or of the same study and quantity as such a row, are *fitted* and not counted. Which studies may
be fitted was decided before the first fit (`src/lactea/evidence/split.csv`). The misses among the held-out rows were seen
while mechanisms were chosen, so this is not a blind test. How each kind of row is scored: `docs/own-tables.md`.

```
{summary}
```
"""


def page(validation: Validation) -> str:
    """The whole page as Markdown."""
    document: Mapping[str, Any] = validation.to_json()
    head = HEAD.format(
        day=date.today().isoformat(),
        version=document["version"],
        commit=document["commit"],
        parameters=document["parameter_set"],
        machine=f"Python {platform.python_version()} on {platform.machine()}",
        summary=validation.summary().strip(),
    )
    return head + "".join(_sections(document["rows"]))


def _sections(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = list(rows)
    scored = [row for row in rows if row["status"] in ("predicted", "failed")]
    yield _table("Missed", [row for row in scored if not row["pass"]])
    yield _table("Passed", [row for row in scored if row["pass"]])
    yield _table("Fitted, not counted", [row for row in rows if row["status"] == "fitted"])


def _table(title: str, rows: list[Mapping[str, Any]]) -> str:
    lines = [
        f"\n## {title}: {len(rows)} rows\n",
        "| subsystem | row | study | published | predicted | unit | fold |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in sorted(rows, key=lambda r: (r["subsystem"], r["id"]))]
    return "\n".join(lines) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    cells = (
        row["subsystem"],
        f"`{row['id']}`",
        row["study"],
        _number(row["observed"]),
        _number(row["predicted"]),
        row["unit"],
        _number(row["fold"]),
    )
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(validate(jobs=os.cpu_count() or 1)), encoding="utf-8")
