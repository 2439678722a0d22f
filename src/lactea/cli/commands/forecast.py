"""``lactea fit`` and ``lactea forecast``: what the own log says, and what is likely next."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import Mode, Settings, settings_of

if TYPE_CHECKING:
    from lactea.record import Record
    from lactea.twin.answer import Answer, Question

USUAL = "exclusive-pumping"
"""The builtin that is taken where nobody says who it is."""


class InfantChoice(StrEnum):
    """What was answered about the infant."""

    none = "none"
    healthy_term = "healthy_term"
    preterm_or_ill = "preterm_or_ill"


LogFile = Annotated[
    Path | None, typer.Option("--log", help="A record: .csv or .json of lactea log export.")
]
WhoseLog = Annotated[
    str | None, typer.Option("--person", help="Whose record of the store, if there are several.")
]
Origin = Annotated[
    str | None, typer.Option(help="Day of the birth, or of the scenario's first step: 2026-03-01.")
]
About = Annotated[str, typer.Option(help="Scenario of the person and of what came before the log.")]
Infant = Annotated[InfantChoice | None, typer.Option(help="What is known of the infant.")]
Example = Annotated[bool, typer.Option("--example", help="Take the bundled log, which is made up.")]


def fit(
    context: typer.Context,
    log: LogFile = None,
    person: WhoseLog = None,
    origin: Origin = None,
    about: About = USUAL,
    infant: Infant = None,
    example: Example = False,
) -> None:
    """Fit the simulation to the own log, and tell what it taught and what not."""
    settings = settings_of(context)
    question = question_of(settings, log, person, origin, about, infant, example)

    from lactea.twin.answer import learn
    from lactea.twin.document import FIT, fit_document
    from lactea.twin.problems import RefusalError
    from lactea.twin.wording import NOTICE, learned_text

    try:
        fitted = learn(question)
    except RefusalError as error:
        _refuse(settings, FIT, question, error)
    if settings.json:
        print_json(fit_document(question, fitted))
        return
    typer.echo("\n".join([*learned_text(fitted), NOTICE]))


def forecast(
    context: typer.Context,
    log: LogFile = None,
    person: WhoseLog = None,
    origin: Origin = None,
    about: About = USUAL,
    infant: Infant = None,
    plan: Annotated[
        str | None,
        typer.Option(
            help="Scenario whose sessions are done from now on; else as in the last days."
        ),
    ] = None,
    medicines: Annotated[
        str | None,
        typer.Option(
            help="Scenario whose medicines are one more way to go on, from the first day; not in parent mode."
        ),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=60, help="Days to forecast.")] = 14,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the forecast to this .png or .svg file.")
    ] = None,
    example: Example = False,
) -> None:
    """Tell what the own log will likely show, why, what if, and how wrong past forecasts were."""
    must_be_writable(plot, (".png", ".svg"))
    settings = settings_of(context)
    question = question_of(settings, log, person, origin, about, infant, example)

    from dataclasses import replace

    from lactea.engine.doses import medicine_remarks
    from lactea.scenario import load
    from lactea.twin.answer import answer
    from lactea.twin.document import FORECAST, forecast_document
    from lactea.twin.plans import KEEP_GOING, plan_of
    from lactea.twin.problems import RefusalError

    asked = KEEP_GOING if plan is None else plan_of(load(plan))
    taken = None if medicines is None else load(medicines)
    for sentence in [] if taken is None else medicine_remarks(taken):
        remark(sentence)
    question = replace(question, plan=asked, days=days, medicines=taken)
    try:
        found = answer(question)
    except RefusalError as error:
        _refuse(settings, FORECAST, question, error)
    if plot is not None:
        _draw(found, plot)
    if settings.json:
        print_json(forecast_document(found))
    else:
        typer.echo(_page(found))


def question_of(
    settings: Settings,
    log: Path | None,
    person: str | None,
    origin: str | None,
    about: str,
    infant: InfantChoice | None,
    example: bool,
) -> Question:
    """What is asked of a log: a file's, the store's, or the bundled one."""
    from lactea.scenario import load
    from lactea.twin.answer import Question
    from lactea.twin.from_record import diary_of

    if example:
        from lactea.twin.bundled import example_record, example_scenario
        from lactea.twin.synthetic import ORIGIN

        remark("The bundled log is made up: nobody kept it.")
        record, scenario, day = example_record(), example_scenario(), ORIGIN
        infant = InfantChoice.none
    else:
        scenario, day = load(about), _day(origin)
        record = _record(settings, log, person)
    diary = diary_of(record, day, "unknown" if infant is None else infant.value)
    clinician = settings.mode is not Mode.parent
    return Question(diary, scenario, clinician=clinician, seed=settings.seed)


def _day(text: str | None) -> date:
    if text is None:
        failures.stop(
            "say when it began: --origin 2026-03-01, the day of the birth, or of the first step of the "
            "scenario given with --about."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        failures.stop(f"--origin: '{text}' is not a day; write it as 2026-03-01.")


def _record(settings: Settings, log: Path | None, person: str | None) -> Record:
    from lactea.record import read_record

    if log is not None:
        return read_record(log)
    from lactea.record.store import default_place, open_store, people, read

    store = open_store(default_place(settings.data_dir))
    try:
        names = [one.person_id for one in people(store)]
        if not names:
            failures.stop(
                "there is no record yet. Give one with --log FILE, import one with lactea log import, or "
                "look at --example."
            )
        if person is None and len(names) > 1:
            failures.stop(f"the store holds several records; say --person: {', '.join(names)}.")
        return read(store, person or names[0])
    finally:
        store.close()


def _refuse(settings: Settings, schema: str, question: Question, error: Exception) -> None:
    from lactea.twin.document import refusal_document
    from lactea.twin.problems import RefusalError

    assert isinstance(error, RefusalError)
    if settings.json:
        print_json(refusal_document(schema, question, error))
        raise typer.Exit(failures.NEGATIVE)
    failures.stop(f"no forecast is made ({error.reason}). {error}", failures.NEGATIVE)


def _draw(found: Answer, path: Path) -> None:
    from lactea.view.figures.forecast import TITLE, draw
    from lactea.view.saving import save_figure

    stamp = _stamp(found)
    save_figure(draw(found, stamp), path, stamp, TITLE)
    remark(f"figure: {path}")


def _stamp(found: Answer) -> str:
    from lactea.twin.document import FORECAST, stamp_of

    card = stamp_of(FORECAST, found.question)
    return (
        f"lactea {card['version']} {card['commit']} · {card['scenario']} "
        f"{card['scenario_hash']} · seed {card['seed']}"
    )


def _page(found: Answer) -> str:
    from lactea.twin import wording

    review = "\n".join(f"{label:<27} {text}" for label, text in wording.review_lines(found))
    parts = [
        "\n".join(wording.infant_lines(found)),
        f"Plan: {found.question.plan.words}. Milk a day in mL, as the log will show it:",
        table(wording.band_rows(found), wording.BAND_HEADER),
        table(wording.what_if_rows(found), wording.WHAT_IF_HEADER),
        "Why, on the mean of these days, each cause switched off in turn:",
        table(wording.why_rows(found), wording.WHY_HEADER),
        "\n".join(["How wrong past forecasts were", *wording.past_lines(found)]),
        "\n".join(wording.learned_text(found.fitted)),
        "\n".join([_stamp(found), review, wording.NOTICE]),
    ]
    return "\n\n".join(part for part in parts if part)
