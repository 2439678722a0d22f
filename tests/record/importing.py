"""Imports without a store: what becomes of the rows of files."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from lactea.record import Child, Entry
from lactea.record.importers.files import tables_in
from lactea.record.importers.gathering import gather
from lactea.record.importers.importing import Count, Reject, import_table
from lactea.record.importers.reading import Answers, Format
from lactea.record.store import Added

NEW_YORK = Answers(
    person_id="me", zone="America/New_York", unit="mL", weight_unit="kg", dates="month-first"
)


class Kept:
    """A sink that keeps entries in a list, each row once."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.children: dict[str, date | None] = {}
        self._seen: set[tuple[type, str | None]] = set()

    def add(self, entries) -> Added:
        added = Added()
        for entry in entries:
            name = (type(entry), entry.source_row_id)
            (added.duplicate if name in self._seen else added.new).append(entry)
            self._seen.add(name)
        self.entries += added.new
        return added

    def add_child(self, child: Child) -> None:
        self.children[child.child_id] = child.born or self.children.get(child.child_id)


def imported(
    *files: Path, answers: Answers = NEW_YORK, form: Format | None = None
) -> tuple[list[Entry], list[Count], list[Reject]]:
    """Entries, counts and rejected rows of files; the counts were checked to add up."""
    sink, rejects = Kept(), []
    with ExitStack() as closing:
        tables = [table for file in files for table in tables_in(file, answers.encoding, closing)]
        gathered = gather(tables, form)
        told = replace(answers, tags=gathered.tags)
        counts = [
            import_table(table, told, sink, rejects.append, lambda _: None)
            for table in gathered.tables
        ]
    for count in counts:
        parts = count.imported + count.replaced + count.duplicate + count.rejected
        assert count.rows == parts
        assert sum(count.reasons.values()) == count.rejected
    return sink.entries, counts, rejects
