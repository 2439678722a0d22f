"""The record of the person who uses the app: opened, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lactea.app.zones import zone_of_this_machine
from lactea.record.entering import entry_of
from lactea.record.entries import Entry
from lactea.record.record import Person, Record
from lactea.record.store import Selection, Store, add, add_person, erase, open_store, people, read

ME = "me"


@dataclass(frozen=True)
class Book:
    """The record at a place; every change is on the disk when the call returns."""

    place: str

    def person(self, store: Store) -> Person:
        """Whose record it is: the first one there is, else a new one of this machine's zone."""
        known = people(store)
        if known:
            return known[0]
        add_person(store, Person(person_id=ME, zone=zone_of_this_machine()))
        return people(store)[0]

    def enter(self, what: str, typed: Mapping[str, Any]) -> Entry:
        """Keep an entry that a person typed.

        Raises
        ------
        RecordError
            Something does not fit; nothing is kept.
        StoreError
            The store cannot be written.
        """
        store = open_store(self.place)
        try:
            person = self.person(store)
            entry = entry_of(what, person.zone, {"person_id": person.person_id, **typed})
            add(store, [entry])
        finally:
            store.close()
        return entry

    def recent(self, now: datetime, span: timedelta) -> Record:
        """What was recorded in a span up to now, and whatever is dated later."""
        store = open_store(self.place)
        try:
            person = self.person(store)
            return read(store, Selection(person.person_id, since=now - span))
        finally:
            store.close()

    def whole(self) -> Record:
        """Everything that was recorded."""
        store = open_store(self.place)
        try:
            return read(store, self.person(store).person_id)
        finally:
            store.close()

    def take_back(self, key: str) -> int:
        """Delete one entry; how many there were."""
        store = open_store(self.place)
        try:
            return erase(store, Selection(self.person(store).person_id, keys=(key,))).count
        finally:
            store.close()

    def delete(self) -> int:
        """Delete everything, and look whether its bytes are gone; how many entries there were."""
        store = open_store(self.place)
        try:
            return erase(store, Selection(self.person(store).person_id)).count
        finally:
            store.close()
