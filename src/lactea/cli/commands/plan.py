"""``lactea plan``: the least effort and medicine that reaches a goal, within limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.plan.planning import Told
    from lactea.plan.request import Mode, Request


def plan(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Request, a .yaml file; see docs/plans.md.")],
    out: Annotated[
        Path | None,
        typer.Option(help="Keep the plans in this .json file, for export and follow-up."),
    ] = None,
    tries: Annotated[int, typer.Option(min=1, max=10_000, help="Plans that are tried.")] = 56,
    people: Annotated[
        int, typer.Option(min=4, max=4096, help="People they are tried on; twice as many check.")
    ] = 16,
) -> None:
    """Search plans for a goal; Ctrl-C ends the search with the best so far. Exit 1 without any plan."""
    must_be_writable(out, (".json",))
    settings = settings_of(context)

    from lactea.plan import load_request
    from lactea.plan.modes import narrower

    request = load_request(file)
    mode = narrower(settings.mode.value, request.mode)
    make = _stop if request.goal.kind == "stop" else _reach
    made, said = make(request, mode, settings.seed, tries, people)
    if out is not None:
        out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        remark(f"plans: {out}")
    if settings.json:
        print_json(made)
    else:
        typer.echo(said, nl=False)
    if not made["plans"]:
        raise typer.Exit(failures.NEGATIVE)


def _reach(
    request: Request, mode: Mode, seed: int, tries: int, people: int
) -> tuple[dict[str, Any], str]:
    """Plans for a goal, as data and as text."""
    from lactea.plan.document import document
    from lactea.plan.planning import Effort, make_plans
    from lactea.plan.wording import text

    found = make_plans(request, mode, seed, Effort(tries, people, 2 * people), _told())
    return document(found), text(found)


def _stop(
    request: Request, mode: Mode, seed: int, tries: int, people: int
) -> tuple[dict[str, Any], str]:
    """Ways to stop, as data and as text; all of them are tried."""
    from lactea.plan.stop_document import stop_document
    from lactea.plan.stop_wording import ways_text
    from lactea.plan.weaning import ways_to_stop

    found = ways_to_stop(request, mode, seed, people, _told())
    return stop_document(found), ways_text(found)


def _told() -> Told | None:
    """Says on a terminal how far the search is."""
    if not sys.stderr.isatty():
        return None
    return lambda what, done, of: typer.echo(
        f"\r{what}: {done} of {of}   ", nl=done == of, err=True
    )
