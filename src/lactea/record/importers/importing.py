"""Rows become entries of a record: each is imported, was there already, or is rejected with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from typing import Any, Protocol

from pydantic import ValidationError

from lactea.reading.problems import dotted
from lactea.record.entries import Entry
from lactea.record.importers.problems import Answer, Reason, RowError
from lactea.record.importers.reading import Answers, Draft, Format, Question
from lactea.record.importers.table import Broken, Row, Table
from lactea.record.problems import complaint
from lactea.record.record import PART_OF, Child
from lactea.record.store.adding import Added
from lactea.record.times import local_day

AT_ONCE = 500
SAMPLE = 100
TOO_SHORT = "the row has fewer cells than there are columns."
CHANGED = "the row differs from what was imported before."

FUTURE = "the time lies in the future; is the order of dates right?"


class Sink(Protocol):
    """Where entries go: a store, or a preview of one."""

    def add(self, entries: Sequence[Entry]) -> Added:
        """Take entries; when this returns, they are safe."""

    def add_child(self, child: Child) -> None:
        """Take a child that entries speak of."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected row: where it stood, what it was, and why."""

    table: str
    line: int
    field: str
    reason: Reason
    text: str

    @property
    def why(self) -> str:
        """The reason, without what would settle it."""
        return self.reason.what


@dataclass(slots=True)
class Count:
    """What became of the rows of one table; `rows` is the sum of the four below it.

    Attributes
    ----------
    entries, reasons, warnings
        How many of each part, of each reason to reject, of each reading that could be meant otherwise.
    ran_over
        Lines that belong to the note of the row above.
    first_day, last_day
        On the calendar; a date that was read in the wrong order shows here.
    """

    table: str
    format: str
    rows: int = 0
    imported: int = 0
    replaced: int = 0
    duplicate: int = 0
    rejected: int = 0
    entries: Counter[str] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    ran_over: int = 0
    first_day: date | None = None
    last_day: date | None = None

    def see(self, entry: Entry) -> None:
        """Note the day of an entry, as the person's calendar has it."""
        day = local_day(entry.at, entry.zone)
        self.first_day = day if self.first_day is None else min(day, self.first_day)
        self.last_day = day if self.last_day is None else max(day, self.last_day)

    def document(self, ways: Mapping[Answer, str]) -> dict[str, Any]:
        """The count as plain data, with reasons in the words of a front end."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        plain["reasons"] = {why.told(ways): number for why, number in self.reasons.items()}
        for name, value in plain.items():
            if isinstance(value, Counter):
                plain[name] = dict(value)
            if isinstance(value, date):
                plain[name] = value.isoformat()
        return plain


@dataclass(frozen=True)
class Opened:
    """A table whose format is known; `sample` are its first rows, which `rows` still holds."""

    table: Table
    format: Format
    sample: tuple[Row | Broken, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What has to be known before it can be read."""
        texts = [
            row.get(column)
            for row in self.sample
            if isinstance(row, Row)
            for column in self.format.date_columns
        ]
        open_order = any(text is not None and not text[:4].isdigit() for text in texts)
        return (*self.format.asks, *(("dates",) if open_order else ()))


def opened(table: Table, form: Format) -> Opened:
    """A table with a look at its first rows."""
    rows = iter(table.rows)
    sample = tuple(islice(rows, SAMPLE))
    return Opened(replace(table, rows=chain(sample, rows)), form, sample)


def import_table(
    source: Opened,
    answers: Answers,
    sink: Sink,
    on_reject: Callable[[Reject], None],
    on_kept: Callable[[int], None],
) -> Count:
    """Import a table, some rows at a time.

    Parameters
    ----------
    sink
        Where entries go.
    on_reject
        Is told of each row that was rejected.
    on_kept
        Is told how many rows of the table are dealt with and safe.
    """
    count = Count(source.table.name, source.format.name)
    draft = Draft(source.format, answers)
    children: set[str] = set()

    def reject(row: Row | Broken, rejected: RowError) -> None:
        count.rejected += 1
        count.reasons[rejected.reason] += 1
        on_reject(Reject(count.table, row.line, rejected.field, rejected.reason, row.text))

    rows = iter(_whole_rows(source, count))
    while some := list(islice(rows, AT_ONCE)):
        count.rows += len(some)
        read: list[tuple[Row, list[Entry]]] = []
        for row in some:
            try:
                parts = _read(row, draft)
            except RowError as rejected:
                reject(row, rejected)
                continue
            assert isinstance(row, Row)
            for child in _children_in(parts, children):
                sink.add_child(child)
            entries = [part for part in parts if isinstance(part, Entry)]
            for entry in entries:
                count.see(entry)
                if entry.at > draft.entered_at:
                    draft.warn(FUTURE)
            if entries:
                read.append((row, entries))
            else:
                count.imported += 1
        _keep(read, sink, count, reject)
        on_kept(count.rows)
    count.warnings = draft.warnings
    return count


def _keep(
    read: Sequence[tuple[Row, list[Entry]]],
    sink: Sink,
    count: Count,
    reject: Callable[[Row, RowError], None],
) -> None:
    added = sink.add([entry for _, entries in read for entry in entries])
    new = {entry.key for entry in added.new}
    changed = {entry.key for entry in added.changed}
    replaced = {entry.key for entry in added.replaced}
    for entry in added.new:
        count.entries[PART_OF[type(entry)]] += 1
    for row, entries in read:
        keys = {entry.key for entry in entries}
        if keys & changed:
            reject(row, RowError(CHANGED, settled_by="replacing"))
        elif keys & new:
            count.imported += 1
        elif keys & replaced:
            count.replaced += 1
        else:
            count.duplicate += 1


def _read(row: Row | Broken, draft: Draft) -> list[Entry | Child]:
    """The entries of a row; whatever is wrong with it ends as a rejection."""
    if isinstance(row, Broken):
        raise RowError(row.reason.what, settled_by=row.reason.settled_by)
    if row.short and not draft.format.short_rows:
        raise RowError(TOO_SHORT)
    try:
        return list(draft.format.read(row, draft))
    except ValidationError as error:
        path, what = complaint(error)
        raise RowError(what, dotted(path)) from None


def _children_in(parts: Iterable[Entry | Child], known: set[str]) -> Iterator[Child]:
    """Children that are spoken of for the first time."""
    for part in parts:
        if isinstance(part, Child):
            known.add(part.child_id)
            yield part
        elif part.child_id is not None and part.child_id not in known:
            known.add(part.child_id)
            yield Child(child_id=part.child_id)


def _whole_rows(source: Opened, count: Count) -> Iterator[Row | Broken]:
    """Rows, where a note ran over its line put together again."""
    column = source.format.runs_over
    if column is None:
        yield from source.table.rows
        return
    above: Row | Broken | None = None
    for row in source.table.rows:
        begins = isinstance(row, Row) and (row.get(column) or "")[:1].isdigit()
        if begins or not isinstance(above, Row):
            if above is not None:
                yield above
            above = row
        else:
            count.ran_over += 1
            note = "\n".join(part for part in (above.get("note"), row.text.strip()) if part)
            above = replace(above, cells={**above.cells, "note": note})
    if above is not None:
        yield above
