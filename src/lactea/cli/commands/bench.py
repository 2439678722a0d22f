"""``lactea bench``: how fast it is beside other people's solvers, every output checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lactea.cli import failures
from lactea.cli.output import print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.bench.everything import Findings


def bench(
    context: typer.Context,
    quick: Annotated[
        bool, typer.Option("--quick", help="A few days and two rounds: seconds, not minutes.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help="one-person, people, diffrax, gradient, scaling, cohort, forecast, gpu, start, where, "
            "plans, trial or app; may be repeated.",
        ),
    ] = None,
    gpu: Annotated[
        bool, typer.Option("--gpu", help="Only what needs a GPU; the same as --only gpu.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write bench.json, bench.png and bench.svg to this folder.")
    ] = None,
) -> None:
    """Compare with libRoadRunner, SciPy and diffrax; a run whose output is wrong has no time."""
    if out is not None and out.exists() and not out.is_dir():
        failures.stop(f"{out}: this is a file; give the name of a folder.")

    from lactea.bench.document import document_of
    from lactea.bench.everything import NAMES, measure
    from lactea.bench.plan import FULL, QUICK
    from lactea.reading.problems import quote, suggestion

    wanted = [*(only or []), *(["gpu"] if gpu else [])] or list(NAMES)
    for name in wanted:
        if name not in NAMES:
            failures.stop(
                f"--only {quote(name)}: there is no such comparison. {suggestion(name, NAMES)}"
            )
    names = [name for name in NAMES if name in wanted]
    plan = QUICK if quick else FULL
    findings = measure(plan, names, lambda name: remark(f"measuring: {name} ..."))
    document = document_of(findings, plan)
    if out is not None:
        _write(out, findings, document)
    if settings_of(context).json:
        print_json(document)
    else:
        typer.echo(_text(findings, document))


def _text(findings: Findings, document: dict[str, Any]) -> str:
    from lactea.bench.document import sections

    parts = [_stamp(document)]
    for title, header, rows in sections(findings):
        parts += [f"{title}\n{table(rows, header)}"]
    return "\n\n".join(parts)


def _stamp(document: dict[str, Any]) -> str:
    on = document["machine"]
    libraries = ", ".join(f"{name} {found}" for name, found in on["libraries"].items())
    return (
        f"lactea {document['version']} {document['commit']} · {document['states']} states · "
        f"{on['processor']}, {on['cores']} cores, {on['system']} · Python {on['python']}, {libraries}"
    )


def _write(folder: Path, findings: Findings, document: dict[str, Any]) -> None:
    from lactea.bench.picture import TITLE, draw
    from lactea.view.saving import save_figure

    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "bench.json").write_text(text + "\n", encoding="utf-8")
    stamp = _stamp(document)
    figure = draw(findings.ratios, stamp)
    for ending in (".png", ".svg"):
        save_figure(figure, folder / f"bench{ending}", stamp, TITLE)
    remark(f"written: {folder}/bench.json, bench.png, bench.svg")
