"""``lactea associations``: the mother's health years later, as studies print it."""

from __future__ import annotations

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of


def associations(context: typer.Context) -> None:
    """List published associations of breastfeeding with later health, and their limits."""
    from lactea.evidence.associations import LIMITS
    from lactea.evidence.associations import associations as known_associations

    known = known_associations()
    if settings_of(context).json:
        rows = [one.as_data() for one in known]
        print_json({"schema": "lactea.associations/1", "limits": LIMITS, "associations": rows})
        return
    typer.echo("\n".join(f"- {limit}" for limit in LIMITS) + "\n")
    cells = [
        (one.outcome, one.comparison, one.measure, one.figure, one.grade, one.study)
        for one in known
    ]
    typer.echo(table(cells, ("outcome", "comparison", "measure", "figure", "grade", "study")))
