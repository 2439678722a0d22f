"""``lactea log import``: other trackers' files, or a running Baby Buddy."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lactea.cli import failures
from lactea.cli.commands.log.common import (
    StorePlace,
    Whose,
    any_person,
    asked,
    checked_zone,
    opened,
    secret_in,
    secret_of,
    stamp,
)
from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.record.importers.gathering import Gathered
    from lactea.record.importers.importing import Count, Reject, Sink
    from lactea.record.importers.problems import Answer
    from lactea.record.importers.reading import Answers, Format
    from lactea.record.importers.table import Table
    from lactea.record.store import Store

EVERY = 1000
"""After how many rows it is told that they are safe."""
HEADER = ("file", "format", "rows", "imported", "replaced", "duplicate", "rejected")
TOKEN = "LACTEA_BABYBUDDY_TOKEN"
QUESTIONS = {
    "zone": "In which time zone were the times written down, such as America/New_York?",
    "unit": "The file does not say its unit of volume.",
    "weight-unit": "The file does not say its unit of weight.",
    "dates": "Some dates may be day first or month first.",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "zone": (),
    "unit": ("mL", "oz", "uk_oz"),
    "weight-unit": ("kg", "g", "lb", "oz"),
    "dates": ("day-first", "month-first", "year-first"),
}
WAYS: dict[Answer, str] = {
    "zone": "Name it with --zone.",
    "unit": "Say it with --unit mL, oz or uk_oz.",
    "weight_unit": "Say it with --weight-unit kg, g, lb or oz.",
    "dates": "Say it with --dates day-first, month-first or year-first.",
    "decimal": "--decimal comma says that it marks decimals.",
    "repeated_hour": "Say which with --repeated-hour first or second.",
    "encoding": "Name the file's own with --encoding, such as cp1252.",
    "format": "Name its --format, or write a file for --columns that says which column holds what.",
    "replacing": "--replace takes the newer one.",
}
"""How this command lets a person say what a file does not."""


class UnitChoice(StrEnum):
    """Units of volume."""

    mL = "mL"
    oz = "oz"
    uk_oz = "uk_oz"


class WeightUnitChoice(StrEnum):
    """Units of weight."""

    kg = "kg"
    g = "g"
    lb = "lb"
    oz = "oz"


class DateChoice(StrEnum):
    """Orders of a date."""

    day_first = "day-first"
    month_first = "month-first"
    year_first = "year-first"


class DecimalChoice(StrEnum):
    """Signs before decimals."""

    point = "point"
    comma = "comma"


class HourChoice(StrEnum):
    """Which is meant of an hour that comes twice."""

    first = "first"
    second = "second"


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV files or zips; those of one export together.")
    ] = None,
    babybuddy: Annotated[
        str | None, typer.Option(help="Address of a running Baby Buddy instead of files.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(help=f"File that holds its token; or set {TOKEN}.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="What the files are, where it is not recognised.")
    ] = None,
    columns: Annotated[
        Path | None, typer.Option(help="Which column holds what, a .yaml file; for spreadsheets.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of times without one, such as America/New_York.")
    ] = None,
    unit: Annotated[
        UnitChoice | None, typer.Option(help="Unit of volumes without one; never guessed.")
    ] = None,
    weight_unit: Annotated[
        WeightUnitChoice | None, typer.Option(help="Unit of weights without one.")
    ] = None,
    dates: Annotated[DateChoice | None, typer.Option(help="Order of dates.")] = None,
    decimal: Annotated[
        DecimalChoice, typer.Option(help="What stands before decimals.")
    ] = DecimalChoice.point,
    repeated_hour: Annotated[
        HourChoice | None, typer.Option(help="Which is meant of the hour that autumn repeats.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the files, where it is not UTF-8 or UTF-16.")
    ] = None,
    child: Annotated[str | None, typer.Option(help="Whom entries of a child concern.")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Tell what would be imported, and keep nothing.")
    ] = False,
    replace_: Annotated[
        bool, typer.Option("--replace", help="Rows that changed at their source take their place.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write rejected rows to this .csv file.")
    ] = None,
    person: Whose = None,
    store: StorePlace = None,
) -> None:
    """Import files of other trackers, or a running Baby Buddy; the same twice adds nothing."""
    must_be_writable(rejects, (".csv",))
    if bool(files) == (babybuddy is not None):
        failures.stop("give files, or the address of a Baby Buddy with --babybuddy.")
    with opened(context, store) as kept, ExitStack() as closing:
        from lactea.record.importers.brought import brought_formats
        from lactea.record.importers.reading import Answers
        from lactea.record.store import add_person

        for fault in brought_formats()[1]:
            remark(fault)
        tables = (
            _served(babybuddy, token_file) if babybuddy else _filed(files or [], encoding, closing)
        )
        gathered = _gathered(tables, _chosen(format_, columns))
        for name in gathered.left_out:
            remark(f"left out: {name} (lactea knows no table with these columns)")
        given = Answers(
            zone=None if zone is None else checked_zone(zone),
            unit=_value(unit),
            weight_unit=_value(weight_unit),
            dates=_value(dates),
            decimal=decimal.value,
            repeated_hour=_value(repeated_hour),
            child=child,
            tags=gathered.tags,
        )
        answers = _answered(gathered, given)
        owner = any_person(kept, person, answers.zone)
        answers = replace(answers, person_id=owner.person_id)
        if not preview:
            add_person(kept, owner)
        counts = _imported(gathered, answers, _sink(kept, answers, preview, replace_), rejects)
    _tell(counts, preview, settings_of(context).json)
    if all(count.rejected == count.rows for count in counts) and any(one.rows for one in counts):
        raise typer.Exit(failures.NEGATIVE)


def _value(choice: StrEnum | None) -> Any:
    return None if choice is None else choice.value


# ---------------------------------------------------------------------- what is imported


def _filed(files: Sequence[Path], encoding: str | None, closing: ExitStack) -> Iterator[Table]:
    from lactea.record.importers.files import tables_in

    for file in files:
        yield from tables_in(file, encoding, closing)


def _served(address: str, token_file: Path | None) -> Iterator[Table]:
    from lactea.record.importers.babybuddy_api import server

    if token_file is not None:
        token = secret_in(token_file).strip()
    elif TOKEN in os.environ:
        token = secret_of(TOKEN)
    elif sys.stdin.isatty():
        token = typer.prompt("Token of Baby Buddy", hide_input=True, err=True)
    else:
        failures.stop(f"Baby Buddy wants a token; give --token-file, or set {TOKEN}.")
    found = server(address, token)
    yield found.children()
    yield from found.tables()


def _chosen(name: str | None, columns: Path | None) -> Format | None:
    """The format that the person named or described."""
    from lactea.record.importers.columns import read_map
    from lactea.record.importers.formats import format_named

    if name is not None and columns is not None:
        failures.stop("give one of --format and --columns.")
    if columns is not None:
        return read_map(columns)
    return None if name is None else format_named(name)


def _gathered(tables: Iterable[Table], form: Format | None) -> Gathered:
    from lactea.record.importers.gathering import gather
    from lactea.record.importers.problems import TrackerFileError

    try:
        return gather(tables, form)
    except TrackerFileError as error:
        failures.stop(error.reason.told(WAYS))


def _answered(gathered: Gathered, answers: Answers) -> Answers:
    """With an answer to every question that is open, from the terminal."""
    for question in gathered.open_questions(answers):
        choices = CHOICES[question]
        answer = asked(f"--{question}", QUESTIONS[question], choices)
        if choices and answer not in choices:
            failures.stop(f"--{question} is one of {', '.join(choices)}.")
        if question == "zone":
            checked_zone(answer)
        answered: dict[str, Any] = {question.replace("-", "_"): answer}
        answers = replace(answers, **answered)
    return answers


def _sink(store: Store, answers: Answers, preview: bool, replacing: bool) -> Sink:
    from lactea.record.importers.sinks import PreviewSink, ReplacingSink, StoreSink

    if preview:
        return PreviewSink(store)
    return (ReplacingSink if replacing else StoreSink)(store, answers.person_id)


def _imported(
    gathered: Gathered, answers: Answers, sink: Sink, rejects: Path | None
) -> list[Count]:
    from lactea.record.importers.importing import import_table

    counts: list[Count] = []
    with _rejects(rejects) as on_reject:
        for source in gathered.tables:
            name = source.table.name

            def on_kept(rows: int, name: str = name) -> None:
                if rows % EVERY == 0:
                    remark(f"{name}: {rows} rows are safe")

            counts.append(import_table(source, answers, sink, on_reject, on_kept))
    return counts


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Reject], None]]:
    """What is told of each rejected row: a line in a file that only its owner may read, or nothing."""
    if path is None:
        yield lambda reject: None
        return
    from lactea.record.files import private_file

    with private_file(path) as file:
        lines = TextIOWrapper(file, "utf-8", "backslashreplace", newline="", write_through=True)
        table = csv.writer(lines)
        table.writerow(("file", "line", "field", "reason", "row"))
        yield lambda one: table.writerow(
            (one.table, one.line, one.field, one.reason.told(WAYS), one.text)
        )
        lines.detach()


# --------------------------------------------------------------------------- what became


def _tell(counts: Sequence[Count], preview: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "schema": "lactea.log.imported/1",
                **stamp(),
                "preview": preview,
                "tables": [count.document(WAYS) for count in counts],
            }
        )
        return
    rows = [
        (
            count.table,
            count.format,
            *(
                str(number)
                for number in (
                    count.rows,
                    count.imported,
                    count.replaced,
                    count.duplicate,
                    count.rejected,
                )
            ),
        )
        for count in counts
    ]
    typer.echo(table(rows, HEADER))
    for count in counts:
        if count.first_day is not None:
            remark(f"{count.table}: from {count.first_day} to {count.last_day}")
        for warning, number in count.warnings.most_common():
            remark(f"{count.table}: warning, {number} times: {warning}")
        for reason, number in count.reasons.most_common():
            remark(f"{count.table}: {number} rejected: {reason.told(WAYS)}")
        if count.ran_over:
            remark(f"{count.table}: {count.ran_over} lines belong to the note of the row above")
    if preview:
        remark("this was a preview; nothing was kept.")
