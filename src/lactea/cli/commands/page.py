"""``lactea page``: one printed page, of a plan or of the last 72 hours."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.view.page import Page


def page(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Plans (from lactea plan --out), or a record.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .pdf or .html file.")],
    plan: Annotated[
        str | None, typer.Option(help="Letter of the plan; the first without it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="End of the 72 hours of a record; the last entry without it.")
    ] = None,
) -> None:
    """Print a plan with its review block, or the 72 hours before a visit, on one page."""
    must_be_writable(out, (".pdf", ".html"))

    from lactea import __version__
    from lactea.view.page import write_page

    made = _visit(file, until) if _is_record(file) else _plan(file, plan)
    write_page(made, out)
    remark(f"page: {out}")
    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.page/1",
                "version": __version__,
                "file": str(out),
                "title": made.title,
            }
        )


def _is_record(file: Path) -> bool:
    """Whether a file is a record and no family of plans: a CSV file, or another schema."""
    from lactea.plan.problems import PlanError
    from lactea.plan.stored import read_plans

    if file.suffix.lower() == ".csv":
        return True
    try:
        read_plans(file)
    except PlanError as error:
        return "not a file of plans" in error.what
    return False


def _plan(file: Path, letter: str | None) -> Page:
    from lactea.plan.stored import plan_of, read_plans
    from lactea.view.plan_page import plan_page

    document = read_plans(file)
    return plan_page(document, plan_of(document, letter, str(file)))


def _visit(file: Path, until: str | None) -> Page:
    from zoneinfo import ZoneInfo

    from lactea.plan.visit import visit_of
    from lactea.record import read_record
    from lactea.stash.moments import parse_moment
    from lactea.view.visit_page import visit_page

    record = read_record(file)
    zone = ZoneInfo(record.person.zone)
    end = None
    if until is not None:
        try:
            end = datetime.fromtimestamp(parse_moment(until, zone), zone)
        except ValueError as error:
            failures.stop(f"--until: {error}")
    return visit_page(visit_of(record, end))
