"""What this very run relied on: its parameters, their evidence rows, the studies behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lactea.results import bibliography, medicine_sources
from lactea.results.bibliography import Reference
from lactea.results.facts import Facts


@dataclass(slots=True)
class Citation:
    """One study with the evidence rows and the parameters that lead to it."""

    id: str
    text: str
    doi: str | None
    url: str | None
    grade: str
    used_by: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """Fields of the citation for JSON."""
        return {
            "id": self.id,
            "text": self.text,
            "doi": self.doi,
            "url": self.url,
            "grade": self.grade,
            "used_by": list(self.used_by),
            "rows": list(self.rows),
        }


def of(facts: Facts, references: Mapping[str, Reference] | None = None) -> list[Citation]:
    """Citations of a run, in alphabetical order of the studies.

    Parameters
    ----------
    facts : Facts
        Facts of the run.
    references : mapping, optional
        References by id; those of the evidence rows and of the medicine library unless given.
    """
    known = references
    if known is None:
        known = {**bibliography.load(), **medicine_sources.load_sources()}
    found: dict[str, Citation] = {}
    for note in facts.parameters:
        for row in note.sources:
            reference = known.get(row) or Reference(row, row, "", "", "", "")
            citation = _enter(found, reference)
            if note.id not in citation.used_by:
                citation.used_by.append(note.id)
            if row not in citation.rows:
                citation.rows.append(row)
    return sorted(found.values(), key=lambda citation: citation.text.casefold())


def _enter(found: dict[str, Citation], reference: Reference) -> Citation:
    """The citation of the study of `reference`, made when it is met first.

    Rows of one study need not all carry its identifier; the first that does gives it.
    """
    key = slug(reference.study)
    citation = found.get(key)
    if citation is None:
        citation = Citation(key, reference.study, None, None, reference.grade)
        found[key] = citation
    if reference.identifier and reference.identifier not in citation.text:
        citation.text = f"{reference.study} ({reference.identifier})"
        citation.doi = citation.doi or reference.doi
    citation.url = citation.url or reference.source_url or None
    return citation


def slug(text: str) -> str:
    """Lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
