"""A record as a FHIR R4B bundle of patients, observations and medication statements, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic import ValidationError

from lactea.exchange.fhir import places
from lactea.exchange.fhir.codes import (
    BODY_WEIGHT,
    LACTEA,
    LOINC,
    RECORD_CODES,
    VITAL_SIGNS,
    WORDS,
    Resource,
    code_in,
    own_code,
)
from lactea.exchange.fhir.entries import OBSERVATION, OF_CHILD, PLACES, STATEMENT
from lactea.exchange.problems import ExportError, fhir_bundle
from lactea.record import SCHEMA, Record, record_from
from lactea.record.sessions import KINDS

PERSON, CHILD, ONLY_NAMED = "person", "child", "only-named"
"""Roles of patients; a child that entries name and the record does not describe is only named."""
ROLE = places.extension("role")
ZONE = places.extension("zone")
NAME = places.text_extension("name")
IDENTIFIER = places.text_at("id", "identifier", 0, "value")
NO_BUNDLE = "this is no FHIR R4B bundle"
NOT_OURS = "no entry of a record carries these codes, and none is guessed."


def bundle_of(record: Record) -> Resource:
    """A record as a bundle, checked by the FHIR library.

    Returns
    -------
    dict
        Plain data of a ``Bundle`` of type collection. Volumes, times, weights and words stand where FHIR has
        a place for them; what it has none for (zone, fate, what was entered in which unit) stands in
        extensions whose names begin with ``urn:lactea:fhir``.

    Raises
    ------
    MissingExtraError
        The FHIR library is not installed.
    """
    data = record.model_dump(mode="json", exclude_none=True)
    described = {child.child_id for child in record.children}
    named = {entry.child_id for entry in record.entries() if entry.child_id is not None}
    resources = [
        _patient(PERSON, record.person.person_id, data["person"]),
        *(_patient(CHILD, child["child_id"], child) for child in data.get("children", ())),
        *(_patient(ONLY_NAMED, name, {}) for name in sorted(named - described)),
        *(_resource(part, entry) for part in PLACES for entry in data.get(part, ())),
    ]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": address, "resource": resource} for address, resource in resources],
    }
    checked(bundle, "the record")
    return bundle


def address_of(*names: str) -> str:
    """An address that is always the same for the same thing."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([LACTEA, *names]))}"


def _reference(role: str, name: str) -> dict[str, str]:
    return {"reference": address_of(PERSON if role == PERSON else CHILD, name)}


def _patient(role: str, name: str, known: dict[str, Any]) -> tuple[str, Resource]:
    patient: Resource = {"resourceType": "Patient"}
    IDENTIFIER.write(patient, name, "UTC")
    ROLE.write(patient, role, "UTC")
    for place in (ZONE, NAME):
        if place.field in known:
            place.write(patient, known[place.field], "UTC")
    if "born" in known:
        patient["birthDate"] = known["born"]
    return _reference(role, name)["reference"], patient


def _resource(part: str, entry: dict[str, Any]) -> tuple[str, Resource]:
    resource: Resource = {"resourceType": STATEMENT if part == "medicines" else OBSERVATION}
    if part == "medicines":
        resource["status"] = "completed"
    else:
        resource |= {"status": "final", "code": _code(part, entry)}
    resource |= _subject(part, entry)
    places.written(resource, PLACES[part], entry, entry["zone"])
    if part == "weights":
        resource["category"] = [{"coding": [{"system": VITAL_SIGNS, "code": "vital-signs"}]}]
    key = entry["session_id" if part == "sessions" else "entry_id"]
    return address_of(part, key), resource


def _code(part: str, entry: dict[str, Any]) -> dict[str, Any]:
    if part == "weights":
        return {"coding": [BODY_WEIGHT], "text": WORDS[part]}
    return own_code(entry["kind"] if part == "sessions" else part)


def _subject(part: str, entry: dict[str, Any]) -> Resource:
    """Whom a resource is about: milk about the person, weights and nappies about the child."""
    person = _reference(PERSON, entry["person_id"])
    if "child_id" not in entry:
        # Of an infant that has no name yet nothing can be the subject; a statement must have one.
        return {} if part in OF_CHILD else {"subject": person}
    child = _reference(CHILD, entry["child_id"])
    if part == "sessions":
        return {"subject": person, "focus": [child]}
    return {"subject": child}


def read_bundle(text: str, source: str) -> Record:
    """The record in the text of a bundle.

    Raises
    ------
    ExportError
        The text is no bundle that lactea wrote; told without its contents.
    RecordError
        An entry does not fit into a record.
    """
    try:
        bundle = json.loads(text)
    except (ValueError, RecursionError):
        raise ExportError(f"{source}: this is not whole JSON.") from None
    return record_of_bundle(bundle, source)


def record_of_bundle(bundle: object, source: str) -> Record:
    """The record in plain data; errors as in :func:`read_bundle`."""
    bundle = checked(bundle, source)
    patients = dict(_patients(bundle))
    people = [(name, one) for name, one in patients.values() if ROLE.read(one) == PERSON]
    if len(people) != 1:
        raise ExportError(
            f"{source}: a record belongs to one person, and {len(people)} stand here."
        )
    name, person = people[0]
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "person": {"person_id": name, "zone": ZONE.read(person)},
        "children": [
            _child(name, one) for name, one in patients.values() if ROLE.read(one) == CHILD
        ],
    }
    for number, resource in enumerate(_resources(bundle)):
        if resource["resourceType"] != "Patient":
            part, entry = _entry(resource, f"{source}: entry {number + 1}")
            data.setdefault(part, []).append(entry | _whose(resource, patients, data["person"]))
    return record_from(data, source)


def checked(bundle: object, source: str) -> Resource:
    """What the FHIR library makes of a bundle: empty fields are gone, and the rest has its form."""
    try:
        model = fhir_bundle().model_validate(bundle)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ExportError(f"{source}: {NO_BUNDLE}: see {where or 'its type'}.") from None
    except (AttributeError, LookupError, TypeError, ValueError):
        # The library itself stumbles over types that no resource has.
        raise ExportError(f"{source}: {NO_BUNDLE}.") from None
    checked: Resource = json.loads(model.model_dump_json())
    return checked


def _resources(bundle: Resource) -> Iterator[Resource]:
    for entry in bundle.get("entry", ()):
        yield entry.get("resource", {"resourceType": ""})


def _patients(bundle: Resource) -> Iterator[tuple[str, tuple[str, Resource]]]:
    """Address, identifier and resource of each patient."""
    for entry in bundle.get("entry", ()):
        resource = entry.get("resource", {})
        if resource.get("resourceType") == "Patient":
            yield entry.get("fullUrl", ""), (str(IDENTIFIER.read(resource)), resource)


def _child(name: str, patient: Resource) -> dict[str, Any]:
    known = {"name": NAME.read(patient), "born": patient.get("birthDate")}
    return {"child_id": name, **{field: one for field, one in known.items() if one is not None}}


def _entry(resource: Resource, where: str) -> tuple[str, dict[str, Any]]:
    """The list that a resource belongs to, and the fields that stand in it."""
    part, kind = _part(resource)
    if part is None:
        raise ExportError(f"{where}: {NOT_OURS}")
    return part, places.read(resource, PLACES[part]) | kind


def _part(resource: Resource) -> tuple[str | None, dict[str, str]]:
    if resource["resourceType"] == STATEMENT:
        return "medicines", {}
    if code_in(resource.get("code"), LOINC) == BODY_WEIGHT["code"]:
        return "weights", {}
    code = code_in(resource.get("code"), RECORD_CODES)
    if code in KINDS:
        return "sessions", {"kind": code}
    return (code if code in PLACES else None), {}


def _whose(
    resource: Resource, patients: dict[str, tuple[str, Resource]], person: dict[str, Any]
) -> dict[str, str]:
    """Whose the entry is, and which child it concerns."""
    whose = {"person_id": str(person["person_id"])}
    about = [resource.get("subject", {}), *resource.get("focus", ())]
    for reference in about:
        found = patients.get(reference.get("reference", ""))
        if found is not None and ROLE.read(found[1]) != PERSON:
            whose["child_id"] = found[0]
    return whose
