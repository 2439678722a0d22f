"""``lactea claims``: what the source articles say, and what the model shows of it."""

from __future__ import annotations

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of


def claims(context: typer.Context) -> None:
    """List every claim of the source articles, and what of it is shown so far."""
    from lactea.evidence.claims import claims as known_claims

    known = known_claims()
    if settings_of(context).json:
        print_json({"schema": "lactea.claims/1", "claims": [one.as_data() for one in known]})
        return
    rows = [(one.id, one.subsystem, one.status, one.claim) for one in known]
    typer.echo(table(rows, ("id", "subsystem", "status", "claim")))
