"""``lactea observables``: what can be read off a run."""

from __future__ import annotations

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of


def observables(context: typer.Context) -> None:
    """List every observable with its unit, its statistics and its meaning."""
    from lactea.results.observables import observables as known_observables

    known = known_observables().values()
    if settings_of(context).json:
        rows = [
            {
                "name": one.name,
                "unit": one.unit,
                "subsystem": one.subsystem,
                "statistics": list(one.statistics),
                "meaning": one.meaning,
            }
            for one in known
        ]
        print_json({"schema": "lactea.observables/1", "observables": rows})
        return
    rows_of_text = [(one.name, one.unit, " ".join(one.statistics), one.meaning) for one in known]
    typer.echo(table(rows_of_text, ("name", "unit", "statistics", "meaning")))
