"""The library as a page to read: ``python -m lactea.medicines.page docs/medicines.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lactea.medicines.effects import UNKNOWN, Effect
from lactea.medicines.loading import load
from lactea.medicines.names import known_names
from lactea.medicines.schema import Medicine
from lactea.medicines.telling import NO_FIGURE

HEAD = """# Medicines

Written by `python -m lactea.medicines.page docs/medicines.md` from the files in `src/lactea/medicines/library`.

A medicine is a data file. Its doses become a level in plasma, and the level acts on an input of the body; milk changes only
through the body. An effect without a usable figure gives no link: the run is as without it, and says so. *Assumed* potencies
are computed on paper from a published response of hormones (each file says how), never from milk, with three exceptions that
their files name: pseudoephedrine, for which no other figure exists, and alcohol and morphine, from the reflex. How to add a medicine:
[the README of the library](../src/lactea/medicines/library/README.md). One in full: `lactea medicines show NAME`.

This page says what is written about medicines. It is no advice to take one.

| name | class | acts on the body through | figure | grade | routes | status |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"{row}\n" for name in known_names() for row in _rows(load(name)))


def _rows(medicine: Medicine) -> Iterator[str]:
    status = "; ".join(f"{one.country}: {one.text}" for one in medicine.status)
    routes = ", ".join(medicine.routes) or ("as its substances" if medicine.contains else "unknown")
    if medicine.contains:
        names = ", ".join(content.medicine for content in medicine.contains)
        yield _row(medicine, f"its substances: {names}", "", "", routes, status)
    for effect in medicine.effects:
        yield _row(medicine, *_link(effect), routes, status)


def _link(effect: Effect) -> tuple[str, str, str]:
    target = "not known" if effect.target == UNKNOWN else f"`{effect.target}`"
    if effect.link is None:
        return target, NO_FIGURE, ""
    name, fact = effect.link
    unit = "" if fact.unit == "1" else f" {fact.unit}"
    return target, f"{name.replace('_', ' ')} {fact.value:g}{unit}", fact.grade


def _row(medicine: Medicine, *cells: str) -> str:
    return "| " + " | ".join((medicine.name, medicine.medicine_class, *cells)) + " |"


def main() -> None:
    """Write the page to the path that is given."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
