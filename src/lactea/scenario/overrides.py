"""Changes to a scenario from outside: ``person.diabetes=type1``, ``protocol[2].start=P3D``."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

from lactea.reading.problems import Path, dotted, quote, suggestion
from lactea.reading.yaml_reader import Document, parse
from lactea.scenario.problems import ScenarioError

PARAMETERS = "parameters."
_PATH = re.compile(
    r"[A-Za-z_][A-Za-z0-9_]*(?:\[[0-9]{1,6}\])*(?:\.[A-Za-z_][A-Za-z0-9_]*(?:\[[0-9]{1,6}\])*)*"
)
_PART = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]")


def parse_override(text: str) -> tuple[Path, object]:
    """The path and the value of one override.

    Parameters
    ----------
    text
        ``PATH=VALUE``. The value is YAML: a word, a number, a quoted text, ``[a, list]``.

    Raises
    ------
    ScenarioError
        It has no ``=``, no valid path, or a value that is not YAML.
    """
    name, equals, value = text.partition("=")
    name = name.strip()
    source = f"--set {quote(text)}"
    if not equals:
        raise ScenarioError("write PATH=VALUE, such as person.diabetes=type1.", source=source)
    if name.startswith(PARAMETERS):
        # Ids of parameters hold dots of their own; their values are quantities, hence text.
        return ("parameters", name.removeprefix(PARAMETERS)), value.strip().strip("\"'")
    if not _PATH.fullmatch(name):
        raise ScenarioError(
            f"{quote(name)} is not a path; write names joined by dots, and [i] for a place in a "
            "list, counted from 0, such as protocol[2].start.",
            source=source,
        )
    path: Path = tuple(word if word else int(place) for word, place in _PART.findall(name))
    if not value.strip():
        raise ScenarioError(f"no value follows the '='; write {name}=VALUE.", source=source)
    return path, parse(value.strip(), source).data


def apply_overrides(document: Document, overrides: Iterable[str]) -> Document:
    """A document with overrides applied, each later one on top of the earlier ones.

    Raises
    ------
    ScenarioError
        A path leads nowhere.
    """
    data = copy.deepcopy(document.data)
    lines = dict(document.lines)
    for text in overrides:
        path, value = parse_override(text)
        _put(data, path, value, f"--set {quote(text)}")
        lines = {known: line for known, line in lines.items() if known[: len(path)] != path}
    return Document(data, document.source, lines)


def _put(data: object, path: Path, value: object, source: str) -> None:
    here = data
    for depth, part in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(here, dict) and isinstance(part, str):
            if last:
                here[part] = value
            elif here.get(part) is None:
                here[part] = {}
            here = here[part]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            if last:
                here[part] = value
            here = here[part]
        else:
            raise ScenarioError(
                _nowhere(here, part), source=source, field=dotted(path[: depth + 1])
            )


def _nowhere(here: object, part: str | int) -> str:
    if isinstance(here, list):
        if isinstance(part, int):
            places = f"counted from 0 to {len(here) - 1}" if here else "and is empty"
            return f"this list has {len(here)} entries, {places}; there is no [{part}]."
        return f"this is a list; name a place in it, such as [0], before {quote(part)}."
    if isinstance(here, dict):
        return f"this is not a list, so [{part}] names nothing. {suggestion('', list(here))}"
    return f"this is a single value ({quote(here)}) and has no parts."
