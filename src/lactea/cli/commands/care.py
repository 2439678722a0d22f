"""``lactea care``: relief measures, measures without a usable figure, and signs that ask for care."""

from __future__ import annotations

from dataclasses import asdict

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of

CARE_NOW = "Signs that ask for care, whatever a simulation says"
RELIEF = "Relief: named, with sources; nothing here changes a run"
NO_FIGURE = (
    "Daily life without a usable figure: can be written as a step 'measure', changes nothing"
)


def care(context: typer.Context) -> None:
    """List relief measures, daily-life measures without a usable figure, and signs that ask for care."""
    from lactea.care import relief, signs
    from lactea.scenario.measures import measures

    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.care/1",
                "signs": [asdict(one) for one in signs()],
                "relief": [asdict(one) for one in relief()],
                "measures": [asdict(one) for one in measures().values()],
            }
        )
        return
    typer.echo(CARE_NOW)
    typer.echo(
        table([(one.who, one.urgency, one.sign) for one in signs()], ("who", "when", "sign"))
    )
    typer.echo(f"\n{RELIEF}")
    rows = [("; ".join(one.topics), one.measure, one.grade, one.said) for one in relief()]
    typer.echo(table(rows, ("against", "measure", "evidence", "what is known")))
    typer.echo(f"\n{NO_FIGURE}")
    rows = [(one.name, one.verdict, one.grade, one.said) for one in measures().values()]
    typer.echo(table(rows, ("measure", "verdict", "evidence", "why")))
