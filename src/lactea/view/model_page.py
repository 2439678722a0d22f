"""The mechanisms as a page to read: ``python -m lactea.view.model_page docs/design/model.md``.

Everything on the page stands in the mechanism files; nothing is written by hand.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lactea.body.language import (
    Distribution,
    Fixed,
    LogNormal,
    Mechanism,
    Normal,
    Parameter,
    Uniform,
)
from lactea.body.registry import own_mechanisms
from lactea.view.equations import equations_of, letters_of

HEAD = """# The mechanisms

Written by `python -m lactea.view.model_page docs/design/model.md` from the files in
`src/lactea/body/mechanisms`; a test fails when this page is older than they are. Times are published
units here and hours inside. A breast mechanism exists twice, as `..._left` and `..._right`.
"""


def model_page() -> str:
    """The whole page as Markdown."""
    return HEAD + "".join(f"\n{section}" for section in map(_section, own_mechanisms()))


def _section(mechanism: Mechanism) -> str:
    return "\n".join(_lines(mechanism)) + "\n"


def _lines(mechanism: Mechanism) -> Iterator[str]:
    scope = "each breast" if mechanism.scope == "breast" else "whole body"
    module = importlib.import_module(f"lactea.body.mechanisms.{mechanism.name}")
    yield f"## {mechanism.title}"
    yield ""
    yield f"`body/mechanisms/{mechanism.name}.py`, {scope}. {inspect.getdoc(module) or ''}"
    if mechanism.states:
        yield ""
        yield from _table(
            ("state", "unit", "meaning", "changes with"),
            (
                (f"`{state.id}`", state.unit, state.meaning, _needs_of(mechanism, state.id))
                for state in mechanism.states
            ),
        )
    if mechanism.quantities:
        yield ""
        yield from _table(
            ("quantity", "unit", "meaning", "follows from"),
            (
                (f"`{entry.id}`", entry.unit, entry.meaning, ", ".join(entry.needs))
                for entry in mechanism.quantities
            ),
        )
    if mechanism.inputs:
        yield ""
        yield from _table(
            ("input", "unit", "meaning"),
            ((f"`{entry.id}`", entry.unit, entry.meaning) for entry in mechanism.inputs),
        )
    if mechanism.parameters:
        yield ""
        yield from _table(
            ("parameter", "symbol", "value", "spread", "grade", "source or reason", "meaning"),
            map(_parameter_row, mechanism.parameters),
        )

    equations = list(equations_of(mechanism, letters_of(own_mechanisms())))
    if equations:
        yield ""
        yield from (f"$$ {equation} $$\n" for equation in equations)


def _needs_of(mechanism: Mechanism, state: str) -> str:
    return ", ".join(n for rate in mechanism.rates if rate.state == state for n in rate.needs)


def _parameter_row(parameter: Parameter) -> tuple[str, ...]:
    unit = "" if parameter.unit == "1" else f" {parameter.unit}"
    origin = " ".join(f"`{row}`" for row in parameter.source.split())
    return (
        f"`{parameter.id}`",
        f"${parameter.symbol}$",
        f"{parameter.value:g}{unit}",
        spread(parameter.distribution),
        parameter.grade,
        "; ".join(part for part in (origin, parameter.reason) if part),
        parameter.meaning,
    )


def spread(distribution: Distribution) -> str:
    """A distribution in a few signs."""
    match distribution:
        case Normal(sd):
            return f"SD {sd:g}" if sd else "fixed"
        case LogNormal(sd):
            return f"log SD {sd:g}"
        case Uniform(low, high):
            return f"{low:g} to {high:g}"
        case Fixed():
            return "fixed"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(model_page(), encoding="utf-8")
