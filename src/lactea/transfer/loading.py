"""From a file of transfer inputs to a substance."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from lactea.medicines import origin_told
from lactea.reading.problems import InputError, first_problem, quote, suggestion
from lactea.reading.yaml_reader import Document, parse, read_file
from lactea.transfer.names import folder, known_names
from lactea.transfer.schema import SCHEMA, Substance


class SubstanceError(InputError):
    """A file of transfer inputs is missing or wrong; the text says where, and what is right."""


def load(name_or_path: str | Path) -> Substance:
    """Read a substance.

    Parameters
    ----------
    name_or_path
        Name or other name of a shipped substance, or path of a file of the format
        ``lactea.transfer/1``.

    Raises
    ------
    SubstanceError
        The substance cannot be found or understood. An unknown one is unknown, not harmless.
    """
    name = str(name_or_path)
    try:
        if isinstance(name_or_path, Path) or name.endswith((".yaml", ".yml")):
            return _understand(read_file(name))
        return _shipped(_file_of(name))
    except InputError as error:
        raise SubstanceError(
            error.what, source=error.source, line=error.line, field=error.field
        ) from None


def all_substances() -> tuple[Substance, ...]:
    """Every shipped substance, in the order of their names."""
    return tuple(_shipped(name) for name in known_names())


def _file_of(name: str) -> str:
    wanted = name.strip().lower()
    file_name = wanted.replace(" ", "-")
    if file_name in known_names():
        return file_name
    for known in known_names():
        if wanted in (other.lower() for other in _shipped(known).other_names):
            return known
    hint = origin_told(file_name) or suggestion(name, known_names())
    raise InputError(
        f"there is no data on {quote(name)} here, and no data does not mean safe. "
        f"{hint} Data of your own is the path of a .yaml file."
    )


@lru_cache(maxsize=128)
def _shipped(name: str) -> Substance:
    path = folder().joinpath(f"{name}.yaml")
    return _understand(parse(path.read_text("utf-8"), f"transfer inputs of {name}"))


def _understand(document: Document) -> Substance:
    if not isinstance(document.data, dict):
        raise document.problem(
            (), f"transfer inputs are a mapping of entries, beginning with 'schema: {SCHEMA}'."
        )
    try:
        return Substance.model_validate(document.data)
    except ValidationError as error:
        path, what = first_problem(error, document.data)
        raise document.problem(path, what) from None
