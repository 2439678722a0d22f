"""Where a field of an entry stands in a resource: each place writes it and reads it back.

One table of places serves both directions, so that what is written can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lactea.exchange.fhir.codes import EXTENSION, UCUM, Resource, own_code
from lactea.record.times import zone_info

Key = str | int
VALUE_KINDS: dict[type, str] = {
    bool: "valueBoolean",
    int: "valueInteger",
    float: "valueDecimal",
    str: "valueString",
}
_LEGAL = re.compile(r"(?=.*\S)[ \r\n\t\S]+", re.DOTALL)
"""Text as FHIR admits it; a person may have entered other."""


@dataclass(frozen=True)
class Place:
    """A field of an entry, and where it stands.

    Attributes
    ----------
    field : str
    write : callable
        (resource, value, zone) puts the value there.
    read : callable
        (resource) gives the value; None where nothing stands there.
    """

    field: str
    write: Callable[[Resource, Any, str], None]
    read: Callable[[Resource], Any]


def at(field: str, *path: Key) -> Place:
    """At a path of keys and places in lists."""
    return Place(
        field,
        lambda resource, value, zone: _put(resource, path, value),
        lambda resource: _get(resource, path),
    )


def text_at(field: str, *path: Key) -> Place:
    """Words, at a path; what FHIR does not admit stands exactly in an extension beside it."""
    exact = extension(f"exact-{field}")

    def write(resource: Resource, value: str, zone: str) -> None:
        legal = bool(_LEGAL.fullmatch(value))
        _put(resource, path, value if legal else _shown(value))
        if not legal:
            exact.write(resource, json.dumps(value), zone)

    def read(resource: Resource) -> str | None:
        kept = exact.read(resource)
        found = json.loads(kept) if kept is not None else _get(resource, path)
        return None if found is None else str(found)

    return Place(field, write, read)


def moment_at(field: str, *path: Key) -> Place:
    """A moment, with the offset that the clock of the person had."""

    def write(resource: Resource, value: str, zone: str) -> None:
        local = datetime.fromisoformat(value).astimezone(zone_info(zone))
        # Offsets of full minutes alone are admitted; those with seconds ended long ago.
        offset = local.utcoffset() or timedelta(0)
        whole = offset % timedelta(minutes=1) == timedelta(0)
        _put(resource, path, (local if whole else local.astimezone(UTC)).isoformat())

    def read(resource: Resource) -> str | None:
        found = _get(resource, path)
        return None if found is None else str(found)

    return Place(field, write, read)


def quantity_at(field: str, unit: str, *path: Key) -> Place:
    """A number with its unit."""

    def write(resource: Resource, value: float, zone: str) -> None:
        _put(resource, path, {"value": value, "unit": unit, "system": UCUM, "code": unit})

    return Place(field, write, lambda resource: _get(resource, (*path, "value")))


def component(field: str, code: str, kind: str, unit: str | None = None) -> Place:
    """A part of an observation that has a code of our own."""

    def write(resource: Resource, value: Any, zone: str) -> None:
        known = {"value": value, "unit": unit, "system": UCUM, "code": unit} if unit else value
        resource.setdefault("component", []).append({"code": own_code(code), kind: known})

    def read(resource: Resource) -> Any:
        words = own_code(code)
        parts = resource.get("component", ())
        found: Resource = next((part for part in parts if part.get("code") == words), {})
        return _get(found, (kind, "value") if unit else (kind,))

    return Place(field, write, read)


def extension(field: str) -> Place:
    """In an extension of our own, for what FHIR has no place for."""
    url = f"{EXTENSION}:{field}"

    def write(resource: Resource, value: Any, zone: str) -> None:
        stated = {"url": url, VALUE_KINDS[type(value)]: value}
        resource.setdefault("extension", []).append(stated)

    def read(resource: Resource) -> Any:
        stated = resource.get("extension", ())
        found: Resource = next((one for one in stated if one.get("url") == url), {})
        return next((found[kind] for kind in VALUE_KINDS.values() if kind in found), None)

    return Place(field, write, read)


def text_extension(field: str) -> Place:
    """Words in an extension of our own, written so that any of them are admitted."""
    plain = extension(field)

    def read(resource: Resource) -> str | None:
        kept = plain.read(resource)
        return None if kept is None else str(json.loads(kept))

    return Place(
        field, lambda resource, value, zone: plain.write(resource, json.dumps(value), zone), read
    )


def written(resource: Resource, places: Iterable[Place], entry: dict[str, Any], zone: str) -> None:
    """Put each field that is known in its place."""
    for place in places:
        if place.field in entry:
            place.write(resource, entry[place.field], zone)


def read(resource: Resource, places: Iterable[Place]) -> dict[str, Any]:
    """Every field that stands in its place."""
    found = {place.field: place.read(resource) for place in places}
    return {field: value for field, value in found.items() if value is not None}


def _put(resource: Resource, path: tuple[Key, ...], value: Any) -> None:
    """Set what stands at a path, and make what leads there."""
    here: Any = resource
    for key, following in zip(path, (*path[1:], None), strict=True):
        empty: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(key, int):
            here.extend({} for _ in range(key + 1 - len(here)))
            here[key] = here[key] or empty
        elif following is None:
            here[key] = value
        else:
            here.setdefault(key, empty)
        here = here[key]


def _get(resource: Any, path: tuple[Key, ...]) -> Any:
    for key in path:
        try:
            resource = resource[key]
        except (KeyError, IndexError, TypeError):
            return None
    return resource


def _shown(text: str) -> str:
    """What a reader who knows no extension sees."""
    kept = "".join(letter if _LEGAL.fullmatch(f"x{letter}") else " " for letter in text).strip()
    return kept or "?"
