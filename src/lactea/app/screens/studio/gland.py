"""The gland as a tree of ducts, from the front, with the milk in it along a day."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import Response

from lactea.app.house import Here
from lactea.app.problems import AppError
from lactea.app.screens.studio.finding import find_run
from lactea.app.waiting import LONG_WAIT_S, now
from lactea.app.wording.marking import message
from lactea.ducts.account import Account, tell_ducts
from lactea.ducts.harms import read_harms
from lactea.ducts.problems import DuctError
from lactea.ducts.wording import CAUTION, say_group
from lactea.reading.durations import DAY
from lactea.results import Result
from lactea.scenario import dumps, loads
from lactea.view.figures import fullness
from lactea.view.figures.duct_tree import NIPPLE_MM, lay_out
from lactea.view.published import packaged

router = APIRouter()
NO_TREE = message("The ducts cannot be drawn: {why}")
DAYS_AFTER = 14
MOMENTS = 48
"""Moments of the day at which the fullness of the breast is shown."""
COLOURS = 6


@dataclass(frozen=True)
class DrawnBranch:
    """A duct on paper, in mm of the breast; `style` is the colour of its lobe."""

    path: str
    width: float
    style: int
    blocked: bool
    label: str


@dataclass(frozen=True)
class Lobule:
    """Where milk is made, at the end of a duct."""

    x: float
    y: float
    style: int
    blocked: bool


@dataclass(frozen=True)
class LobeRow:
    """A main duct in numbers."""

    label: str
    bore: float
    length: float
    lobules: int
    flow: float


@router.get("/runs/{key}/gland")
def gland(
    here: Here,
    key: str,
    side: Literal["left", "right"] = "left",
    day: Annotated[int, Query(ge=-300, le=3600)] = 30,
    blocked: Annotated[str, Query(max_length=40)] = "",
    person: Annotated[int, Query(ge=0, le=10**6)] = 0,
) -> Response:
    """The ducts that this person may have on a day, and what a blocked one does."""
    asked = find_run(here, key).asked
    harms = [part.strip() for part in blocked.split(",") if part.strip()]
    work = here.house.workers.submit(
        grow, dumps(asked.scenario), side, harms, day, day + DAYS_AFTER, asked.seed, person
    )
    try:
        account = work.result(LONG_WAIT_S)
    except (DuctError, ValueError) as error:
        raise AppError(NO_TREE, why=str(error)) from error
    whole_day = replace(asked, zoom=(day * DAY, (day + 1) * DAY))
    near = now(here.house.runs.ask(whole_day))
    return here.page(
        "studio/gland.html.j2",
        fullness=fullness_by_moment(near, side),
        key=key,
        account=account,
        side=side,
        day=day,
        blocked=blocked,
        person=person,
        branches=drawn(account),
        lobules=lobules(account),
        nipple=NIPPLE_MM,
        reach=_reach(account),
        rows=_rows(account),
        groups=_groups(account),
        caution=CAUTION,
    )


def grow(
    text: str, side: Literal["left", "right"], blocked: list[str], day: int, days: int, seed: int,
    person: int,
) -> Account:  # fmt: skip
    """The account of the ducts; the work of a process."""
    return tell_ducts(
        loads(text, "scenario"), side, read_harms(blocked, ()),
        day=day, days=max(1, days), seed=seed, person=person,
    )  # fmt: skip


def fullness_by_moment(result: Result, side: str) -> list[int]:
    """How full the breast is along the day that was magnified, in percent; empty where it was not."""
    if not fullness.PICTURE.applies(result):
        return []
    curve = next(
        (one for one in fullness.series(result, packaged()) if one.name == side and len(one.x)),
        None,
    )
    if curve is None:
        return []
    moments = np.linspace(curve.x[0], curve.x[-1], MOMENTS)
    return [round(float(value)) for value in np.interp(moments, curve.x, curve.y)]


def drawn(account: Account) -> list[DrawnBranch]:
    """Every duct as a curve from its parent outwards."""
    places = lay_out(account.tree)
    shut = _shut(account)
    branches = []
    for branch in account.tree.branches.values():
        end = places[branch.label]
        start_angle = places[branch.parent].angle if branch.parent else end.angle
        start_radius = places[branch.parent].radius if branch.parent else NIPPLE_MM
        middle = (start_radius + end.radius) / 2
        path = (
            f"M{_xy(start_radius, start_angle)}C{_xy(middle, start_angle)} "
            f"{_xy(middle, end.angle)} {_xy(end.radius, end.angle)}"
        )
        branches.append(
            DrawnBranch(path, 0.6 * branch.diameter, (branch.lobe - 1) % COLOURS,
                        branch.label in shut, branch.label)
        )  # fmt: skip
    return branches


def lobules(account: Account) -> list[Lobule]:
    """The ends of the tree."""
    places = lay_out(account.tree)
    shut = _shut(account)
    return [
        Lobule(
            places[end.label].radius * math.cos(places[end.label].angle),
            -places[end.label].radius * math.sin(places[end.label].angle),
            (end.lobe - 1) % COLOURS,
            end.label in shut,
        )
        for end in account.tree.ends
    ]


def _shut(account: Account) -> set[str]:
    """Labels of ducts behind a block, the blocked ones included."""
    bores = {harm.label: harm.bore for harm in account.harms}
    return {
        label
        for label in account.tree.branches
        if any(bores.get(branch.label) == 0 for branch in account.tree.way_out(label))
    }


def _reach(account: Account) -> float:
    return max(place.radius for place in lay_out(account.tree).values()) + 3.0


def _xy(radius: float, angle: float) -> str:
    """A place on paper, whose vertical axis points down."""
    return f"{radius * math.cos(angle):.2f} {-radius * math.sin(angle):.2f}"


def _rows(account: Account) -> list[LobeRow]:
    return [
        LobeRow(
            main.label, main.diameter, main.length, main.lobules, account.after.flows[main.label]
        )
        for main in account.tree.main_ducts
    ]


def _groups(account: Account) -> list[tuple[str, float, float]]:
    """Groups of lobules with their milk unharmed and now; none where nothing is harmed."""
    if not account.harms:
        return []
    return [
        (say_group(group), account.usual_milk(group), account.milk(number))
        for number, group in enumerate(account.groups)
    ]
