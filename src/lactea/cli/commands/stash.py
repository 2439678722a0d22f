"""``lactea stash``: stored milk, what ends next, and how long it lasts."""

from __future__ import annotations

import time
from dataclasses import replace
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
    from lactea.stash.account import Account, Reach
    from lactea.stash.need import DailyNeed
    from lactea.stash.plan import Portion
    from lactea.stash.storage import Times


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

    from lactea.stash.storage import Times

    times = Times(infant.value, guideline)
    if ledger is None:
        _published(times, settings_of(context).json)
        return

    from lactea.stash.account import Account
    from lactea.stash.arrival import on_arrival
    from lactea.stash.books import stock_at
    from lactea.stash.ledger import read_ledger

    read = read_ledger(ledger, zone)
    account = Account(read, times, stock_at(read, times, _second(on, read.zone)))
    freezer = times.of("frozen", place.value)
    keeps = 0 if freezer is None else freezer.ticks
    if scenario is not None:
        seed = settings_of(context).seed
        account = _simulated(account, scenario, origin, keeps, seed)
    elif need is not None or gaps is not None:
        account = replace(account, need=_need(need, gaps))
    account = _planned(account)
    if until is not None:
        account = replace(account, reach=_reach(account, until, pumped, keeps))
    days = [_day(text, "--arrival") for text in arrival or ()]
    account = replace(
        account,
        arrivals=tuple(on_arrival(account.stock, day, times, read.zone) for day in days),
    )
    if plot is not None:
        _draw(account, plot)
    _tell(account, settings_of(context).json)
    if account.reach is not None and not account.reach.reached:
        raise typer.Exit(failures.NEGATIVE)


def _published(times: Times, as_json: bool) -> None:
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


def _second(on: str | None, zone: tzinfo) -> int:
    """The moment that --on names: the end of a date, a time, or now."""
    from lactea.stash.moments import is_date, parse_moment, start_of

    if on is None:
        return int(time.time())
    if is_date(on):
        return start_of(_day(on, "--on") + timedelta(days=1), zone) - 1
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


def _need(need: str | None, gaps: Path | None) -> DailyNeed:
    from lactea.stash.need import read_gaps, steady_need

    if gaps is not None:
        return read_gaps(gaps)
    assert need is not None
    return steady_need(need)


def _planned(account: Account) -> Account:
    """With the plan, where something is needed."""
    from lactea.stash.account import lasting

    if account.need is None:
        return account
    made = lasting(account.ledger, account.stock, account.need, account.put_by)
    return replace(account, plan=made)


def _reach(account: Account, until: str, pumped: str | None, keeps: int) -> Reach:
    from lactea.stash import account as asked
    from lactea.stash.need import parse_rate
    from lactea.stash.plan import until as days_until
    from lactea.stash.reach import Pumping, pumping_days

    if account.need is None:
        failures.stop("--until needs --need, --gaps or --scenario: how much does a day want?")
    last = _day(until, "--until")
    if last < account.first_day:
        failures.stop(f"--until {last}: this is before {account.first_day}, the first whole day.")
    if (last - account.first_day).days > 3 * 366:
        failures.stop(f"--until {last}: this is more than three years ahead.")
    pumping = Pumping(Fraction(0) if pumped is None else parse_rate(pumped, "--pumped"), keeps)
    days = days_until(account.first_day, last)
    portions = [*asked.portions_of(account.stock, account.first_day), *account.put_by]
    count = pumping_days(portions, days, account.need, pumping, account.ledger.zone)
    return asked.Reach(last, count, days[count - 1] if count else None)


def _simulated(
    account: Account, scenario: str, origin: str | None, keeps: int, seed: int
) -> Account:
    """With the other milk that a simulated infant is given, and the milk that is put by."""
    if origin is None:
        failures.stop("--scenario needs --origin, the date of its day 0, such as 2026-06-01.")

    from lactea import scenario as room
    from lactea.engine import simulate
    from lactea.results.other_milk import other_milk
    from lactea.stash.need import DatedNeed

    zero = _day(origin, "--origin")
    run = other_milk(simulate(room.load(scenario), seed=seed))
    dated = {
        day: one for one in run if (day := zero + timedelta(days=one.day)) >= account.first_day
    }
    given = {day: Fraction(one.given_ml) for day, one in dated.items()}
    put_by = {day: Fraction(one.put_by_ml) for day, one in dated.items()}
    words = f"the other milk that the simulation '{scenario}' gives, day 0 on {zero}"
    if not given:
        failures.stop(f"--origin {zero}: the simulation ends before {account.first_day}.")
    return replace(
        account,
        need=DatedNeed(given, words),
        put_by=_portions(put_by, keeps, account.ledger.zone),
    )


def _portions(put_by: dict[date, Fraction], keeps: int, zone: tzinfo) -> tuple[Portion, ...]:
    from lactea.stash.moments import start_of
    from lactea.stash.plan import Portion

    return tuple(Portion(start_of(day, zone) + keeps, day, ml) for day, ml in put_by.items() if ml)


def _draw(account: Account, path: Path) -> None:
    from lactea import __version__
    from lactea.view.figures.stash_by_day import TITLE, draw
    from lactea.view.saving import save_figure

    stamp = f"lactea {__version__} · {Path(account.ledger.source).name}"
    save_figure(draw(account, stamp), path, stamp, TITLE)
    remark(f"figure: {path}")
