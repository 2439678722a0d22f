"""Names of the medicines, shipped or of plug-ins, the units in which a medicine is counted, and its routes.

The medicine room is a sibling that this room does not import; the names, unit entries and routes of its
data files are enough to tell a person of a mistake before anything is simulated.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath

from lactea.reading.other_names import known_as
from lactea.reading.plugins import MEDICINES, plugin_named, plugin_names
from lactea.reading.problems import InputError, quote, suggestion
from lactea.reading.yaml_reader import parse, read_file

LONGEST_TOLD = 200
"""Letters of a path that an error holds: its end tells which file is meant."""


@lru_cache(maxsize=1)
def known_medicines() -> tuple[str, ...]:
    """Names of the shipped medicines, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in _library().iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def must_be_known(medicine: str) -> None:
    """Refuse a name of no medicine, and the path of no file.

    Raises
    ------
    InputError
        No medicine has this name, the plug-in that has it cannot be used, or there is no such file.
    """
    if medicine in known_medicines():
        return
    if is_medicine_file(medicine):
        if not FilePath(medicine).exists():
            raise InputError(
                f"there is no file '{medicine[-LONGEST_TOLD:]}'; a path counts from the folder of the scenario."
            )
        return
    brought = plugin_named(MEDICINES, medicine)
    if brought is None:
        names = (*known_medicines(), *plugin_names(MEDICINES))
        told = known_as(medicine, ((known, _shipped(known)) for known in known_medicines()))
        if told:
            raise InputError(told)
        raise InputError(
            f"{quote(medicine)} is not in the medicine library. {suggestion(medicine, names)} "
            "A medicine of your own is the path of a .yaml file."
        )
    brought.document()


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


def must_go_by(medicine: str, route: str) -> None:
    """Refuse a route by which no kinetics of a medicine, or of a substance in a product, are known.

    A medicine that has none by any route passes: it is taken without a level that could act.

    Raises
    ------
    InputError
        The file names other routes.
    """
    for substance in _substances(medicine):
        data = _data(substance)
        known = data.get("kinetics") if isinstance(data, dict) else None
        if isinstance(data, dict) and isinstance(known, dict) and known and route not in known:
            raise InputError(
                f"no kinetics of {data.get('name', substance)} by the {quote(route)} route. "
                f"{suggestion(route, [str(name) for name in known])}"
            )


def _substances(medicine: str) -> tuple[str, ...]:
    """Names or paths of what a product contains, or the medicine itself."""
    data = _data(medicine)
    contents = data.get("contains") if isinstance(data, dict) else None
    if not isinstance(contents, list):
        return (medicine,)
    names = [entry.get("medicine") for entry in contents if isinstance(entry, dict)]
    # Paths count from the folder of the product's own file.
    folder = FilePath(medicine).parent if is_medicine_file(medicine) else FilePath()
    return tuple(
        str(folder / name) if is_medicine_file(name) else name
        for name in names
        if isinstance(name, str)
    )


def _data(medicine: str) -> object:
    if medicine in known_medicines():
        return _shipped(medicine)
    try:
        brought = None if is_medicine_file(medicine) else plugin_named(MEDICINES, medicine)
        return brought.document().data if brought else read_file(medicine).data
    except InputError:
        return None


@lru_cache(maxsize=64)
def _shipped(medicine: str) -> object:
    path = _library().joinpath(f"{medicine}.yaml")
    return parse(path.read_text("utf-8"), f"medicine {medicine}").data


def is_medicine_file(medicine: str) -> bool:
    """Whether a medicine is named by the path of its file."""
    return medicine.endswith((".yaml", ".yml"))


def _library() -> Traversable:
    return files("lactea").joinpath("medicines", "library")
