"""A picture to keep: PNG, SVG, or the numbers behind it as CSV, each with its stamp."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from matplotlib.figure import Figure

from lactea.app.charts.chart import POINTS
from lactea.view.figures import of_series
from lactea.view.saving import save_figure
from lactea.view.series import Series, write_csv

PictureKind = Literal["png", "svg", "csv"]


def picture_of(
    series: Sequence[Series],
    title: str,
    stamp: str,
    kind: PictureKind,
    draw: Callable[[], Figure] | None = None,
) -> bytes:
    """The file of a picture.

    Parameters
    ----------
    series
        The numbers; drawn as they stand where there is no `draw`.
    draw
        Makes the figure.
    """
    if kind == "csv":
        stream = io.StringIO(newline="")
        write_csv(series, stamp, stream)
        return stream.getvalue().encode()
    figure = of_series.draw(series, stamp, POINTS) if draw is None else draw()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture.{kind}"
        save_figure(figure, path, stamp, title)
        return path.read_bytes()
