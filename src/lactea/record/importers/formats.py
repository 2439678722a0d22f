"""All formats that lactea knows, and how a table is told by its columns."""

from __future__ import annotations

from collections.abc import Sequence
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
from lactea.record.importers.columns import known_maps
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.reading import Format


@cache
def formats() -> tuple[Format, ...]:
    """Every known format."""
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
    """The format with the most columns of its own among those that fit; None where none fits."""
    fitting = [one for one in formats() if one.fits(columns)]
    return max(fitting, key=lambda one: len(one.needs), default=None)


def format_named(name: str) -> Format:
    """The format of a name.

    Raises
    ------
    TrackerFileError
        There is none.
    """
    names = list(dict.fromkeys(one.name for one in formats()))
    found = next((one for one in formats() if one.name == name), None)
    if found is None:
        raise TrackerFileError(f"there is no format of this name. {suggestion(name, names)}")
    return found
