"""A file of another tracker looked at, and taken over; the work of a process."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, cast

from lactea.app.screens.log.book import Book
from lactea.app.uploads import Said, Upload
from lactea.record.importers.files import tables_of
from lactea.record.importers.formats import format_named
from lactea.record.importers.gathering import Gathered, gather
from lactea.record.importers.importing import Count, Reject, Sink, import_table
from lactea.record.importers.problems import Answer
from lactea.record.importers.reading import Answers, Question
from lactea.record.importers.sinks import PreviewSink, ReplacingSink, StoreSink
from lactea.record.store import Store, open_store
from lactea.record.times import zone_info

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes that a zip may hold; the command line takes more."""
MOST_REJECTS = 20_000
"""Rejected rows that are held for their file; the counts are of all."""
HEADER = ("file", "line", "field", "reason", "row")


@dataclass(frozen=True)
class Looked:
    """What would become of a file, or what became of it.

    Attributes
    ----------
    asked : tuple of str
        What has to be said first; nothing else is there then.
    left_out : tuple of str
        Tables that lactea does not know.
    """

    asked: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    rejects: tuple[Reject, ...] = ()

    @property
    def new(self) -> int:
        """Rows that are, or would be, taken over."""
        return sum(count.imported + count.replaced for count in self.counts)

    @property
    def can_be_settled(self) -> bool:
        """Whether some rows are rejected for what the person did not say of the file."""
        return any(reason.settled_by for count in self.counts for reason in count.reasons)

    @property
    def rejected(self) -> int:
        return sum(count.rejected for count in self.counts)


def look(place: str, upload: Upload, said: Said) -> Looked:
    """What would become of a file; nothing is kept.

    Raises
    ------
    ValueError
        It cannot be read at all; the text says why.
    """
    return _through(place, upload, said, lambda store, _: PreviewSink(store))


def take_over(place: str, upload: Upload, said: Said, replacing: bool) -> Looked:
    """Keep what a file holds; when this returns, it is on the disk.

    Parameters
    ----------
    replacing
        Whether rows that changed at their source take the place of what was imported before.

    Raises
    ------
    ValueError
        It cannot be read at all; the text says why.
    """
    sink: Callable[[Store, str], Sink] = ReplacingSink if replacing else StoreSink
    return _through(place, upload, said, sink)


def rejects_csv(rejects: Sequence[Reject], ways: Mapping[Answer, str]) -> str:
    """Rejected rows as the command line writes them, but for how to say what would settle them."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(HEADER)
    table.writerows(
        (one.table, one.line, one.field, one.reason.told(ways), one.text) for one in rejects
    )
    return stream.getvalue()


def _answers(said: Said, person: str) -> Answers:
    """As the importers take it.

    Raises
    ------
    ValueError
        There is no such zone of time.
    """
    if said.zone:
        zone_info(said.zone)
    given: dict[str, Any] = {
        name: getattr(said, name) or None
        for name in ("zone", "unit", "weight_unit", "dates", "repeated_hour", "encoding")
    }
    return Answers(person_id=person, decimal=cast("Any", said.decimal), **given)


def _through(
    place: str, upload: Upload, said: Said, sink_of: Callable[[Store, str], Sink]
) -> Looked:
    store = open_store(place)
    try:
        with ExitStack() as closing:
            binary = io.BufferedReader(cast("Any", io.BytesIO(upload.content)))
            tables = tables_of(binary, upload.name, said.encoding or None, closing, MOST_UNPACKED)
            gathered = gather(tables, format_named(said.format) if said.format else None)
            person = Book(place).person(store).person_id
            answers = replace(_answers(said, person), tags=gathered.tags)
            if asked := gathered.open_questions(answers):
                return Looked(asked, gathered.left_out)
            return _imported(gathered, answers, sink_of(store, person))
    finally:
        store.close()


def _imported(gathered: Gathered, answers: Answers, sink: Sink) -> Looked:
    rejects: list[Reject] = []

    def note(reject: Reject) -> None:
        if len(rejects) < MOST_REJECTS:
            rejects.append(reject)

    counts = [import_table(one, answers, sink, note, lambda _: None) for one in gathered.tables]
    return Looked((), gathered.left_out, tuple(counts), tuple(rejects))
