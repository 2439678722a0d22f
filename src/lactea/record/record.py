"""A person's own record: everything that was entered, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from lactea.reading.problems import fault
from lactea.reading.record import Record as ImmutableModel
from lactea.record.entries import Entry, Identifier, ShortText
from lactea.record.events import InfantWeight, MedicineTaken, Nappy, Sleep, Symptom, TopUp
from lactea.record.sessions import Session
from lactea.record.times import ZoneName

PARTS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "sessions": Session,
        "medicines": MedicineTaken,
        "weights": InfantWeight,
        "nappies": Nappy,
        "top_ups": TopUp,
        "sleep": Sleep,
        "symptoms": Symptom,
    }
)
"""The lists of a record, and what is in them."""
PART_OF: Mapping[type[Entry], str] = MappingProxyType({kind: part for part, kind in PARTS.items()})


class Person(ImmutableModel):
    """Who keeps the record; `person_id` is any name, and need not be a real one."""

    person_id: Identifier
    zone: ZoneName


class Child(ImmutableModel):
    """A child that entries speak of; there may be none yet, or several."""

    child_id: Identifier
    born: date | None = None
    name: ShortText | None = None


def _by_time(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.key)))


InOrder = AfterValidator(_by_time)


class Record(ImmutableModel):
    """All that one person has recorded; every list is in the order of time."""

    person: Person
    children: tuple[Child, ...] = ()
    sessions: Annotated[tuple[Session, ...], InOrder] = ()
    medicines: Annotated[tuple[MedicineTaken, ...], InOrder] = ()
    weights: Annotated[tuple[InfantWeight, ...], InOrder] = ()
    nappies: Annotated[tuple[Nappy, ...], InOrder] = ()
    top_ups: Annotated[tuple[TopUp, ...], InOrder] = ()
    sleep: Annotated[tuple[Sleep, ...], InOrder] = ()
    symptoms: Annotated[tuple[Symptom, ...], InOrder] = ()

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        seen: set[tuple[str, str]] = set()
        for part in PARTS:
            for number, entry in enumerate(getattr(self, part)):
                if entry.person_id != self.person.person_id:
                    raise fault("this entry belongs to another person.", part, number, "person_id")
                if (part, entry.key) in seen:
                    raise fault("this identifier stands twice.", part, number, entry.ID)
                seen.add((part, entry.key))
        return self

    def entries(self) -> Iterator[Entry]:
        """Every entry, list by list."""
        for part in PARTS:
            yield from getattr(self, part)


def record_of(person: Person, entries: Iterable[Entry], children: Iterable[Child] = ()) -> Record:
    """The record of a person from entries in any order.

    Raises
    ------
    pydantic.ValidationError
        An entry belongs to somebody else, or stands twice.
    """
    lists: dict[str, list[Entry]] = {part: [] for part in PARTS}
    for entry in entries:
        lists[PART_OF[type(entry)]].append(entry)
    return Record(person=person, children=tuple(children), **lists)
