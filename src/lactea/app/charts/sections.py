"""A picture of a run as a section of a page: charts, the tables beside them, files to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lactea.app.charts.chart import Chart, charts_of
from lactea.app.charts.units import in_units_of
from lactea.app.wording.speaker import Speaker
from lactea.results import Result
from lactea.view.figures import PICTURES
from lactea.view.pictures import Picture
from lactea.view.published import packaged
from lactea.view.series import Series
from lactea.view.tables import NumberTable, tables_of
from lactea.view.thinness import thinness


@dataclass(frozen=True)
class Section:
    """What a page shows of one picture.

    Attributes
    ----------
    name : str
        Of the picture; part of the addresses of its files.
    files : str
        Address of its files without their ending; empty where there are none.
    remark : str
        How thin the evidence is.
    query : str
        What those addresses end with, such as ``?until=2026-05-01``.
    """

    name: str
    title: str
    meaning: str
    charts: tuple[Chart, ...]
    tables: tuple[NumberTable, ...]
    files: str
    stamp: str
    remark: str = ""
    query: str = ""


def section_of(
    picture: Picture,
    result: Result,
    speaker: Speaker,
    files: str,
    span: tuple[float, float] | None = None,
) -> Section:
    """The section of a picture; `span` cuts the horizontal axis."""
    series = in_units_of(speaker, list(picture.series(result, packaged())))
    return Section(
        name=picture.name,
        title=picture.title,
        meaning=picture.meaning,
        charts=tuple(charts_of(series, span)),
        tables=tuple(tables_of(series)),
        files=f"{files}/{picture.name}",
        stamp=result.stamp,
        remark=thinness(result.recording.scenario),
    )


def sections_of(
    result: Result,
    speaker: Speaker,
    files: str,
    names: Sequence[str] = (),
    span: tuple[float, float] | None = None,
) -> list[Section]:
    """Sections of the pictures that the run has something to show in.

    Parameters
    ----------
    names
        Pictures that are wanted, in their order; all without it.
    span
        Days that are shown, in pictures over days.
    """
    chosen = [find_picture(name) for name in names] or list(PICTURES)
    return [
        section_of(picture, result, speaker, files, span if _over_days(picture) else None)
        for picture in chosen
        if picture is not None and picture.applies(result)
    ]


def plain_section(
    title: str,
    meaning: str,
    series: Iterable[Series],
    speaker: Speaker,
    stamp: str,
    files: str = "",
) -> Section:
    """A section of series that no picture of a single run makes; `files` as in :class:`Section`."""
    shown = in_units_of(speaker, list(series))
    return Section(
        name=title.lower().replace(" ", "-"), title=title, meaning=meaning,
        charts=tuple(charts_of(shown)), tables=tuple(tables_of(shown)), files=files, stamp=stamp,
    )  # fmt: skip


def find_picture(name: str) -> Picture | None:
    """The picture of a name, or None."""
    return next((picture for picture in PICTURES if picture.name == name), None)


def _over_days(picture: Picture) -> bool:
    """Whether its horizontal axis counts days of the run."""
    return picture.name in ("daily-milk", "steroids", "infant-weight")
