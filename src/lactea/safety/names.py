"""Medicines by any of their names."""

from __future__ import annotations

from functools import lru_cache

from lactea.medicines import Medicine, known_names, load


def recognised(name: str) -> Medicine | None:
    """The medicine of the library that bears a name, in whatever case; None where none does."""
    known = _by_any_name().get(name.strip().casefold())
    return None if known is None else load(known)


def means(partner: str, name: str, tags: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether a partner of an interaction, a tag or a name, means a medicine."""
    if partner in tags or partner == name:
        return True
    return partner in known_names() and load(partner).name == name


@lru_cache(maxsize=1)
def _by_any_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for known in known_names():
        medicine = load(known)
        for name in (known, medicine.name, *medicine.other_names):
            names.setdefault(name.casefold(), known)
    return names
