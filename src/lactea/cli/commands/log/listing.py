"""``lactea log list`` and ``lactea log people``: what is in a record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.commands.log.common import StorePlace, Whose, existing_person, opened, stamp
from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.record import Entry, Record
    from lactea.record.volumes import Unit

HEADER = ("when", "what", "left", "right", "total", "identifier")


def list_(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="From this date or time on.")] = None,
    until: Annotated[str | None, typer.Option(help="Before this date or time.")] = None,
    last: Annotated[int, typer.Option(min=1, help="How many of the latest to show.")] = 50,
    person: Whose = None,
    store: StorePlace = None,
) -> None:
    """Show a record, in the person's own time and units; all of it with --json."""
    with opened(context, store) as kept:
        from lactea.record import as_document
        from lactea.record.store import Selection, read

        owner = existing_person(kept, person)
        span = [
            _moment(text, owner.zone, flag)
            for text, flag in ((since, "--since"), (until, "--until"))
        ]
        record = read(kept, Selection(owner.person_id, since=span[0], until=span[1]))
    if settings_of(context).json:
        print_json(as_document(record))
        return
    typer.echo(table(_lines(record, last), HEADER))


def people(context: typer.Context, store: StorePlace = None) -> None:
    """List whose records are kept."""
    with opened(context, store) as kept:
        from lactea.record.store import people as everybody

        known = everybody(kept)
    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.log.people/1",
                **stamp(),
                "people": [one.model_dump(mode="json") for one in known],
            }
        )
        return
    typer.echo(table([(one.person_id, one.zone) for one in known], ("person", "time zone")))


def _moment(text: str | None, zone: str, flag: str) -> datetime | None:
    from datetime import UTC

    from lactea.record.times import zone_info
    from lactea.stash.moments import parse_moment

    if text is None:
        return None
    try:
        return datetime.fromtimestamp(parse_moment(text, zone_info(zone)), UTC)
    except ValueError as error:
        failures.stop(f"{flag}: {error}")


def _lines(record: Record, last: int) -> list[tuple[str, ...]]:
    entries = sorted(record.entries(), key=lambda entry: entry.at)
    return [_line(entry) for entry in entries[-last:]]


def _line(entry: Entry) -> tuple[str, ...]:
    from lactea.record import Session
    from lactea.record.record import PART_OF
    from lactea.record.times import zone_info

    when = entry.at.astimezone(zone_info(entry.zone)).strftime("%Y-%m-%d %H:%M")
    if not isinstance(entry, Session):
        return when, PART_OF[type(entry)].replace("_", " "), "", "", "", entry.key
    if entry.kind == "daily_total":
        when = when[:10]
    amounts = [
        _amount(raw, ml, entry.raw_unit)
        for raw, ml in (
            (entry.raw_left, entry.left_mL),
            (entry.raw_right, entry.right_mL),
            (None if entry.split_known else entry.raw_total, entry.total_mL),
        )
    ]
    return when, entry.kind.replace("_", " "), *amounts, entry.key


def _amount(raw: str | None, ml: float | None, unit: Unit | None) -> str:
    """A volume as it was entered; a sum in the unit of what was entered."""
    from lactea.record.volumes import ML_PER

    if raw == "drops":
        return raw
    name = "oz (UK)" if unit == "uk_oz" else unit or "mL"
    if raw is not None:
        return f"{raw} {name}"
    return "" if ml is None else f"{ml / float(ML_PER[unit or 'mL']):.4g} {name}"
