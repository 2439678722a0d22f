"""``lactea simulate``: one person."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, remark
from lactea.cli.reader import library_words_for, words_for
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.results import Result
    from lactea.scenario import Scenario


class Engine(StrEnum):
    """Which solver integrates the equations."""

    compiled = "compiled"
    reference = "reference"


def simulate(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="Name of a builtin, or scenario file.")],
    days: Annotated[
        int | None,
        typer.Option(min=1, max=3660, help="End the run this many days after the origin."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Solver to use.")] = Engine.compiled,
    readouts: Annotated[
        list[str] | None,
        typer.Option(
            "--readout",
            help="Tell this number, too: OBSERVABLE[:STATISTIC[:AT]], of lactea observables; may be repeated.",
        ),
    ] = None,
    resolved: Annotated[
        Path | None, typer.Option(help="Write every decision of the run to this .yaml file.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Repeat the decisions of such a file, open loop.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the whole run to this .nc file.")] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the milk of each day to this .png or .svg file.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a report to this .html file.")] = None,
) -> None:
    """Simulate one person, and print a summary."""
    must_be_writable(resolved, (".yaml", ".yml"))
    must_be_writable(out, (".nc",))
    must_be_writable(plot, (".png", ".svg"))
    must_be_writable(report, (".html", ".htm"))
    settings = settings_of(context)

    from lactea import scenario as room
    from lactea.engine import simulate as run
    from lactea.results import Result
    from lactea.results.readouts import read_readout

    asked = tuple(map(read_readout, readouts or ()))
    person = room.load(scenario, set_ or ())
    decisions = None if replay is None else room.read_resolved(replay)
    if decisions is not None and decisions.scenario_hash != room.scenario_hash(person):
        remark(f"warning: {replay} holds the decisions of another scenario, or of other settings.")
    drawn = report is not None or out is not None
    recording = run(
        person,
        engine=engine.value,
        days=days,
        resolved=decisions,
        seed=settings.seed,
        zooms=_zooms(person, days) if drawn else (),
        estimate_error=True,
    )
    result = Result(recording)
    if resolved is not None:
        room.write_resolved(recording.resolved, resolved)
        remark(f"decisions: {resolved}")
    words = words_for(settings, scenario)
    _write_files(result, out, plot)
    if report is not None:
        from lactea.view import write_report

        write_report([result], report, told=words, notes=library_words_for(settings))
        remark(f"report: {report}")
    typer.echo(result.to_json(asked) if settings.json else words(result.summary(asked)))


def _zooms(person: Scenario, days: int | None) -> tuple[tuple[int, int], ...]:
    """The window that figures show at full resolution."""
    from lactea.view.days import zoom_for_figures

    return zoom_for_figures(person.horizon_tick // 86_400 if days is None else days)


def _write_files(result: Result, out: Path | None, plot: Path | None) -> None:
    if out is not None:
        result.to_netcdf(out)
        remark(f"run: {out}")
    if plot is not None:
        _draw(result, plot)
        remark(f"figure: {plot}")


def _draw(result: Result, path: Path) -> None:
    from lactea.view.figures.daily_milk import PICTURE
    from lactea.view.published import packaged
    from lactea.view.saving import save_figure

    save_figure(PICTURE.draw(result, packaged()), path, result.stamp, PICTURE.title)
