"""From a medicine file to a medicine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from lactea.medicines.names import known_names, library
from lactea.medicines.schema import SCHEMA, Content, Medicine
from lactea.reading.other_names import known_as
from lactea.reading.plugins import MEDICINES, plugin_named, plugin_names
from lactea.reading.problems import InputError, first_problem, quote, suggestion
from lactea.reading.yaml_reader import Document, EmptyTextError, parse, read_file


class MedicineError(InputError):
    """A medicine file is missing or wrong; the text says where, and what is right."""


def load(name_or_path: str | Path) -> Medicine:
    """Read a medicine.

    Parameters
    ----------
    name_or_path
        Name of a shipped medicine or of a plug-in's, or path of a file of the format ``lactea.medicine/1``.

    Raises
    ------
    MedicineError
        The medicine cannot be found or understood.
    """
    try:
        if _is_path(name_or_path):
            return _read(read_file(str(name_or_path)), Path(name_or_path).parent)
        return _known(str(name_or_path))
    except InputError as error:
        what = error.what
        if isinstance(error, EmptyTextError):
            what += f" A medicine begins with 'schema: {SCHEMA}'."
        raise MedicineError(what, source=error.source, line=error.line, field=error.field) from None


def _is_path(name_or_path: str | Path) -> bool:
    return isinstance(name_or_path, Path) or name_or_path.endswith((".yaml", ".yml"))


@lru_cache(maxsize=128)
def _known(name: str) -> Medicine:
    """A medicine by name: the same file all along, so that it is checked once and not at every dose."""
    return _read(_named(name), Path())


def _read(document: Document, folder: Path) -> Medicine:
    """The medicine of a file; `folder` is where it names other files from."""
    return _with_contents(_understand(document), document, folder)


@lru_cache(maxsize=64)
def _named(name: str) -> Document:
    if name in known_names():
        path = library().joinpath(f"{name}.yaml")
        return parse(path.read_text("utf-8"), f"medicine {name}")
    brought = plugin_named(MEDICINES, name)
    if brought is None:
        names = (*known_names(), *plugin_names(MEDICINES))
        told = known_as(name, ((known, _named(known).data) for known in known_names()))
        if told:
            raise InputError(told)
        raise InputError(
            f"{quote(name)} is not in the medicine library. {suggestion(name, names)} "
            "A medicine of your own is the path of a .yaml file."
        )
    return brought.document()


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


def _with_contents(medicine: Medicine, document: Document, folder: Path) -> Medicine:
    """The medicine with the files of its substances found and understood."""
    found: list[Content] = []
    for place, content in enumerate(medicine.contains):
        name = content.medicine
        where = str(folder / name) if _is_path(name) else name
        try:
            substance = read_file(where) if _is_path(where) else _named(where)
            nested = bool(_understand(substance).contains)
        except InputError as error:
            raise document.problem(("contains", place, "medicine"), str(error)) from None
        if nested:
            raise document.problem(
                ("contains", place, "medicine"),
                f"{quote(name)} is a product itself; name the substances that it contains.",
            )
        found.append(content.model_copy(update={"medicine": where}))
    return medicine.model_copy(update={"contains": tuple(found)})
