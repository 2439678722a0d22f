"""``lactea log delete``: entries go for good, and it is checked that their bytes have gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.commands.log.common import (
    StorePlace,
    Whose,
    confirmed,
    existing_person,
    opened,
    stamp,
)
from lactea.cli.output import print_json, remark
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.record.store import Erased

CHECKED = (
    "their bytes are gone from the file and from its log; backups and exports that you made, and "
    "copies that the disk itself keeps, are not touched."
)
NOT_CHECKED = (
    "the server may keep their bytes in its own logs and backups for a while; that is not checked."
)


def delete(
    context: typer.Context,
    entry: Annotated[
        list[str] | None, typer.Option(help="Identifier of an entry; repeatable.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Everything imported from there, such as huckleberry.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="The whole record of the person.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    person: Whose = None,
    store: StorePlace = None,
) -> None:
    """Delete entries of a record, or all of it."""
    if sum((bool(entry), source is not None, everything)) != 1:
        failures.stop("say what to delete: --entry, --source or --everything.")
    with opened(context, store) as kept:
        from lactea.record.store import Erased, Selection, erase, people, sweep

        known = [one.person_id for one in people(kept)]
        if everything and (person not in known if person else not known):
            # A deletion that was hindered takes the record out and may leave its bytes: whoever asks again gets them gone.
            swept = sweep(kept)
            if not known:
                _tell(context, Erased(0, swept))
                return
        owner = existing_person(kept, person).person_id
        what = "the whole record" if everything else "these entries"
        confirmed(f"Delete {what} of '{owner}' for good?", yes)
        keys = tuple(entry) if entry else None
        erased = erase(kept, Selection(owner, source=source, keys=keys))
    _tell(context, erased)
    if not erased.count and not everything:
        raise typer.Exit(failures.NEGATIVE)


def _tell(context: typer.Context, erased: Erased) -> None:
    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.log.deleted/1",
                **stamp(),
                "entries": erased.count,
                "bytes_checked": erased.verified,
            }
        )
    remark(f"deleted: {erased.count} entries; {CHECKED if erased.verified else NOT_CHECKED}")
