"""``lactea identifiability``: which parameters a log of sessions can tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.commands.sensitivity import draw_page
from lactea.cli.output import must_be_writable, print_json, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.sensitivity import Findings

EVERYTHING, PEOPLE = "everything", "people"


def identifiability(
    context: typer.Context,
    scenario: Annotated[
        str, typer.Argument(help="Who it is: name of a builtin, or scenario file.")
    ],
    log: Annotated[
        Path, typer.Argument(help="A .csv file with start, duration, breasts and volume.")
    ],
    error: Annotated[
        str, typer.Option(help="Error of a volume, such as '5 mL', as a standard deviation.")
    ],
    error_share: Annotated[
        float, typer.Option(min=0, max=0.99, help="Further error, as a share of the volume.")
    ] = 0.0,
    learn: Annotated[
        list[str] | None,
        typer.Option(
            help="A parameter that may be learned; may be repeated. 'people', which is meant unless "
            "given: all that differ between people. 'everything': all that are uncertain."
        ),
    ] = None,
    profiles: Annotated[
        int, typer.Option(min=0, max=20, help="Profiles of that many parameters.")
    ] = 2,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=1000, help="Rows of a table.")] = 12,
    plot: Annotated[Path | None, typer.Option(help="Draw it to this .png or .svg file.")] = None,
) -> None:
    """Tell which parameters a log of sessions can inform, and which combinations it cannot part."""
    must_be_writable(plot, (".png", ".svg"))
    settings = settings_of(context)

    from lactea import sensitivity as room
    from lactea.cohort import Noise
    from lactea.reading.units import parse_quantity
    from lactea.scenario import load
    from lactea.sensitivity.stamp import card_of

    person = load(scenario, set_ or ())
    sessions = room.read_log(log)
    noise = Noise(error_share, parse_quantity(error, "mL", "5 mL"))
    factors = _learned(room.factors_of(person), learn or [PEOPLE])
    found = room.identify(person, factors, sessions, noise, profiles)
    card = card_of(person, settings.seed) | {"route": "frozen", "sessions": len(sessions)}
    findings = room.Findings(card, (), factors, log=found)
    if plot is not None:
        draw_page(findings, plot)
    if settings.json:
        from lactea.sensitivity.document import document_of

        print_json(document_of(findings))
    else:
        typer.echo(_text(findings, top))


def _learned(factors: tuple, names: list[str]) -> tuple:  # type: ignore[type-arg]
    from lactea.sensitivity.factors import chosen

    if EVERYTHING in names:
        return factors
    people = [one.id for one in factors if one.origin == "between people"]
    asked = [name for word in names for name in (people if word == PEOPLE else [word])]
    return chosen(factors, list(dict.fromkeys(asked)))


def _text(findings: Findings, top: int) -> str:
    from lactea.sensitivity import wording
    from lactea.sensitivity.stamp import short_stamp

    assert findings.log is not None
    header, rows = wording.parameter_table(findings.log, top)
    names = [row[0] for row in rows]
    return "\n\n".join([
        short_stamp(findings.card),
        "\n".join(wording.log_sentences(findings.log)),
        table(rows, header),
        "\n".join(wording.meanings(findings.factors, names)),
    ])  # fmt: skip
