"""``lactea demo``: the two first runs, with figures and a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import print_json, remark
from lactea.cli.settings import settings_of

SCENARIOS = ("natural", "induced")


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for what is written.")] = Path("lactea-demo"),
    days: Annotated[int, typer.Option(min=1, max=3660, help="Days after the origin.")] = 180,
) -> None:
    """Simulate a natural course and an induced one, with figures and a report."""
    if out.exists() and not out.is_dir():
        failures.stop(f"{out}: this is a file; give the name of a folder.")
    out.mkdir(parents=True, exist_ok=True)
    settings = settings_of(context)

    from lactea import scenario as room
    from lactea.engine import simulate
    from lactea.results import Result
    from lactea.view import save_figures, write_report
    from lactea.view.days import zoom_for_figures

    results, written = [], []
    for name in SCENARIOS:
        remark(f"simulating {name} for {days} days ...")
        recording = simulate(
            room.load(name),
            days=days,
            seed=settings.seed,
            zooms=zoom_for_figures(days),
            estimate_error=True,
        )
        result = Result(recording)
        results.append(result)
        result.to_netcdf(out / f"{name}.nc")
        save_figures(result, out / name)
        written += [out / f"{name}.nc", out / name]
        if not settings.json:
            typer.echo(result.summary())
            typer.echo()
    write_report(results, out / "report.html")
    written.append(out / "report.html")
    if settings.json:
        print_json({"schema": "lactea.demo/1", "written": [str(path) for path in written]})
        return
    typer.echo("Written:")
    for path in written:
        typer.echo(f"  {path}{'/ (figures)' if path.is_dir() else ''}")
