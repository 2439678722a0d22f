"""``lactea validate``: predicted against published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of


def validate(
    context: typer.Context,
    table: Annotated[
        Path | None, typer.Option(help="Folder of tables T.csv with their T.map.csv.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a report to this .html file.")] = None,
) -> None:
    """Hold predictions against published rows; exit 1 where the bars are not met."""
    must_be_writable(report, (".html", ".htm"))
    if table is not None and not table.is_dir():
        failures.stop(f"{table}: there is no such folder.")

    from lactea import evidence

    outcome = evidence.validate(table, jobs=os.cpu_count() or 1, seed=settings_of(context).seed)
    if report is not None:
        outcome.write_report(report)
        remark(f"report: {report}")
    if settings_of(context).json:
        print_json(outcome.to_json())
    else:
        typer.echo(outcome.summary())
    if not outcome.passed:
        raise typer.Exit(failures.NEGATIVE)
