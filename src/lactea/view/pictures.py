"""What a picture is: a name, words for those who do not see it, numbers, and a drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from lactea.results import Result
from lactea.view.published import Evidence
from lactea.view.series import Series


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind of figure of one run.

    Parameters
    ----------
    name : str
        File name without ending.
    title : str
        Heading in a report.
    meaning : str
        What it shows and how to read it; the caption.
    applies : callable
        Whether a run holds what the picture needs.
    series : callable
        The numbers behind it.
    draw : callable
        The figure.
    """

    name: str
    title: str
    meaning: str
    applies: Callable[[Result], bool]
    series: Callable[[Result, Evidence], Sequence[Series]]
    draw: Callable[[Result, Evidence], Figure]
