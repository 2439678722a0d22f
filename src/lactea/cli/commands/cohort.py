"""``lactea cohort``: many people, one row each."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.cohort import Failure, Recipe, Success
    from lactea.cohort.rows import Row
    from lactea.cohort.tally import Tally
    from lactea.view.cohort_text import Account


COMPARED = "natural"
"""The builtin whose people the published spreads are of."""


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
    out: Annotated[
        Path | None, typer.Option(help="Write one row per person to this .csv file.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the spreads to this .png or .svg file.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page to this .md file.")] = None,
) -> None:
    """Simulate many people who differ as people do, and print how they are spread."""
    must_be_writable(out, (".csv",))
    must_be_writable(plot, (".png", ".svg"))
    must_be_writable(report, (".md",))
    settings = settings_of(context)

    from lactea.cohort import Population, Recipe, load_population, simulate_people
    from lactea.cohort.rows import row_of
    from lactea.cohort.tally import Tally
    from lactea.scenario import load

    group = Population() if population is None else load_population(population)
    recipe = Recipe(load(scenario, set_ or ()), settings.seed, group, uncertainty.value)
    people = simulate_people(
        recipe, range(start, start + n), row_of, days=days, jobs=jobs or os.cpu_count() or 1
    )
    card, tally = _card(recipe, start), Tally()
    with _rows_to(out) as write:
        for outcome in _counted(people, n):
            write(outcome)
            tally.add(outcome)
    if out is not None:
        remark(f"people: {out}")
    account = _account(card, tally)
    if plot is not None:
        _draw(account, tally, plot)
    if report is not None:
        _write_page(account, report, plot)
    if settings.json:
        from lactea.view.cohort_text import document_of

        print_json(document_of(account))
    else:
        typer.echo(_summary(account))


@contextmanager
def _rows_to(path: Path | None) -> Iterator[Callable[[Success[Row] | Failure], None]]:
    """Write rows as they come, so that no more than a few are ever held."""
    from lactea.cohort.rows import COLUMNS, outcome_row, shown

    if path is None:
        yield lambda outcome: None
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        yield lambda outcome: writer.writerow(shown(outcome_row(outcome)))


def _counted(people: Iterable[Success[Row] | Failure], n: int) -> Iterator[Success[Row] | Failure]:
    """Say on a terminal how far the cohort is."""
    told = sys.stderr.isatty()
    for done, outcome in enumerate(people, 1):
        if told:
            typer.echo(f"\r{done} of {n} people", nl=done == n, err=True)
        yield outcome


def _card(recipe: Recipe, start: int) -> dict[str, object]:
    """Provenance, taken before the run: files may change while people are simulated."""
    from lactea.body.registry import default_body
    from lactea.cohort.drawing import spread_set
    from lactea.results.stamp import commit, parameter_set, version
    from lactea.scenario import scenario_hash

    values = {one.id: one.value for one in default_body().parameters.values()}
    return {
        "schema": "lactea.cohort/1",
        "version": version(),
        "commit": commit(),
        "scenario": recipe.scenario.name,
        "scenario_hash": scenario_hash(recipe.scenario),
        "parameter_set": parameter_set(values),
        "spread_set": spread_set(),
        "seed": recipe.seed,
        "start": start,
        "population": recipe.population.name,
        "uncertainty": recipe.uncertainty,
    }


def _account(card: dict[str, object], tally: Tally) -> Account:
    from lactea.view.cohort_text import Account
    from lactea.view.published import packaged
    from lactea.view.published_spreads import compare

    spreads = tally.spreads()
    compared = compare(spreads, packaged()) if card["scenario"] == COMPARED else []
    return Account(card, tally.people, spreads, compared, tally.failures.most_common())


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
