"""Where each evidence row comes from, in one compact table keyed by the row's id.

`bibliography.csv` is made from the evidence tables by this file::

    python -m lactea.results.bibliography TABLES > bibliography.csv

with hormones.csv, milk.csv, induction_drugs.csv and spreads.csv for TABLES (the last from ../evidence/spreads).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Reference:
    """Source of one evidence row; `identifier` begins with "doi:" or "pmid:", or is empty."""

    row_id: str
    study: str
    identifier: str
    source_url: str
    grade: str
    verified: str

    @property
    def doi(self) -> str | None:
        """The bare DOI, where the source has one."""
        kind, _, rest = self.identifier.partition(":")
        return rest if kind == "doi" else None


@cache
def load() -> Mapping[str, Reference]:
    """All references by row id."""
    text = files("lactea.results").joinpath("bibliography.csv").read_text("utf-8")
    return {row["row_id"]: Reference(**row) for row in csv.DictReader(text.splitlines())}


def compile_references(tables: Iterable[Path]) -> Iterator[Reference]:
    """References of all rows of evidence tables, in their order."""
    for table in tables:
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield Reference(
                    row["id"],
                    row["study"],
                    row["identifier"],
                    row["source_url"],
                    row["grade"],
                    row["verified"],
                )


def write(references: Iterable[Reference], stream: TextIO) -> None:
    """Write references as CSV."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in fields(Reference)])
    writer.writerows(astuple(reference) for reference in references)


if __name__ == "__main__":
    write(compile_references(Path(name) for name in sys.argv[1:]), sys.stdout)
