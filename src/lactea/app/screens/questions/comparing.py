"""Two runs of a question on the same axes, each under a name of its own."""

from __future__ import annotations

from dataclasses import replace

from lactea.results import Result
from lactea.view.figures import side_by_side
from lactea.view.series import Series


def named_curves(first: str, result: Result, second: str, other: Result) -> list[Series]:
    """The curves of both; runs of one scenario bear the same name, so that it would not tell them apart."""
    return [
        replace(curve, name=name)
        for name, run in ((first, result), (second, other))
        for curve in side_by_side.series([run])
    ]
