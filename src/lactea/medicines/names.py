"""Names of the shipped medicines."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@lru_cache(maxsize=1)
def known_names() -> tuple[str, ...]:
    """Names of the shipped medicines, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in library().iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def library() -> Traversable:
    """The folder of the shipped medicines."""
    return files("lactea.medicines").joinpath("library")
