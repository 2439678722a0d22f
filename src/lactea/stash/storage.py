"""Published storage times: the data file, and the times that hold for one infant.

Times that guidelines print differ. Unless one guideline is chosen, the shortest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from lactea.reading.durations import SpanTicks
from lactea.reading.problems import InputError, fault, first_problem, quote, suggestion
from lactea.reading.record import Record
from lactea.reading.yaml_reader import Document, parse
from lactea.stash.places import PLACES, Infant, Milk, Place

Text = Annotated[str, Field(min_length=1, max_length=400)]


class StorageTime(Record):
    """How long one guideline keeps one kind of milk in some places.

    `time` is counted with; `up_to` is the upper end of a printed range. `row` names the row of
    the evidence table in which the figure stands, where it does.
    """

    milk: Milk
    places: Literal["any"] | tuple[Place, ...]
    time: SpanTicks
    up_to: SpanTicks | None = None
    source: Text
    row: str = ""
    note: str = ""


class Guideline(Record):
    """One publisher's times, and the infants for whom they are meant."""

    name: Text
    country: Text
    infants: tuple[Infant, ...]
    times: tuple[StorageTime, ...]


class Assumption(Record):
    """How times are counted where guidelines are silent."""

    text: Text
    reason: Text


class Statement(Record):
    """Published advice without a number."""

    text: Text
    source: Text


class Source(Record):
    """Where a figure was read: in the text itself, or in a copy of it."""

    text: Text
    url: Text
    verified: Literal["primary", "secondary"]


class StorageFile(Record):
    """Everything in ``storage.yaml``."""

    schema_: Literal["lactea.storage/1"] = Field(alias="schema")
    guidelines: dict[str, Guideline]
    assumptions: tuple[Assumption, ...]
    statements: tuple[Statement, ...]
    sources: dict[str, Source]

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        for place, guideline in self.guidelines.items():
            for number, time in enumerate(guideline.times):
                if time.source not in self.sources:
                    raise fault(
                        f"{quote(time.source)} is not among 'sources'.",
                        "guidelines", place, "times", number, "source",
                    )  # fmt: skip
        for number, statement in enumerate(self.statements):
            if statement.source not in self.sources:
                raise fault(
                    f"{quote(statement.source)} is not among 'sources'.",
                    "statements", number, "source",
                )  # fmt: skip
        return self


@dataclass(frozen=True, slots=True)
class Limit:
    """The time that counts for one kind of milk in one place, and whose it is.

    Attributes
    ----------
    ticks
        The time, in seconds.
    up_to_ticks
        Upper end of the printed range; None where one figure is printed.
    guideline
        Short name of the guideline.
    """

    milk: Milk
    place: Place
    ticks: int
    up_to_ticks: int | None
    guideline: str
    source: Source
    row: str
    note: str


class Times:
    """The storage times that hold for one infant.

    Parameters
    ----------
    infant
        ``term`` for a healthy infant born at term, ``preterm`` for one born early or ill in hospital.
    guideline
        Short name of the one guideline to follow; the shortest time of all where it is None.

    Raises
    ------
    InputError
        There is no such guideline, or it is meant for other infants.
    """

    def __init__(self, infant: Infant = "term", guideline: str | None = None) -> None:
        self.infant = infant
        self.guideline = guideline
        self.guidelines = _chosen(infant, guideline)
        self._limits = _shortest(self.guidelines)

    def of(self, milk: Milk, place: Place) -> Limit | None:
        """The time of this milk in this place; None where nothing was found in print."""
        return self._limits.get((milk, place))

    def __iter__(self) -> Iterator[Limit]:
        return iter(self._limits.values())


@lru_cache(maxsize=1)
def storage_file() -> StorageFile:
    """The published times that ship with lactea.

    Raises
    ------
    InputError
        The file is damaged.
    """
    text = files("lactea.stash").joinpath("storage.yaml").read_text("utf-8")
    return understood(parse(text, "storage.yaml"))


def understood(document: Document) -> StorageFile:
    """A storage file out of plain data.

    Raises
    ------
    InputError
        An entry is wrong; the error names its line.
    """
    try:
        return StorageFile.model_validate(document.data)
    except ValidationError as error:
        raise document.problem(*first_problem(error, document.data)) from None


def guideline_names(infant: Infant) -> tuple[str, ...]:
    """Short names of the guidelines that are meant for this infant."""
    known = storage_file().guidelines
    return tuple(name for name, guideline in known.items() if infant in guideline.infants)


def _chosen(infant: Infant, guideline: str | None) -> Mapping[str, Guideline]:
    known = storage_file().guidelines
    names = guideline_names(infant)
    if guideline is None:
        return {name: known[name] for name in names}
    if guideline not in names:
        trouble = "is not meant for" if guideline in known else "is not a guideline known here for"
        whom = "healthy infants born at term" if infant == "term" else "infants born preterm or ill"
        raise InputError(f"{quote(guideline)} {trouble} {whom}. {suggestion(guideline, names)}")
    return {guideline: known[guideline]}


def _shortest(guidelines: Mapping[str, Guideline]) -> dict[tuple[Milk, Place], Limit]:
    """The shortest time of each kind of milk in each place, in the order of places."""
    sources = storage_file().sources
    found: dict[tuple[Milk, Place], Limit] = {}
    for name, guideline in guidelines.items():
        for time in guideline.times:
            for place in PLACES if time.places == "any" else time.places:
                rival = found.get((time.milk, place))
                if rival is None or time.time < rival.ticks:
                    found[time.milk, place] = Limit(
                        time.milk, place, time.time, time.up_to, name,
                        sources[time.source], time.row, time.note,
                    )  # fmt: skip
    return found
