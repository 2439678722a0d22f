"""The templates, and what every page needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from lactea.app.security.tokens import FIELD
from lactea.app.wording.speaker import Speaker

STATIC = Path(str(files("lactea.app").joinpath("static")))
"""Style, scripts and icons; sent as they are."""


@dataclass(frozen=True)
class MenuEntry:
    """A place in the menu; `title` and `about` are messages of the catalogue."""

    path: str
    title: str
    about: str


def environment(menu: Sequence[MenuEntry]) -> Environment:
    """Templates that escape everything and stop at a value that nobody gave.

    Parameters
    ----------
    menu
        Screens in the order of the menu.
    """
    made = Environment(
        loader=PackageLoader("lactea.app"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["menu"] = menu
    made.globals["unique"] = _numbers()
    return made


def shared_values(speaker: Speaker, path: str, token: str) -> dict[str, Any]:
    """Values of every page."""
    return {
        "_": speaker,
        "speaker": speaker,
        "preferences": speaker.preferences,
        "path": path,
        "token": token,
        "token_field": FIELD,
    }


def _numbers() -> Callable[[], int]:
    """Gives another number at each call, for ids inside a page."""
    return count(1).__next__
