"""What every entry of a record has: whose it is, of which zone, and where it came from."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, ClassVar
from uuid import uuid4

from pydantic import Field

from lactea.reading.record import Record as ImmutableModel
from lactea.record.times import UtcTime, ZoneName, now

OWN = "lactea"
"""Source of what was entered in lactea itself."""


def new_id() -> str:
    """An identifier that nothing else has."""
    return uuid4().hex


Identifier = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A name on one line, such as ``me`` or ``Ada``."""
ShortText = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Note = Annotated[str, Field(min_length=1, max_length=10_000, pattern=r"^[^\x00]+$")]


class Entry(ImmutableModel):
    """What all entries share.

    Attributes
    ----------
    person_id
        Whose record it is part of.
    child_id
        Whom it concerns, where it concerns a child.
    zone
        Zone in which the person lived at the time; local days are counted in it.
    source, source_row_id
        Where it came from, and which row it was there. One row of one source is kept once.
    entered_at
        When it was entered, or imported.
    """

    ID: ClassVar[str] = "entry_id"

    person_id: Identifier
    child_id: Identifier | None = None
    zone: ZoneName
    source: Identifier = OWN
    source_row_id: Identifier | None = None
    entered_at: UtcTime = Field(default_factory=now)
    note: Note | None = None

    @property
    @abstractmethod
    def at(self) -> UtcTime:
        """The moment by which entries are put in order."""

    @property
    def key(self) -> str:
        """The identifier of this entry."""
        return str(getattr(self, self.ID))
