"""Names of the shipped medicines, and the units in which a medicine is counted.

The medicine room is a sibling that this room does not import; the names and unit entries of its data
files are enough to tell a person of a mistake before anything is simulated.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from lactea.reading.problems import InputError
from lactea.reading.yaml_reader import parse, read_file


@lru_cache(maxsize=1)
def known_medicines() -> tuple[str, ...]:
    """Names that a step ``take`` may use, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in _library().iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def units_of(medicine: str) -> tuple[str, ...]:
    """Units that the file of a medicine declares for its doses beside mass; a product comes first.

    A file that cannot be read gives none here; what is wrong with it is told when it is loaded.
    """
    data = _data(medicine)
    if not isinstance(data, dict):
        return ()
    counted = data.get("units")
    named = (data.get("contains_per"), *(counted if isinstance(counted, dict) else ()))
    return tuple(name for name in named if isinstance(name, str))


def is_product(medicine: str) -> bool:
    """Whether doses are counted in a unit such as tablets alone, and not by mass."""
    data = _data(medicine)
    return isinstance(data, dict) and isinstance(data.get("contains_per"), str)


def _data(medicine: str) -> object:
    if medicine in known_medicines():
        return _shipped(medicine)
    try:
        return read_file(medicine).data
    except InputError:
        return None


@lru_cache(maxsize=64)
def _shipped(medicine: str) -> object:
    path = _library().joinpath(f"{medicine}.yaml")
    return parse(path.read_text("utf-8"), f"medicine {medicine}").data


def _library() -> Traversable:
    return files("lactea").joinpath("medicines", "library")
