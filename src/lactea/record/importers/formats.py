"""All formats that lactea knows, and how a table is told by its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from lactea.reading.problems import suggestion
from lactea.record.importers import (
    baby_tracker,
    babybuddy,
    feed_baby,
    huckleberry,
    mamaflow,
    nara,
    nested,
    sprout_track,
)
from lactea.record.importers.brought import brought_formats
from lactea.record.importers.columns import known_maps
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.reading import Format


@cache
def formats() -> tuple[Format, ...]:
    """Every format of lactea's own."""
    return (
        *babybuddy.FORMATS,
        *huckleberry.FORMATS,
        *nara.FORMATS,
        *baby_tracker.FORMATS,
        *feed_baby.FORMATS,
        *mamaflow.FORMATS,
        *sprout_track.FORMATS,
        *nested.FORMATS,
        *known_maps(),
    )


def format_of(columns: Sequence[str]) -> Format | None:
    """The format with the most columns of its own among those that fit; None where none fits.

    Formats of plug-ins are tried where none of lactea's own fits.
    """
    return _fitting(formats(), columns) or _fitting(brought_formats()[0], columns)


def _fitting(among: Iterable[Format], columns: Sequence[str]) -> Format | None:
    fitting = [one for one in among if one.fits(columns)]
    return max(fitting, key=lambda one: len(one.needs), default=None)


def format_named(name: str) -> Format:
    """The format of a name, lactea's own or a plug-in's.

    Raises
    ------
    TrackerFileError
        There is none.
    """
    known = {one.name: one for one in reversed(formats())}
    if name in known:
        return known[name]
    brought = {one.name: one for one in brought_formats()[0]}
    if name not in brought:
        names = [*dict.fromkeys(one.name for one in formats()), *brought]
        raise TrackerFileError(f"there is no format of this name. {suggestion(name, names)}")
    return brought[name]
