"""A record as JSON, schema ``lactea.log/1``; what was read and written again is the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from lactea.reading.problems import dotted
from lactea.record.problems import RecordError, complaint
from lactea.record.record import PARTS, Child, Person, Record

SCHEMA = "lactea.log/1"
STAMP = ("schema", "version", "commit")


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record; derived from the types."""
    derived = Record.model_json_schema()
    stamp = {
        "schema": {"const": SCHEMA},
        "version": {"type": "string"},
        "commit": {"type": "string"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:lactea.log:1",
        **derived,
        "properties": {**stamp, **derived["properties"]},
        "required": ["schema", *derived["required"]],
    }


def as_document(record: Record) -> dict[str, Any]:
    """A record as plain data; what is not known is left out."""
    from lactea.results.stamp import commit, version

    stamp = {"schema": SCHEMA, "version": version(), "commit": commit()}
    return {**stamp, **record.model_dump(mode="json", exclude_none=True)}


def as_json(record: Record) -> str:
    """A record as the text of a JSON file."""
    return json.dumps(as_document(record), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_json(text: str, source: str) -> Record:
    """The record in a JSON text.

    Raises
    ------
    RecordError
        The text is no record; told by field, without its contents.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise RecordError("this is not whole JSON.", source=source, line=line) from None
    return record_from(data, source)


def record_from(data: object, source: str) -> Record:
    """The record in plain data; errors as in :func:`read_json`."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise RecordError(f'a record is a mapping with \'"schema": "{SCHEMA}"\'.', source=source)
    known = (*STAMP, *Record.model_fields)
    if unknown := sorted(set(map(str, data)) - set(known)):
        raise RecordError(
            f"a record has no entry of this name. Valid here: {', '.join(known)}.",
            source=source,
            field=unknown[0][:60],
        )
    whole = {name: value for name, value in data.items() if name not in STAMP}
    lists: dict[str, Any] = {
        "person": _one(Person, whole.get("person"), source, "person"),
        "children": _all(Child, whole.get("children"), source, "children"),
        **{part: _all(kind, whole.get(part), source, part) for part, kind in PARTS.items()},
    }
    try:
        return Record(**lists)
    except ValidationError as error:
        path, what = complaint(error)
        raise RecordError(what, source=source, field=dotted(path)) from None


def _all(kind: type[BaseModel], values: object, source: str, part: str) -> tuple[Any, ...]:
    if values is None:
        return ()
    if not isinstance(values, list):
        raise RecordError("this entry is a list.", source=source, field=part)
    return tuple(
        _one(kind, value, source, f"{part}[{number}]") for number, value in enumerate(values)
    )


def _one(kind: type[BaseModel], value: object, source: str, field: str) -> Any:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        path, what = complaint(error)
        place = ".".join(part for part in (field, dotted(path)) if part)
        raise RecordError(what, source=source, field=place) from None
