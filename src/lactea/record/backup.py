"""A backup: the records of everybody in a store in one file, which any store can take in again."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lactea.record.log_csv import read_csv
from lactea.record.log_json import SCHEMA as EXPORT
from lactea.record.log_json import as_document, record_from
from lactea.record.problems import RecordError
from lactea.record.record import Record
from lactea.record.store import Store, add, add_child, add_person

SCHEMA = "lactea.backup/1"


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the entries of a backup."""

    people: int
    new: int
    there: int
    differing: int


def as_backup(records: Sequence[Record]) -> bytes:
    """Records as the content of a backup, with a checksum over all of them."""
    from lactea.results.stamp import commit, version

    documents = [as_document(record) for record in records]
    whole = {
        "schema": SCHEMA,
        "version": version(),
        "commit": commit(),
        "sha256": _checksum(documents),
        "records": documents,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False).encode()


def read_backup(content: bytes, source: str) -> tuple[Record, ...]:
    """The records in a backup, or in an export of one record.

    Raises
    ------
    RecordError
        The content is neither, or was altered.
    """
    if content.removeprefix(codecs.BOM_UTF8).startswith(f"{EXPORT},".encode()):
        return (read_csv(_text(content, source), source),)
    try:
        whole: Any = json.loads(content)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and whole.get("schema") == EXPORT:
        return (record_from(whole, source),)
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        raise RecordError(f'a backup is a file with \'"schema": "{SCHEMA}"\'.', source=source)
    documents = whole.get("records")
    if not isinstance(documents, list) or whole.get("sha256") != _checksum(documents):
        raise RecordError("the backup is damaged; its checksum does not fit.", source=source)
    return tuple(record_from(document, source) for document in documents)


def restore(store: Store, records: Sequence[Record]) -> Restored:
    """Put the entries of a backup into a store; what is there already stays as it is."""
    new = there = differing = 0
    for record in records:
        add_person(store, record.person)
        for child in record.children:
            add_child(store, record.person.person_id, child)
        added = add(store, record.entries())
        new += len(added.new)
        there += len(added.duplicate)
        differing += len(added.changed)
    return Restored(len(records), new, there, differing)


def _text(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecordError("the file holds bytes that are not UTF-8 text.", source=source) from None


def _checksum(documents: Sequence[Any]) -> str:
    text = json.dumps(documents, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
