"""``lactea stash``: stored milk, what ends next, and how long it lasts."""

from __future__ import annotations

import time
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.stash.account import Account
    from lactea.stash.reach import Pumping
    from lactea.stash.storage import Times

ONE_DAY = timedelta(days=1)
OF_A_LEDGER = (
    "on",
    "need",
    "gaps",
    "scenario",
    "origin",
    "until",
    "pumped",
    "place",
    "arrival",
    "zone",
    "plot",
)
"""Options that say nothing of the published times alone."""


class InfantChoice(StrEnum):
    """For whom the milk is."""

    term = "term"
    preterm = "preterm"


class FreezerChoice(StrEnum):
    """Where milk that is yet to come would be kept."""

    freezer_compartment = "freezer_compartment"
    freezer = "freezer"
    deep_freezer = "deep_freezer"


def stash(
    context: typer.Context,
    ledger: Annotated[
        Path | None, typer.Argument(help="Ledger, .yaml or .csv; without it, the published times.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="Date (its end) or date and time; now, without it.")
    ] = None,
    need: Annotated[
        str | None, typer.Option(help="What a day wants from the stash, such as '150 mL/day'.")
    ] = None,
    gaps: Annotated[
        Path | None, typer.Option(help="The same by date: a .csv file with date,amount.")
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(help="The same from the other milk that a simulation gives.")
    ] = None,
    origin: Annotated[str | None, typer.Option(help="Date of day 0 of that simulation.")] = None,
    until: Annotated[str | None, typer.Option(help="Does it last until this date?")] = None,
    pumped: Annotated[
        str | None, typer.Option(help="With --until: put by on each day of pumping, '200 mL/day'.")
    ] = None,
    place: Annotated[
        FreezerChoice, typer.Option(help="Where milk yet to come would be kept.")
    ] = FreezerChoice.freezer,
    arrival: Annotated[
        list[str] | None, typer.Option(help="What is within its time on this date; repeatable.")
    ] = None,
    infant: Annotated[InfantChoice, typer.Option(help="For whom.")] = InfantChoice.term,
    guideline: Annotated[
        str | None, typer.Option(help="Whose times count; the shortest of all, without it.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone, where the ledger names none.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the stash by day to this .png or .svg file.")
    ] = None,
) -> None:
    """Tell what stored milk is within its published time, and how long it lasts."""
    must_be_writable(plot, (".png", ".svg"))
    if sum(given is not None for given in (need, gaps, scenario)) > 1:
        failures.stop("give one of --need, --gaps and --scenario.")
    settings = settings_of(context)

    from lactea.stash import account as room
    from lactea.stash.need import read_gaps, steady_need
    from lactea.stash.storage import Times

    times = Times(infant.value, guideline)
    if ledger is None:
        _refuse_what_needs_a_ledger(context)
        _tell_times(times, settings.json)
        return
    _refuse_what_says_nothing(origin, scenario, "--origin", "--scenario")
    _refuse_what_says_nothing(pumped, until, "--pumped", "--until")
    account = _opened(ledger, zone, times, on)
    if need is not None:
        account = room.wanting(account, steady_need(need))
    if gaps is not None:
        account = room.wanting(account, read_gaps(gaps))
    if scenario is not None:
        account = _wanting_as_simulated(account, scenario, origin, place, settings.seed)
    if until is not None:
        pumping = _pumping(pumped, times, place)
        account = room.reaching(account, _day(until, "--until"), pumping)
    account = room.arriving(account, [_day(text, "--arrival") for text in arrival or ()])
    if plot is not None:
        _draw(account, plot)
    _tell(account, settings.json)
    if account.reach is not None and not account.reach.reached:
        raise typer.Exit(failures.NEGATIVE)


def _refuse_what_needs_a_ledger(context: typer.Context) -> None:
    for name in OF_A_LEDGER:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            failures.stop(
                f"--{name} is asked of a ledger; name its file first: lactea stash mine.yaml --{name} ..."
            )


def _refuse_what_says_nothing(given: object, needed: object, option: str, other: str) -> None:
    """Nobody is to think that an option counted which was not looked at."""
    if given is not None and needed is None:
        failures.stop(f"{option} says nothing without {other}; give both or leave it out.")


def _opened(path: Path, zone: str | None, times: Times, on: str | None) -> Account:
    """The account of a ledger at a moment, with nothing asked of it yet."""
    from lactea.stash.account import Account
    from lactea.stash.books import stock_at
    from lactea.stash.ledger import read_ledger

    ledger = read_ledger(path, zone)
    if zone is not None and str(ledger.zone) != zone:
        failures.stop(
            f"{path}: the ledger names its zone, {ledger.zone}, and --zone says {zone}; leave --zone out."
        )
    return Account(ledger, times, stock_at(ledger, times, _second(on, ledger.zone)))


def _second(on: str | None, zone: tzinfo) -> int:
    """The moment that --on names: the end of a date, a time, or now."""
    from lactea.stash.moments import is_date, parse_moment, start_of

    if on is None:
        return int(time.time())
    if is_date(on):
        return start_of(_day(on, "--on") + ONE_DAY, zone) - 1
    try:
        return parse_moment(on, zone)
    except ValueError as error:
        failures.stop(f"--on: {error}")


def _day(text: str, option: str) -> date:
    from lactea.stash.moments import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        failures.stop(f"{option}: {error}")


def _keeps(times: Times, place: FreezerChoice) -> int:
    """How long milk that is yet to come would keep, in seconds; 0 where nothing is printed."""
    limit = times.of("frozen", place.value)
    return 0 if limit is None else limit.ticks


def _pumping(pumped: str | None, times: Times, place: FreezerChoice) -> Pumping:
    from lactea.stash.need import parse_rate
    from lactea.stash.reach import Pumping

    rate = Fraction(0) if pumped is None else parse_rate(pumped, "--pumped")
    return Pumping(rate, _keeps(times, place))


def _wanting_as_simulated(
    account: Account, scenario: str, origin: str | None, place: FreezerChoice, seed: int
) -> Account:
    """With the other milk that a simulated infant is given, and the milk that is put by."""
    if origin is None:
        failures.stop("--scenario needs --origin, the date of its day 0, such as 2026-06-01.")

    from lactea import scenario as room
    from lactea.engine import simulate
    from lactea.results.other_milk import other_milk
    from lactea.stash.account import wanting
    from lactea.stash.moments import start_of
    from lactea.stash.need import DatedNeed
    from lactea.stash.plan import Portion

    zero = _day(origin, "--origin")
    run = other_milk(simulate(room.load(scenario), seed=seed))
    ahead = {day: milk for milk in run if (day := zero + milk.day * ONE_DAY) >= account.first_day}
    if not ahead:
        failures.stop(f"--origin {zero}: the simulation ends before {account.first_day}.")
    need = DatedNeed(
        {day: Fraction(milk.given_ml) for day, milk in ahead.items()},
        f"the other milk that the simulation '{scenario}' gives, day 0 on {zero}",
    )
    keeps, zone = _keeps(account.times, place), account.ledger.zone
    put_by = [
        Portion(start_of(day, zone) + keeps, day, Fraction(milk.put_by_ml))
        for day, milk in ahead.items()
        if milk.put_by_ml
    ]
    return wanting(account, need, put_by)


def _tell_times(times: Times, as_json: bool) -> None:
    """The published times alone."""
    from lactea import __version__
    from lactea.stash.document import storage_document
    from lactea.stash.wording import TIME_HEADER, closing, paragraphs, storage_lines

    if as_json:
        document = {"schema": "lactea.storage/1", "version": __version__, **storage_document(times)}
        print_json(document)
        return
    heading, rows = storage_lines(times)
    typer.echo(paragraphs([heading, table(rows, TIME_HEADER), closing(times)]))


def _tell(account: Account, as_json: bool) -> None:
    from lactea import __version__
    from lactea.stash.document import SCHEMA, document
    from lactea.stash.wording import LOT_HEADER, answers, closing, lot_rows, paragraphs, summary

    if as_json:
        print_json({"schema": SCHEMA, "version": __version__, **document(account)})
        return
    rows = lot_rows(account)
    listed = [table(rows, LOT_HEADER)] if rows else []
    typer.echo(paragraphs([summary(account), *listed, *answers(account), closing(account.times)]))


def _draw(account: Account, path: Path) -> None:
    from lactea import __version__
    from lactea.view.figures.stash_by_day import TITLE, draw
    from lactea.view.saving import save_figure

    stamp = f"lactea {__version__} · {Path(account.ledger.source).name}"
    save_figure(draw(account, stamp), path, stamp, TITLE)
    remark(f"figure: {path}")
