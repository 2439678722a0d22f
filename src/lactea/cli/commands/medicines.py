"""``lactea medicines``: the library, and what is known of one medicine."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lactea.cli.output import print_json, remark, table
from lactea.cli.settings import Mode, settings_of

medicines = typer.Typer(
    help="List the medicine library, or tell what is known of one medicine.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
AMOUNTS = {"usual_doses", "dose_limits", "units", "contains", "routes"}
"""Entries of a medicine that are not shown to parents: the dose is the prescriber's matter."""
FIGURES = ("potency", "relative_potency", "doses", "at")
"""Entries inside others that are not shown to parents."""


@medicines.callback()
def list_medicines(context: typer.Context) -> None:
    """List the medicine library, or tell what is known of one medicine."""
    if context.invoked_subcommand is not None:
        return
    from lactea.medicines import brought_by, known_names, load
    from lactea.medicines.regimens import substances
    from lactea.medicines.telling import NO_FIGURE
    from lactea.reading.plugins import MEDICINES, usable

    brought, faults = usable(MEDICINES, load)
    for fault in faults:
        remark(fault)
    known = [*(load(name) for name in known_names()), *brought]
    acting = [
        list(dict.fromkeys(link.target for part in substances(one) for link in part.links))
        for one in known
    ]
    if settings_of(context).json:
        rows = [
            {
                "name": one.name,
                "other_names": list(one.other_names),
                "class": one.medicine_class,
                "summary": one.summary,
                "acts_on": targets,
                "brought_by": brought_by(one.name),
            }
            for one, targets in zip(known, acting, strict=True)
        ]
        print_json({"schema": "lactea.medicines/1", "medicines": rows})
        return
    lines = [
        (one.name, ", ".join(targets) or NO_FIGURE, _with_origin(one.name, one.medicine_class))
        for one, targets in zip(known, acting, strict=True)
    ]
    typer.echo(table(lines, ("name", "acts on", "class")))


@medicines.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name in the library, or path of a medicine file.")],
) -> None:
    """Tell what is known of a medicine, with sources and grades; to parents without doses."""
    from lactea.medicines import brought_by, load, origin_told
    from lactea.medicines.regimens import substances
    from lactea.medicines.telling import description
    from lactea.safety.doses import without_doses

    medicine, settings = load(name), settings_of(context)
    for_parents = settings.mode is Mode.parent
    if settings.json:
        data: dict[str, Any] = medicine.model_dump(
            mode="json",
            by_alias=True,
            exclude_none=True,
            exclude=AMOUNTS if for_parents else None,
        )
        told = _without_doses(data) if for_parents else data
        brought = {"brought_by": brought_by(name)}
        print_json({"schema": "lactea.medicine.known/1", "medicine": told} | brought)
        return
    text = description(medicine, parts=substances(medicine), doses=not for_parents)
    typer.echo(without_doses(text) if for_parents else text, nl=False)
    if whose := origin_told(name):
        typer.echo(whose)


def _with_origin(name: str, text: str) -> str:
    from lactea.medicines import brought_by

    package = brought_by(name)
    return f"{text} (from the plug-in {package})" if package else text


def _without_doses(data: Any) -> Any:
    """Plain data with every dose in its texts left out."""
    from lactea.safety.doses import without_doses

    match data:
        case str():
            return without_doses(data)
        case list():
            return [_without_doses(part) for part in data]
        case dict():
            return {key: _without_doses(part) for key, part in data.items() if key not in FIGURES}
    return data
