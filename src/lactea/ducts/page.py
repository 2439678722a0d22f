"""The numbers of the ducts as a table for the documentation.

``python -m lactea.ducts.page`` prints it; a test holds docs/ducts.md to it.
"""

from __future__ import annotations

from lactea.body.language import Distribution, LogNormal, Normal, Parameter, Uniform
from lactea.ducts.anatomy import NUMBERS

HEADER = """| id | value | spread | grade | meaning | source, or reason |
|---|---|---|---|---|---|
"""


def numbers_table() -> str:
    """Every number with unit, spread, grade and source, in Markdown."""
    return HEADER + "\n".join(_line(entry) for entry in NUMBERS) + "\n"


def _line(entry: Parameter) -> str:
    value = f"{entry.value:.4g}" if entry.unit == "1" else f"{entry.value:.4g} {entry.unit}"
    source = ", ".join(f"`{row}`" for row in entry.source.split()) or entry.reason
    cells = (
        f"`{entry.id}`",
        value,
        _spread(entry.distribution),
        entry.grade,
        entry.meaning,
        source,
    )
    return f"| {' | '.join(cells)} |"


def _spread(distribution: Distribution) -> str:
    match distribution:
        case LogNormal(sd=sd):
            return f"log-normal, {sd:.2g}"
        case Normal(sd=sd):
            return f"normal, {sd:g}"
        case Uniform(low=low, high=high):
            return f"{low:g} to {high:g}"
        case _:
            return "none"


if __name__ == "__main__":
    print(numbers_table(), end="")
