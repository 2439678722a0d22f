"""What can be wrong with a table, a mapping or a split: one sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lactea.reading.problems import InputError


class TableError(InputError):
    """A table of evidence, its mapping or the split cannot be used; the text says what and where."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest valid word, or the list of words where none is near.

    Parameters
    ----------
    word : str
        What was written.
    known : iterable of str
        What may be written.
    """
    words = sorted(known)
    folded = {known_word.casefold(): known_word for known_word in reversed(words)}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {folded[close[0]]!r}?"
    shown = ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")
    return f"Known: {shown}."
