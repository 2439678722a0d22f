"""``lactea trial``: a virtual trial from a file; the trials that come with lactea."""

from __future__ import annotations

import base64
import csv
import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import Mode, settings_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from lactea.cohort import Crew
    from lactea.trial import Account, Trial

SHOW = "show"
REPETITIONS = 1000


def trial(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            help="File of a trial, or name of one that comes with lactea; 'show NAME' prints one."
        ),
    ] = None,
    name: Annotated[str | None, typer.Argument(help="After 'show': which one.")] = None,
    n: Annotated[
        int | None,
        typer.Option(min=2, max=100_000, help="People randomised; as in the file without it."),
    ] = None,
    pool: Annotated[
        int | None,
        typer.Option(
            min=2, max=100_000, help="People simulated, from whom trials are drawn; n without it."
        ),
    ] = None,
    power: Annotated[
        str | None, typer.Option(help="Numbers randomised whose power is asked, such as 40,80,160.")
    ] = None,
    repeat: Annotated[
        int | None,
        typer.Option(
            min=1, max=100_000, help=f"Trials held for each number; {REPETITIONS} without it."
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="PATH=VALUE in the file, such as recruitment.n=120."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; all cores unless given.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="'local', or the address of a Dask scheduler; instead of processes."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write one row per participant to this .csv file.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw flow, estimate and power to this .png or .svg file.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write a page to this .md or .html file.")
    ] = None,
) -> None:
    """Hold a virtual trial, and show what it estimates beside what is true; without FILE, list trials."""
    must_be_writable(out, (".csv",))
    must_be_writable(plot, (".png", ".svg"))
    must_be_writable(report, (".md", ".html"))
    settings = settings_of(context)
    if settings.mode is not Mode.researcher:
        failures.stop("trials are studies, and their doses are free: use --mode researcher.")
    if file is None:
        _tell_known(settings.json)
    elif file == SHOW:
        _show(name, settings.json)
    else:
        if name is not None:
            failures.stop(f"one trial at a time: '{name}' is one argument too many.")
        sizes = _sizes(power)
        if repeat is not None and not sizes:
            failures.stop("--repeat is of --power: give the numbers too, such as --power 40,80.")
        _must_have_the_extra()
        from lactea.cohort import crew_of
        from lactea.trial import load_trial

        loaded = load_trial(file, set_ or ())
        asked = _asked(loaded, n, pool, sizes, repeat or REPETITIONS)
        account = _hold(loaded, asked, settings.seed, crew_of(jobs or os.cpu_count() or 1, cluster))
        _write_rows(account, out)
        _tell(account, plot, report, settings.json)


def _must_have_the_extra() -> None:
    """Before anybody is simulated, not when it is analysed."""
    from lactea.reading.extras import optional

    optional("statsmodels", "lactea[trial]", "analysing a trial")


def _sizes(text: str | None) -> list[int]:
    if text is None:
        return []
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() and 2 <= int(word) <= 100_000 for word in words):
        failures.stop(
            f"--power '{text}': write whole numbers from 2 to 100000 with commas between, such as 40,80."
        )
    return sorted({int(word) for word in words})


@dataclass(frozen=True, slots=True)
class _Asked:
    """How many people are randomised and simulated, and which power is asked for."""

    randomised: int
    pool: int
    sizes: list[int]
    repetitions: int


def _asked(
    loaded: Trial, n: int | None, pool: int | None, sizes: list[int], repetitions: int
) -> _Asked:
    randomised = n or loaded.design.recruitment.n
    wanted = pool or randomised
    if wanted < randomised:
        failures.stop(
            f"--pool {wanted} is smaller than the {randomised} who are randomised; give --pool "
            f"{randomised} or more, or a smaller --n."
        )
    return _Asked(randomised, wanted, sizes, repetitions)


def _hold(loaded: Trial, asked: _Asked, seed: int, crew: Crew) -> Account:
    from lactea.trial import account_of, recruit

    people = recruit(loaded, asked.pool, seed=seed, crew=crew, told=_progress("runs"))
    return account_of(
        loaded,
        people,
        asked.randomised,
        seed=seed,
        sizes=asked.sizes,
        repetitions=asked.repetitions,
        told=_of_power(asked.repetitions),
    )


def _progress(what: str) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda done, needed: typer.echo(
        f"\r{done} of {needed} {what}", nl=done >= needed, err=True
    )


def _of_power(repetitions: int) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda size, done: typer.echo(
        f"\rn {size}: {done} of {repetitions} trials", nl=done == repetitions, err=True
    )


def _write_rows(account: Account, path: Path | None) -> None:
    if path is None:
        return
    from lactea.trial.document import columns, rows

    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns(account))
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows(account))
    remark(f"participants: {path}")


def _tell(account: Account, plot: Path | None, report: Path | None, as_json: bool) -> None:
    from lactea.view.trial_page import stamp_line

    if plot is not None or report is not None:
        from lactea.view.figures.trial import TITLE, draw
        from lactea.view.saving import save_figure

        figure = draw(account, stamp_line(account))
        if plot is not None:
            save_figure(figure, plot, stamp_line(account), TITLE)
            remark(f"figure: {plot}")
        if report is not None:
            _write_page(account, report, plot, figure)
    if as_json:
        from lactea.trial import document

        print_json(document(account))
    else:
        typer.echo(_summary(account))


def _write_page(account: Account, path: Path, plot: Path | None, figure: Figure) -> None:
    from lactea.view import trial_page

    command = " ".join(["lactea", *sys.argv[1:]])
    if path.suffix == ".html":
        page = trial_page.html(account, command, _embedded(figure))
    else:
        picture = None if plot is None else os.path.relpath(plot, path.parent)
        page = trial_page.markdown(account, command, picture)
    path.write_text(page, "utf-8")
    remark(f"page: {path}")


def _embedded(figure: Figure) -> str:
    """A figure as an address that holds it whole."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=160)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def _summary(account: Account) -> str:
    from lactea.trial.limits import LIMITS
    from lactea.view import trial_text as words

    header, *findings = words.finding_cells(account)
    parts = [
        words.title_of(account),
        "\n".join([*LIMITS, *words.course_lines(account), *words.caution_lines(account)]),
        "\n".join(words.published_lines(account)),
        "\n".join(words.flow_lines(account.flow)),
        table(findings, header),
        "What no real trial can count, in the people of the pool:\n"
        + "\n".join(f"  {line}" for line in words.truth_lines(account)),
    ]
    if account.powers:
        header, *powers = words.power_cells(account.powers)
        parts += [words.power_line(account), table(powers, header)]
    return "\n\n".join(part for part in parts if part)


def _tell_known(as_json: bool) -> None:
    from lactea.trial import load_trial, names

    known = [(name, load_trial(name)) for name in names()]
    if as_json:
        print_json(
            {
                "schema": "lactea.trials/1",
                "trials": [
                    {
                        "name": name,
                        "summary": one.design.summary,
                        "arms": list(one.design.arms),
                        "randomised": one.design.recruitment.n,
                        "published": one.design.published
                        and one.design.published.model_dump(mode="json"),
                        "trial_hash": one.hash,
                    }
                    for name, one in known
                ],
            }
        )
        return
    rows = [(name, str(one.design.recruitment.n), one.design.summary) for name, one in known]
    typer.echo(table(rows, ("name", "n", "summary")))


def _show(name: str | None, as_json: bool) -> None:
    from lactea.trial import load_trial
    from lactea.trial.library import path_of

    if name is None:
        failures.stop("say which: lactea trial show NAME; 'lactea trial' lists them.")
    path = path_of(name)
    if as_json:
        data = load_trial(name).design.model_dump(mode="json", by_alias=True)
        print_json({"schema": "lactea.trial_shown/1", "design": data})
    else:
        typer.echo(path.read_text("utf-8"), nl=False)
