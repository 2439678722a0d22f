"""``lactea export``: files that other tools read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.commands.forecast import (
    USUAL,
    About,
    Example,
    LogFile,
    Origin,
    WhoseLog,
    question_of,
)
from lactea.cli.commands.log.common import StorePlace, Whose, existing_person, opened
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.exchange.stretch import Stretch
    from lactea.record import Record
    from lactea.scenario import Scenario

PLANS = "lactea.plan/1"
ScenarioName = Annotated[str, typer.Argument(help="Name of a builtin, or scenario file.")]
Resolved = Annotated[
    Path | None, typer.Option(help="Decisions of an earlier run, from simulate --resolved.")
]
FirstDay = Annotated[
    int | None, typer.Option(help="Start on this day from the origin, not where the run does.")
]
Days = Annotated[
    int | None, typer.Option(min=1, max=3660, help="End this many days after the origin.")
]
Overrides = Annotated[
    list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
]

export = typer.Typer(
    help="Write a file that other tools read.", no_args_is_help=True, rich_markup_mode=None
)


@export.callback()
def choose() -> None:
    """Write a file that other tools read."""


class Wording(StrEnum):
    """What the events of a calendar say."""

    neutral = "neutral"
    plain = "plain"


@export.command()
def ics(
    context: typer.Context,
    plans: Annotated[Path, typer.Argument(help="Plans, from lactea plan --out.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .ics file.")],
    plan: Annotated[
        str | None, typer.Option(help="Letter of the plan; the first without it.")
    ] = None,
    wording: Annotated[
        Wording, typer.Option(help="Neutral words, as for a shared calendar, or plain ones.")
    ] = Wording.neutral,
) -> None:
    """Write a plan as a calendar; a calendar that is there already is brought up to date."""
    must_be_writable(out, (".ics",))

    from lactea.exchange.calendar import calendar_of, read_calendar
    from lactea.plan.stored import plan_of, read_plans
    from lactea.record.files import write_private

    document = read_plans(plans)
    chosen = plan_of(document, plan, str(plans))
    earlier = read_calendar(out) if out.exists() else None
    made = calendar_of(document, chosen, wording.value, earlier)
    write_private(out, made.to_ical())
    events = made.walk("VEVENT")
    gone = sum(event.get("STATUS") == "CANCELLED" for event in events)
    remark(f"calendar: {out} ({len(events) - gone} events, {gone} cancelled)")
    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.export/1",
                "format": "ics",
                "file": str(out),
                "version": document["version"],
                "commit": document["commit"],
                "scenario_hash": document["scenario_hash"],
                "parameter_set": document["parameter_set"],
                "seed": document["seed"],
                "plan": chosen["letter"],
                "events": len(events) - gone,
                "cancelled": gone,
            }
        )


@export.command()
def sbml(
    context: typer.Context,
    scenario: ScenarioName,
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .xml file.")],
    resolved: Resolved = None,
    first_day: FirstDay = None,
    days: Days = None,
    set_: Overrides = None,
) -> None:
    """Write a scenario, with every decision of its run, as SBML Level 3."""
    must_be_writable(out, (".xml", ".sbml"))
    person, stretch = _stretch(context, scenario, set_ or (), resolved, first_day, days)
    warnings = _write_sbml(stretch, out)
    if settings_of(context).json:
        print_json(_told("sbml", out, person, stretch) | {"warnings": warnings})


@export.command()
def sedml(
    context: typer.Context,
    scenario: ScenarioName,
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .sedml file.")],
    resolved: Resolved = None,
    first_day: FirstDay = None,
    days: Days = None,
    set_: Overrides = None,
) -> None:
    """Write a scenario as a SED-ML experiment, and its SBML model beside it."""
    must_be_writable(out, (".sedml",))

    from lactea.exchange.problems import libsedml
    from lactea.exchange.sedml import sedml_text

    libsedml()
    person, stretch = _stretch(context, scenario, set_ or (), resolved, first_day, days)
    model = out.with_suffix(".xml")
    _write_sbml(stretch, model)
    out.write_text(sedml_text(person, stretch, model.name), encoding="utf-8")
    remark(f"experiment: {out}")
    if settings_of(context).json:
        print_json(_told("sedml", out, person, stretch) | {"model": str(model)})


@export.command()
def petab(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="Write to this .yaml file, and the others beside it."),
    ],
    log: LogFile = None,
    person: WhoseLog = None,
    origin: Origin = None,
    about: About = USUAL,
    days: Annotated[int, typer.Option(min=1, max=120, help="Last days of the log.")] = 14,
    learn: Annotated[
        list[str] | None,
        typer.Option(help="A parameter to be estimated; may be repeated. The usual ones without."),
    ] = None,
    example: Example = False,
) -> None:
    """Write the calibration to a log as a PEtab problem, for other estimation tools."""
    must_be_writable(out, (".yaml", ".yml"))

    from lactea.exchange.petab import Window, calibration_of, log_likelihood, write_problem
    from lactea.exchange.problems import libsbml

    libsbml()
    question = question_of(settings_of(context), log, person, origin, about, None, example)
    found = calibration_of(question.diary, question.scenario, Window(days, tuple(learn or ())))
    expected = log_likelihood(found, {})
    files, complaints = write_problem(found, out)
    for complaint in complaints:
        remark(f"warning: {complaint.text}")
    remark("warning: anybody who can open these files can read what is in the log.")
    if found.left_out:
        remark(f"left out: {found.left_out} volumes that are of no single session of these days.")
    remark(
        f"problem: {out} ({len(found.readings)} readings, {len(found.unknowns)} unknowns; "
        f"log-likelihood of the nominal values {expected:.6g})"
    )
    if settings_of(context).json:
        told = _told("petab", out, question.scenario, found.stretch)
        print_json(
            told
            | {
                "files": [str(file) for file in files],
                "readings": len(found.readings),
                "left_out": found.left_out,
                "unknowns": [one.id for one in found.unknowns],
                "log_likelihood": expected,
                "warnings": [complaint.text for complaint in complaints],
            }
        )


def _stretch(
    context: typer.Context,
    scenario: str,
    overrides: Sequence[str],
    resolved: Path | None,
    first_day: int | None,
    days: int | None,
) -> tuple[Scenario, Stretch]:
    """The part of a run that is exported; its decisions are taken, or read."""
    from lactea import scenario as room
    from lactea.engine import simulate
    from lactea.exchange.problems import libsbml
    from lactea.exchange.stretch import stretch_of

    libsbml()
    person = room.load(scenario, overrides)
    if resolved is None:
        decisions = simulate(person, days=days, seed=settings_of(context).seed).resolved
    else:
        decisions = room.read_resolved(resolved)
        if decisions.scenario_hash != room.scenario_hash(person):
            remark(
                f"warning: {resolved} holds the decisions of another scenario, "
                "or of other settings."
            )
    return person, stretch_of(person, decisions, first_day=first_day, last_day=days)


def _write_sbml(stretch: Stretch, out: Path) -> list[str]:
    """Write the model; what libSBML warns of."""
    from lactea.exchange.sbml import checked_sbml

    text, found = checked_sbml(stretch)
    out.write_text(text, encoding="utf-8")
    for complaint in found:
        remark(f"warning: {complaint.text}")
    remark(f"model: {out} ({len(stretch.moments)} decisions in {stretch.hours / 24:g} days)")
    return [complaint.text for complaint in found]


def _told(form: str, out: Path, person: Scenario, stretch: Stretch) -> dict[str, object]:
    return {
        "schema": "lactea.export/1",
        "format": form,
        "file": str(out),
        "scenario": person.name,
        "scenario_hash": stretch.provenance.scenario_hash,
        "parameter_set": stretch.provenance.parameter_set,
        "start_tick": stretch.start_tick,
        "end_tick": stretch.end_tick,
        "decisions": len(stretch.moments),
    }


@export.command()
def fhir(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .json file.")],
    source: Annotated[
        Path | None,
        typer.Argument(help="A record from lactea log export, or plans from lactea plan --out."),
    ] = None,
    person: Whose = None,
    store: StorePlace = None,
) -> None:
    """Write a record (the store's, without a file) or plans as an HL7 FHIR R4B bundle."""
    must_be_writable(out, (".json",))

    from lactea.exchange.fhir import bundle_of, bundle_of_plans
    from lactea.record.files import write_private

    if source is None:
        bundle = bundle_of(_stored_record(context, person, store))
    elif _schema_of(source) == PLANS:
        from lactea.plan.stored import read_plans

        bundle = bundle_of_plans(read_plans(source))
    else:
        from lactea.record import read_record

        bundle = bundle_of(read_record(source))
    write_private(out, (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode())
    remark("warning: anybody who can open this file can read what is in it.")
    remark(f"bundle: {out} ({len(bundle['entry'])} resources)")


@export.command("from-fhir")
def from_fhir(
    bundle: Annotated[Path, typer.Argument(help="A bundle of a record, from lactea export fhir.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .json or .csv file.")],
) -> None:
    """Read a bundle back into a record."""
    must_be_writable(out, (".json", ".csv"))

    from lactea.exchange.fhir import read_bundle
    from lactea.reading.yaml_reader import file_text
    from lactea.record import write_record
    from lactea.record.files import LARGEST

    record = read_bundle(file_text(str(bundle), limit=LARGEST), str(bundle))
    write_record(record, out)
    remark(f"record: {out} ({sum(1 for _ in record.entries())} entries)")


@export.command()
def parameters(
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .yaml file.")],
) -> None:
    """Write every number of this version as a parameter set, for later versions to run on."""
    must_be_writable(out, (".yaml", ".yml"))

    from lactea.exchange.parameter_set import present_numbers

    out.write_text(present_numbers(out.stem), encoding="utf-8")
    remark(f"parameter set: {out}")


def _stored_record(context: typer.Context, person: str | None, place: str | None) -> Record:
    with opened(context, place) as kept:
        from lactea.record.store import read

        return read(kept, existing_person(kept, person).person_id)


def _schema_of(path: Path) -> str | None:
    """The schema that a JSON file names; its readers say what is wrong where it names none."""
    from lactea.reading.yaml_reader import file_text
    from lactea.record.files import LARGEST

    if path.suffix.lower() != ".json":
        return None
    with suppress(ValueError, RecursionError):
        data = json.loads(file_text(str(path), limit=LARGEST))
        return str(data["schema"]) if isinstance(data, dict) and "schema" in data else None
    return None
