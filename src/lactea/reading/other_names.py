"""A brand or another spelling of a medicine, and the name under which it is known here."""

from __future__ import annotations

from collections.abc import Iterable

from lactea.reading.problems import quote


def known_as(name: str, entries: Iterable[tuple[str, object]]) -> str:
    """A sentence that names the medicine that also bears a name; nothing where none or several do.

    Parameters
    ----------
    name
        What was asked for.
    entries
        Name and data of each medicine that is known.
    """
    asked = name.strip().casefold()
    bearers = [known for known, data in entries if asked in _names(data)]
    return f"{quote(name)} is called {quote(bearers[0])} here." if len(bearers) == 1 else ""


def _names(data: object) -> set[str]:
    others = data.get("other_names") if isinstance(data, dict) else None
    return {one.casefold() for one in others or () if isinstance(one, str)}
