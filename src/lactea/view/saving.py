"""Figures as files: PNG and SVG, with the numbers behind them as CSV."""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure

from lactea.results import Result
from lactea.view.figures import PICTURES
from lactea.view.pictures import Picture
from lactea.view.published import Evidence, packaged
from lactea.view.series import write_csv

DPI = 200


def save_figures(
    result: Result, folder: str | Path, evidence: Evidence | None = None
) -> list[Path]:
    """Write every figure that the run has something to show in.

    Parameters
    ----------
    result : Result
        The run.
    folder : str or Path
        Made where it is missing.
    evidence : mapping, optional
        Published rows; those packaged with lactea unless given.

    Returns
    -------
    list of Path
        For each figure a PNG, an SVG, and a CSV of the plotted numbers, all with the same stamp.
    """
    known = packaged() if evidence is None else evidence
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for picture in PICTURES:
        if picture.applies(result):
            written += save_picture(picture, result, place, known)
    return written


def save_picture(picture: Picture, result: Result, folder: Path, evidence: Evidence) -> list[Path]:
    """Write one figure as PNG, SVG and CSV."""
    figure = picture.draw(result, evidence)
    stem = folder / picture.name
    paths = [stem.with_suffix(ending) for ending in (".png", ".svg", ".csv")]
    save_figure(figure, paths[0], result.stamp, picture.title)
    save_figure(figure, paths[1], result.stamp, picture.title)
    with paths[2].open("w", encoding="utf-8", newline="") as stream:
        write_csv(picture.series(result, evidence), result.stamp, stream)
    return paths


def save_figure(figure: Figure, path: Path, stamp: str, title: str) -> None:
    """Write a figure in the format its path says; the stamp goes into the file's metadata too."""
    keys = {".png": "Description", ".svg": "Description"}
    metadata: dict[str, str | None] = {"Title": title, keys[path.suffix]: stamp}
    if path.suffix == ".svg":
        metadata["Date"] = None  # the same run gives the same file
    figure.savefig(path, dpi=DPI, metadata=metadata)
