"""From a medicine file to a medicine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from lactea.medicines.names import known_names, library
from lactea.medicines.schema import SCHEMA, Medicine
from lactea.reading.problems import InputError, first_problem, quote, suggestion
from lactea.reading.yaml_reader import Document, parse, read_file


class MedicineError(InputError):
    """A medicine file is missing or wrong; the text says where, and what is right."""


def load(name_or_path: str | Path) -> Medicine:
    """Read a medicine.

    Parameters
    ----------
    name_or_path
        Name of a shipped medicine, or path of a file of the format ``lactea.medicine/1``.

    Raises
    ------
    MedicineError
        The medicine cannot be found or understood.
    """
    name = str(name_or_path)
    try:
        if isinstance(name_or_path, Path) or name.endswith((".yaml", ".yml")):
            return _understand(read_file(name))
        return _shipped(name)
    except InputError as error:
        raise MedicineError(
            error.what, source=error.source, line=error.line, field=error.field
        ) from None


@lru_cache(maxsize=64)
def _shipped(name: str) -> Medicine:
    if name not in known_names():
        raise InputError(
            f"{quote(name)} is not in the medicine library. {suggestion(name, known_names())} "
            "A medicine of your own is the path of a .yaml file."
        )
    path = library().joinpath(f"{name}.yaml")
    return _understand(parse(path.read_text("utf-8"), f"medicine {name}"))


def _understand(document: Document) -> Medicine:
    if not isinstance(document.data, dict):
        raise document.problem(
            (), f"a medicine is a mapping of entries, beginning with 'schema: {SCHEMA}'."
        )
    try:
        return Medicine.model_validate(document.data)
    except ValidationError as error:
        path, what = first_problem(error, document.data)
        raise document.problem(path, what) from None
