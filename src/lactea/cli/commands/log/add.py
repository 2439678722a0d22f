"""``lactea log add``: one entry."""

from __future__ import annotations

from typing import Annotated

import typer

from lactea.cli.commands.log.common import StorePlace, Whose, Zone, any_person, opened, stamp
from lactea.cli.output import print_json, remark
from lactea.cli.settings import settings_of

VOLUME = "Volume, such as '60 mL', '2.5 oz' or 'drops'."


def add(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            help="pump, hand, nurse, weighed_feed, daily_total, medicine, weight, nappy, top_up, "
            "sleep or symptom."
        ),
    ],
    at: Annotated[
        str | None, typer.Option(help="When it began, '2026-08-01 05:05'; now, without it.")
    ] = None,
    end: Annotated[str | None, typer.Option(help="When it ended.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="Or how long it lasted.")] = None,
    left: Annotated[str | None, typer.Option(help=VOLUME)] = None,
    right: Annotated[str | None, typer.Option(help=VOLUME)] = None,
    total: Annotated[str | None, typer.Option(help=VOLUME)] = None,
    side: Annotated[str | None, typer.Option(help="left, right or both.")] = None,
    fate: Annotated[str | None, typer.Option(help="stored, fed, discarded or donated.")] = None,
    removed_fraction: Annotated[
        float | None, typer.Option(help="Estimated share of the milk that was removed, 0 to 1.")
    ] = None,
    device: Annotated[str | None, typer.Option(help="Which pump.")] = None,
    medicine: Annotated[str | None, typer.Option(help="Name of the medicine taken.")] = None,
    amount: Annotated[
        str | None, typer.Option(help="Of a medicine as you took it, or of a top-up with its unit.")
    ] = None,
    weight: Annotated[str | None, typer.Option(help="Of the child, such as '4.12 kg'.")] = None,
    wet: Annotated[bool | None, typer.Option("--wet/--not-wet", help="Of a nappy.")] = None,
    solid: Annotated[bool | None, typer.Option("--solid/--not-solid", help="Of a nappy.")] = None,
    milk: Annotated[
        str | None, typer.Option(help="Of a top-up: own, donor, human, fortified, formula, mixed.")
    ] = None,
    symptom: Annotated[str | None, typer.Option(help="What was felt or seen.")] = None,
    child: Annotated[str | None, typer.Option(help="Whom it concerns, any name.")] = None,
    note: Annotated[str | None, typer.Option(help="A note.")] = None,
    person: Whose = None,
    zone: Zone = None,
    store: StorePlace = None,
) -> None:
    """Add one entry to a record."""
    typed = {
        name: context.params[name]
        for name in (
            "at end minutes left right total side fate removed_fraction device medicine amount weight "
            "wet solid milk symptom note"
        ).split()
    }
    with opened(context, store) as kept:
        from lactea.record import Child
        from lactea.record.entering import entry_of
        from lactea.record.store import add as keep
        from lactea.record.store import add_child, add_person

        owner = any_person(kept, person, zone)
        whose = {"person_id": owner.person_id, "child_id": child}
        entry = entry_of(what, zone or owner.zone, {**typed, **whose})
        add_person(kept, owner)
        if child is not None:
            add_child(kept, owner.person_id, Child(child_id=child))
        keep(kept, [entry])
    if settings_of(context).json:
        document = entry.model_dump(mode="json", exclude_none=True)
        print_json({"schema": "lactea.log.entry/1", "what": what, **stamp(), "entry": document})
        return
    remark(f"kept: {entry.key}")
