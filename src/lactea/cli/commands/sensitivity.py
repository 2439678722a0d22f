"""``lactea sensitivity``: which parameters a result depends on, and whose its uncertainty is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.scenario import Scenario
    from lactea.sensitivity import Findings, Readout, Route


class Analysis(StrEnum):
    """Which analyses are made."""

    local = "local"
    screening = "screening"
    variance = "variance"


class Way(StrEnum):
    """Whether decisions are repeated, or taken anew by everybody."""

    frozen = "frozen"
    closed_loop = "closed-loop"


class Grouping(StrEnum):
    """Whose shares of the variance."""

    origin = "origin"
    subsystem = "subsystem"
    leading = "leading"


LOCAL = (
    "Percent of the readout per percent of the parameter; * marks the mean of two sides that differ"
)


def sensitivity(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="Name of a builtin, or scenario file.")],
    analyses: Annotated[
        list[Analysis] | None,
        typer.Option(
            "--analysis",
            help="local (elasticities), screening (Morris) or variance (Sobol); may be repeated. "
            "local unless given.",
        ),
    ] = None,
    readouts: Annotated[
        list[str] | None,
        typer.Option("--readout", help="OBSERVABLE[:STATISTIC[:AT]]; may be repeated."),
    ] = None,
    days: Annotated[
        int, typer.Option(min=1, max=3660, help="End the runs this many days after the origin.")
    ] = 30,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
    way: Annotated[
        Way,
        typer.Option(
            "--route", help="Repeat the decisions of the person in the middle, or decide anew."
        ),
    ] = Way.frozen,
    trajectories: Annotated[
        int, typer.Option(min=2, max=1000, help="Of a screening; each takes a run per parameter.")
    ] = 4,
    samples: Annotated[
        int, typer.Option(min=2, max=2**20, help="Of the variance; a power of two.")
    ] = 64,
    of: Annotated[
        Grouping,
        typer.Option(
            help="Shares of what: origin, subsystem, or leading parameters of a screening."
        ),
    ] = Grouping.origin,
    leading: Annotated[int, typer.Option(min=1, max=200, help="So many parameters lead.")] = 8,
    top: Annotated[int, typer.Option(min=1, max=1000, help="Rows of a table.")] = 12,
    plot: Annotated[
        Path | None, typer.Option(help="Draw it all on one page, .png or .svg.")
    ] = None,
) -> None:
    """Tell which parameters a result depends on, and whose its uncertainty is."""
    must_be_writable(plot, (".png", ".svg"))
    settings = settings_of(context)

    from lactea import sensitivity as room
    from lactea.scenario import load
    from lactea.sensitivity.stamp import card_of

    chosen = analyses or [Analysis.local]
    person = load(scenario, set_ or ())
    asked = tuple(map(room.read_readout, readouts or ())) or room.default_readouts(days)
    card = card_of(person, settings.seed) | {"route": way.value, "days": days}
    plan = room.Plan(
        local=Analysis.local in chosen,
        trajectories=trajectories if Analysis.screening in chosen else None,
        samples=samples if Analysis.variance in chosen else None,
        grouping=of.value,
        leading=leading,
        seed=settings.seed,
    )
    findings = room.analyse(room.Space.of(person), _route(person, asked, days, way), plan, card)
    if plot is not None:
        draw_page(findings, plot)
    if settings.json:
        from lactea.sensitivity.document import document_of

        print_json(document_of(findings))
    else:
        typer.echo(_text(findings, top))


def _route(person: Scenario, readouts: tuple[Readout, ...], days: int, way: Way) -> Route:
    from lactea.sensitivity import ClosedLoop, frozen

    told = counted_runs()
    if way is Way.closed_loop:
        return ClosedLoop(person, readouts, days, told)
    return frozen(person, readouts, days, told)


def counted_runs() -> Callable[[int, int], None]:
    """Say on a terminal how far the runs are, and how long they may still take."""
    if not sys.stderr.isatty():
        return lambda done, of: None
    begun: dict[int, float] = {}

    def tell(done: int, of: int) -> None:
        start = begun.setdefault(of, time.monotonic())
        left = (time.monotonic() - start) / max(done, 1) * (of - done)
        typer.echo(f"\r{done} of {of} runs, {left:.0f} s left  ", nl=done == of, err=True)

    return tell


def draw_page(findings: Findings, path: Path) -> None:
    """Draw findings on one page."""
    from lactea.sensitivity.stamp import short_stamp
    from lactea.view.figures.sensitivity_page import TITLE, draw
    from lactea.view.saving import save_figure

    save_figure(draw(findings), path, short_stamp(findings.card), TITLE)
    remark(f"figure: {path}")


def _text(findings: Findings, top: int) -> str:
    from lactea.sensitivity import wording
    from lactea.sensitivity.stamp import short_stamp

    parts = [short_stamp(findings.card)]
    if findings.local is not None:
        header, rows = wording.local_table(findings, top)
        parts += [f"{LOCAL}\n{table(rows, header)}"]
    if findings.screening is not None:
        for place, readout in enumerate(findings.readouts):
            header, rows = wording.screening_table(findings, place, top)
            parts += [f"Screening of {readout}\n{table(rows, header)}"]
            parts += filter(None, [wording.remark_on_screening(findings, place)])
    if findings.variance is not None:
        header, rows = wording.variance_table(findings, top)
        parts += [f"Shares of the variance, with 95 % errors\n{table(rows, header)}"]
        parts += wording.remarks_on_variance(findings)
    return "\n\n".join(parts)
