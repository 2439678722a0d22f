"""Medicine files that a scenario names, looked for beside the scenario."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from lactea.reading.yaml_reader import Document
from lactea.scenario.medicine_names import is_medicine_file


def with_medicine_files(document: Document) -> Document:
    """A scenario's document in which every medicine file is named from the working folder.

    In the document it is named from the scenario's own folder. The document itself is left as it is.
    """
    data = document.data
    steps = data.get("protocol") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(steps, list):
        return document
    folder = FilePath(document.source).parent
    found = [_with_file(step, folder) if _takes_a_file(step) else step for step in steps]
    return Document({**data, "protocol": found}, document.source, document.lines)


def with_whole_paths(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps of a scenario that was read, with the whole path of every medicine file.

    So they can go into a document of another folder.
    """
    return [_with_file(step, FilePath.cwd()) if _takes_a_file(step) else step for step in steps]


def _takes_a_file(step: object) -> bool:
    medicine = step.get("medicine") if isinstance(step, dict) else None
    return isinstance(medicine, str) and is_medicine_file(medicine)


def _with_file(step: dict[str, Any], folder: FilePath) -> dict[str, Any]:
    return {**step, "medicine": str(folder / step["medicine"])}
