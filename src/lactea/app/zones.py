"""The time zone of this machine, by its name."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

LOCALTIME = Path("/etc/localtime")
FOLDER = "zoneinfo/"
GREENWICH = "Etc/UTC"


def zone_of_this_machine() -> str:
    """Its name, such as ``Europe/Berlin``; Greenwich where the machine does not tell."""
    told = os.environ.get("TZ", "").lstrip(":")
    linked = str(LOCALTIME.resolve()) if LOCALTIME.is_symlink() else ""
    for name in (told, linked.partition(FOLDER)[2]):
        if name and _is_zone(name):
            return name
    return GREENWICH


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True
