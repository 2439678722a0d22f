"""Which published rows the spreads and correlations between people were set by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lactea.cohort import correlations, variability
from lactea.cohort.packaged import packaged_text, records

NAME = re.compile(r"[a-z]+_\w+\*?")
"""A row as reasons name it; without its underscore it could be any word."""


def rows_named(known: Iterable[str]) -> list[str]:
    """Those of the `known` rows that a spread or a correlation names, as its source or in its reason.

    A name that ends in ``*`` stands for every row that begins so. A row in a reason ("set beside", "set
    so that") was looked at while the spread was chosen, which is as good as a source.
    """
    words = {word for text in _texts() for word in NAME.findall(text)}
    begun = tuple(word.removesuffix("*") for word in words if word.endswith("*"))
    return [row for row in known if row in words or (begun and row.startswith(begun))]


def _texts() -> list[str]:
    tables = (
        (variability.TABLE, variability.COLUMNS),
        (correlations.TABLE, correlations.COLUMNS),
    )
    return [
        f"{cells['source']} {cells['reason']}"
        for name, columns in tables
        for _, cells in records(packaged_text(name), name, columns)
    ]
