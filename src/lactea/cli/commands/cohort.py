"""``lactea cohort``: many people, in a file and in sum."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.progress import Progress
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.cohort import Crew, Plan
    from lactea.cohort.tally import Tally
    from lactea.view.cohort_text import Account


STOPPED = 130
"""What shells call a command that Ctrl-C ended."""


class Engine(StrEnum):
    """How people are simulated."""

    compiled = "compiled"
    lanes = "lanes"


class Device(StrEnum):
    """What computes."""

    cpu = "cpu"
    gpu = "gpu"


class Uncertainty(StrEnum):
    """Whether what is not known is drawn too."""

    none = "none"
    shared = "shared"
    each = "each"


def cohort(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="Name of a builtin, or scenario file.")],
    n: Annotated[int, typer.Option("-n", min=1, max=10_000_000, help="Number of people.")] = 100,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=3660, help="End the runs this many days after the origin."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
    population: Annotated[
        Path | None, typer.Option(help="File with shares of covariates: age, diabetes and others.")
    ] = None,
    uncertainty: Annotated[
        Uncertainty,
        typer.Option(help="Draw what is not known too: once for all people, or for each anew."),
    ] = Uncertainty.none,
    start: Annotated[int, typer.Option(min=0, max=2**40, help="Number of the first person.")] = 0,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; all cores unless given.")
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            help="lanes: step people side by side, seven times as fast where the protocol is a timetable, "
            "three times where somebody decides on the way; for daily figures alone."
        ),
    ] = Engine.compiled,
    device: Annotated[
        Device,
        typer.Option(
            help="gpu: as --engine lanes, but with JAX on a GPU, thousands of people at once (extra: jax)."
        ),
    ] = Device.cpu,
    cluster: Annotated[
        str | None,
        typer.Option(
            help="Let Dask workers do it: 'local', or the address of a scheduler (extra: cohort)."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write people and their days to this .parquet or .zarr (extra: cohort), or people "
            "alone to this .csv. Given again, the same command goes on where it was stopped."
        ),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the spreads to this .png or .svg file.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page to this .md file.")] = None,
) -> None:
    """Simulate many people who differ as people do, and print how they are spread."""
    _must_have_a_device(device)
    _must_have_a_place(out)
    must_be_writable(plot, (".png", ".svg"))
    must_be_writable(report, (".md",))
    settings = settings_of(context)

    from lactea.cohort import Plan, Population, Recipe, crew_of, load_population
    from lactea.scenario import load
    from lactea.view.cohort_text import account_of

    group = Population() if population is None else load_population(population)
    recipe = Recipe(load(scenario, set_ or ()), settings.seed, group, uncertainty.value)
    plan = Plan(recipe, n, days, start, "gpu" if device is Device.gpu else engine.value)
    # Taken before the run: files may change while people are simulated.
    card: dict[str, object] = {"schema": "lactea.cohort/1", **plan.provenance()}
    crew = crew_of(jobs or os.cpu_count() or 1, cluster)
    tally = _summed(plan, crew) if out is None else _written(plan, crew, out)
    account = account_of(card, tally)
    if plot is not None:
        _draw(account, tally, plot)
    if report is not None:
        _write_page(account, report, plot)
    if settings.json:
        from lactea.view.cohort_text import document_of

        print_json(document_of(account))
    else:
        typer.echo(_summary(account))


def _must_have_a_device(device: Device) -> None:
    if device is Device.gpu:
        from lactea.jax.device import require_gpu

        remark(f"device: {require_gpu()}")


def _must_have_a_place(out: Path | None) -> None:
    """As `must_be_writable`; but what is there may be a folder, to go on with."""
    from lactea.cohort.files import ENDINGS

    if out is None or not (out.is_dir() and out.suffix.lower() in ENDINGS):
        must_be_writable(out, ENDINGS)


def _summed(plan: Plan, crew: Crew) -> Tally:
    """Simulate people and keep only what they come to."""
    from lactea.cohort.daily import entry_of_outcome
    from lactea.cohort.tally import Tally
    from lactea.cohort.writing import check_engine, simulated

    check_engine(plan)
    tally, progress = Tally(), Progress(plan.n, "people")
    people = simulated(plan, plan.layout.people, crew)
    for done, outcome in enumerate(people, 1):
        tally.add_row(entry_of_outcome(outcome).row)
        progress.tell(done)
    return tally


def _written(plan: Plan, crew: Crew, out: Path) -> Tally:
    """Simulate people into a file, and count what is in it then."""
    from lactea.cohort import open_cohort, write_cohort
    from lactea.cohort.tally import Tally

    try:
        written = write_cohort(plan, out, crew, Progress(plan.n, "people").tell)
    except KeyboardInterrupt:
        remark(
            f"\nlactea: stopped; {open_cohort(out).written} of {plan.n} people are safe in {out}. "
            "Give the same command again, and it goes on from there."
        )
        raise typer.Exit(STOPPED) from None
    remark(f"people: {out}")
    tally = Tally()
    for row in written.rows():
        tally.add_row(row)
    return tally


def _draw(account: Account, tally: Tally, path: Path) -> None:
    from lactea.view.figures.cohort_spread import TITLE, draw
    from lactea.view.saving import save_figure

    card = account.card
    stamp = f"lactea {card['version']} {card['commit']} · {card['scenario']} · seed {card['seed']}"
    figure = draw(tally.values, account.comparisons, stamp)
    save_figure(figure, path, stamp, TITLE)
    remark(f"figure: {path}")


def _write_page(account: Account, path: Path, plot: Path | None) -> None:
    from lactea.view.cohort_text import page_of

    picture = None if plot is None else os.path.relpath(plot, path.parent)
    path.write_text(page_of(account, _command(), picture), "utf-8")
    remark(f"page: {path}")


def _command() -> str:
    return " ".join(["lactea", *sys.argv[1:]])


def _summary(account: Account) -> str:
    from lactea.view.cohort_text import (
        comparison_cells,
        failure_lines,
        lacking_lines,
        spread_cells,
        verdict_line,
    )

    header, *rows = spread_cells(account)
    parts = ["\n".join(failure_lines(account)), table(rows, header)]
    parts += [line for line in lacking_lines(account) if line]
    if account.comparisons:
        header, *rows = comparison_cells(account)
        parts += [verdict_line(account), table(rows, header)]
    return "\n\n".join(parts)
