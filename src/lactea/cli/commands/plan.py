"""``lactea plan``: the least effort and medicine that reaches a goal, within limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.commands.forecast import InfantChoice
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.plan.own_log import Followers
    from lactea.plan.planning import Told
    from lactea.plan.request import Mode, Request
    from lactea.twin.from_record import InfantAnswer


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
    log: Annotated[
        Path | None,
        typer.Option(
            "--log", help="Own record, .csv or .json of lactea log export: try on who follows it."
        ),
    ] = None,
    infant: Annotated[
        InfantChoice | None, typer.Option(help="With --log: what is known of the infant.")
    ] = None,
) -> None:
    """Search plans for a goal; Ctrl-C ends the search with the best so far. Exit 1 without any plan."""
    must_be_writable(out, (".json",))
    settings = settings_of(context)

    from lactea.plan import load_request
    from lactea.plan.answer import answer
    from lactea.plan.modes import narrower
    from lactea.plan.planning import Effort
    from lactea.record.files import write_private

    request = load_request(file)
    mode = narrower(settings.mode.value, request.mode)
    own_log = None if log is None else _followers(request, log, infant, mode, settings.seed)
    effort = Effort(tries, people, 2 * people)
    made, said = answer(request, mode, settings.seed, effort, _told(), own_log)
    if out is not None:
        write_private(out, (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode())
        remark(f"plans: {out}")
    if settings.json:
        print_json(made)
    else:
        typer.echo(said, nl=False)
    if not made["plans"]:
        raise typer.Exit(failures.NEGATIVE)


def _followers(
    request: Request, log: Path, infant: InfantChoice | None, mode: Mode, seed: int
) -> Followers:
    """People who follow the own record, or one sentence why there are none."""
    from lactea.plan.own_log import diary_for, followers
    from lactea.record import read_record

    said: InfantAnswer = "unknown" if request.infant else "none"
    if infant is not None:
        said = infant.value
    diary = diary_for(request, read_record(log), said)
    remark("Fitting the record takes about a minute.")
    return followers(request, diary, mode != "parent", seed)


def _told() -> Told | None:
    """Says on a terminal how far the search is."""
    if not sys.stderr.isatty():
        return None
    return lambda what, done, of: typer.echo(
        f"\r{what}: {done} of {of}   ", nl=done == of, err=True
    )
