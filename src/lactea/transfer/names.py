"""Names of the substances whose transfer inputs are shipped."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@lru_cache(maxsize=1)
def known_names() -> tuple[str, ...]:
    """Names of the shipped files, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in folder().iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def folder() -> Traversable:
    """The folder of the shipped files."""
    return files("lactea.transfer").joinpath("inputs")
