"""An importer: every row of a sample becomes entries, and no row of nonsense becomes a crash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import product

from pydantic import ValidationError

from lactea.reading.plugins import Plugin
from lactea.reading.problems import quote
from lactea.record.entries import Entry
from lactea.record.importers.brought import formats_in
from lactea.record.importers.files import tables_in
from lactea.record.importers.formats import formats
from lactea.record.importers.problems import RowError, TrackerFileError
from lactea.record.importers.reading import Answers, Draft, Format
from lactea.record.importers.table import Broken, Row, Table
from lactea.record.record import Child

ANSWERS = Answers(
    person_id="me",
    zone="America/New_York",
    unit="mL",
    weight_unit="kg",
    dates="year-first",
    child="child",
)
NONSENSE = ("", "0", "-1", "nan", "1e999", "2026-02-30 25:61", "\u0000", "x" * 300, "½", "=1+1")


def importer_faults(plugin: Plugin) -> list[str]:
    """What is wrong with the formats of an importer; a sample of each lies beside it as ``NAME.csv``."""
    return [
        f"{form.name}: {fault}"
        for form in formats_in(plugin)
        for fault in (*_format_faults(form), *_nonsense_faults(form), *_sample_faults(plugin, form))
    ]


def _format_faults(form: Format) -> Iterator[str]:
    if any(one.name == form.name for one in formats()):
        yield "lactea has a format of this name, and would use its own; choose another."
    if not form.needs:
        yield "it needs no column, and so would fit every table."
    if any(column != column.casefold() for column in form.needs):
        yield "columns that it needs are written in small letters."
    if form.needs and any(one.fits(form.needs) for one in formats()):
        yield "one of lactea's own formats fits its columns, and would be used instead."


def _nonsense_faults(form: Format) -> Iterator[str]:
    for first, second in product(NONSENSE, repeat=2):
        cells = {column: (first, second)[place % 2] for place, column in enumerate(form.needs)}
        try:
            list(form.read(Row(2, cells), Draft(form, ANSWERS)))
        except (RowError, ValidationError):
            continue
        except Exception as error:
            yield f"a row of {quote(first)} and {quote(second)} ends in {type(error).__name__}; raise RowError."
            return


def _sample_faults(plugin: Plugin, form: Format) -> list[str]:
    resource = files(plugin.entry.module.rpartition(".")[0] or plugin.entry.module)
    with as_file(resource.joinpath(f"{form.name}.csv")) as path, ExitStack() as closing:
        if not path.is_file():
            return [f"a sample of the format, {form.name}.csv, must lie beside the module."]
        try:
            return list(_table_faults(form, list(tables_in(path, None, closing))))
        except TrackerFileError as error:
            return [f"its sample cannot be read: {error}"]


def _table_faults(form: Format, tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        if not form.fits(table.columns):
            yield "its sample does not have the columns that it needs."
            continue
        first = _SampleRead.of(form, rows := tuple(table.rows))
        yield from first.faults
        if not first.entries:
            yield "its sample gives no entry."
        if len(set(first.identifiers)) != len(first.entries):
            yield "two entries of its sample have one source_row_id; begin with draft.head(row)."
        if first.identifiers != _SampleRead.of(form, rows).identifiers:
            yield "read twice, its sample gives other source_row_ids; nothing would be kept once."
        if any(entry.person_id != ANSWERS.person_id for entry in first.entries):
            yield "an entry of its sample belongs to another person than the one asked for."


@dataclass(frozen=True)
class _SampleRead:
    """Entries of a sample, and a sentence on each row that is none."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...]

    @property
    def identifiers(self) -> list[tuple[type[Entry], str | None]]:
        return [(type(entry), entry.source_row_id) for entry in self.entries]

    @classmethod
    def of(cls, form: Format, rows: Iterable[Row | Broken]) -> _SampleRead:
        draft, entries, faults = Draft(form, ANSWERS), list[Entry](), list[str]()
        for row in rows:
            try:
                if isinstance(row, Broken):
                    raise RowError(row.reason.what)
                parts: list[Entry | Child] = list(form.read(row, draft))
                entries += [part for part in parts if isinstance(part, Entry)]
            except (RowError, ValidationError) as error:
                why = error.why if isinstance(error, RowError) else "an entry is not valid."
                faults.append(f"line {row.line} of its sample is rejected: {why}")
        return cls(tuple(entries), tuple(faults))
