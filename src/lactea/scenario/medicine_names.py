"""Names of the shipped medicines.

The medicine room is a sibling that this room does not import; the names of its data files are
enough to tell a person that a medicine is unknown before anything is simulated.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def known_medicines() -> tuple[str, ...]:
    """Names that a step ``take`` may use, sorted."""
    library = files("lactea").joinpath("medicines", "library")
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in library.iterdir()
            if entry.name.endswith(".yaml")
        )
    )
