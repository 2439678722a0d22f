"""``lactea ducts``: the milk ducts of one breast as a tree, and what a harmed duct does to its lobe."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.ducts.account import Account


class SideChoice(StrEnum):
    """Which breast."""

    left = "left"
    right = "right"


def ducts(
    context: typer.Context,
    scenario: Annotated[
        str, typer.Argument(help="Name of a builtin, or scenario file.")
    ] = "natural",
    side: Annotated[SideChoice, typer.Option(help="Which breast.")] = SideChoice.left,
    blocked: Annotated[
        list[str] | None, typer.Option(help="A blocked duct: 3, or 3.1 for a branch; repeatable.")
    ] = None,
    narrow: Annotated[
        list[str] | None, typer.Option(help="A narrowed duct: 3=0.5 for half its bore; repeatable.")
    ] = None,
    day: Annotated[
        int,
        typer.Option(help="Day of the tree, from which ducts are harmed; negative before birth."),
    ] = 30,
    days: Annotated[
        int, typer.Option(min=1, max=3660, help="End the run this many days after the origin.")
    ] = 60,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
    person: Annotated[int, typer.Option(min=0, max=2**40, help="Number of the person drawn.")] = 0,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the tree to this .png or .svg file.")
    ] = None,
) -> None:
    """Grow the milk ducts of one breast, and tell what blocked or narrowed ones do."""
    must_be_writable(plot, (".png", ".svg"))
    settings = settings_of(context)

    from lactea import scenario as room
    from lactea.ducts.account import tell_ducts
    from lactea.ducts.document import document
    from lactea.ducts.harms import read_harms

    account = tell_ducts(
        room.load(scenario, set_ or ()),
        side.value,
        read_harms(blocked or (), narrow or ()),
        day=day,
        days=days,
        seed=settings.seed,
        person=person,
    )
    if plot is not None:
        from lactea.view.figures.duct_tree import TITLE, draw
        from lactea.view.saving import save_figure

        stamp = _stamp(account)
        save_figure(draw(account, stamp), plot, stamp, TITLE)
        remark(f"figure: {plot}")
    if settings.json:
        print_json(document(account))
    else:
        typer.echo(_told(account))


def _stamp(account: Account) -> str:
    from lactea.results import Result

    return f"{Result(account.unharmed).stamp} · ducts of person {account.person}"


def _told(account: Account) -> str:
    from lactea.ducts.wording import CAUTION

    tree = account.tree
    parts = [
        f"Ducts of the {tree.side} breast on day {account.day}: {len(tree.main_ducts)} main ducts, "
        f"{tree.lobules} lobules of about {tree.alveoli:.0f} alveoli.",
        _main_ducts(account),
        f"Full breast, all alveoli contracting, nipple sucked: {account.ejection.total:.0f} mL/min; "
        f"{100 * account.share_in_ducts:.0f} % of the pressure is spent in the ducts.",
    ]
    if account.lobes_left < 1:
        parts.append(
            f"The tree is that of a whole breast; {100 * account.lobes_left:.0f} % of its lobes are "
            "there and drain, and the milk below is theirs."
        )
    if account.harms:
        parts.append(_harm(account))
    return "\n\n".join([*parts, CAUTION])


def _main_ducts(account: Account) -> str:
    rows = [
        (
            branch.label,
            f"{branch.diameter:.2f}",
            f"{branch.length:.1f}",
            str(branch.lobules),
            f"{account.after.flows[branch.label]:.1f}",
        )
        for branch in account.tree.main_ducts
    ]
    return table(rows, ("duct", "bore, mm", "first branching, mm", "lobules", "flow, mL/min"))


def _harm(account: Account) -> str:
    from lactea.ducts.wording import say_group, say_harm

    rows = [
        (
            say_group(group),
            f"{100 * group.share:.0f} %",
            f"{100 * group.patency:.0f} %",
            f"{account.usual_milk(group):.0f}",
            f"{account.milk(number):.0f}",
        )
        for number, group in enumerate(account.groups)
    ]
    header = ("lobules", "share of gland", "drains", "mL/day unharmed", "mL/day now")
    harms = ", ".join(say_harm(harm) for harm in account.harms)
    last = "day" if account.last_days == 1 else f"{account.last_days} days"
    window = f"milk is the mean of the last {last}"
    return f"From day {account.day}: {harms}; {window}.\n{table(rows, header)}"
