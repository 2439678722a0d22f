"""Which rows were fitted: found by computation from what the parameters cite, never declared away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from lactea.evidence.mapping import Entry
from lactea.evidence.split import Split
from lactea.evidence.table import Row

DUPLICATE = "duplicate of "


class Cites(Protocol):
    """What is needed of a parameter of the body."""

    @property
    def id(self) -> str: ...

    @property
    def source(self) -> str: ...


def cited_rows(parameters: Iterable[Cites], known: Iterable[str]) -> dict[str, list[str]]:
    """Ids of rows that parameters cite, each with the ids of those parameters.

    Parameters
    ----------
    parameters : iterable
        With `source`: row ids separated by spaces, commas or semicolons; other words are ignored.
    known : iterable of str
        Ids of all rows.
    """
    ids = set(known)
    cited: dict[str, list[str]] = {}
    for parameter in parameters:
        for word in re.split(r"[\s;,]+", parameter.source):
            if word in ids:
                cited.setdefault(word, []).append(parameter.id)
    return cited


def rows_behind_spreads(known: Iterable[str]) -> list[str]:
    """Ids of rows that a spread or a correlation between people names, as its source or in its reason."""
    from lactea.cohort.sources import rows_named

    return rows_named(known)


def fitted_rows(
    rows: Mapping[str, Row],
    entries: Mapping[str, Entry],
    cited: Iterable[str],
    split: Split,
    spreads: Iterable[str] = (),
) -> dict[str, str]:
    """Ids of the counted rows that are not predictions, each with the reason.

    A row is fitted when the split gives its study to fitting, when a parameter cites it, a duplicate of
    it, or another row of the same study and quantity, or when its mapping says so itself. A row that is
    predicted for a group is fitted as well when a spread between people was set by such a row
    (`spreads`).
    """
    ids = _with_duplicates(set(cited), entries)
    same = {(rows[i].study, rows[i].quantity): i for i in sorted(ids)}
    set_by = _with_duplicates(set(spreads), entries)
    same_spread = {(rows[i].study, rows[i].quantity): i for i in sorted(set_by)}
    fitted: dict[str, str] = {}
    for entry in entries.values():
        if entry.arm is None:
            continue
        row = rows[entry.id]
        twin = same.get((row.study, row.quantity))
        if entry.id in ids:
            fitted[entry.id] = "cited by a parameter"
        elif twin is not None:
            fitted[entry.id] = f"same study and quantity as {twin}, which a parameter cites"
        elif entry.group is not None and (row.study, row.quantity) in same_spread:
            setter = same_spread[row.study, row.quantity]
            fitted[entry.id] = f"a spread between people was set by {setter}"
        elif split.is_fit(entry.subsystem, row.study):
            fitted[entry.id] = "its study is given to fitting"
        elif entry.role == "fit":
            fitted[entry.id] = "declared"
    return fitted


def _with_duplicates(cited: set[str], entries: Mapping[str, Entry]) -> set[str]:
    """The cited rows and, in both directions, the rows that repeat them."""
    found = set(cited)
    for entry in entries.values():
        if entry.reason.startswith(DUPLICATE):
            other = entry.reason.removeprefix(DUPLICATE).strip()
            if entry.id in cited and other in entries:
                found.add(other)
            if other in cited:
                found.add(entry.id)
    return found


def overfitted(
    rows: Mapping[str, Row], entries: Mapping[str, Entry], fitted: Iterable[str], most: float
) -> list[str]:
    """A sentence for every subsystem with more fitted studies than the rule allows."""
    all_studies: dict[str, set[str]] = {}
    fitted_studies: dict[str, set[str]] = {}
    ids = set(fitted)
    for entry in entries.values():
        if entry.arm is None:
            continue
        study = rows[entry.id].study
        all_studies.setdefault(entry.subsystem, set()).add(study)
        if entry.id in ids:
            fitted_studies.setdefault(entry.subsystem, set()).add(study)
    return [
        f"{len(fitted_studies[name])} of the {len(studies)} studies of {name} are fitted; "
        f"at most {most:.0%} may be."
        for name, studies in all_studies.items()
        if len(fitted_studies.get(name, ())) > most * len(studies)
    ]
