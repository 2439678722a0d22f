"""``lactea fertility``: chances of ovulation, period and conception by week for a way of feeding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.results.fertility_weeks import Week

HEADER = ("week", "sessions/day", "other food", "LH", "ovulation", "period", "conception",
          "before any period", "LAM rules hold", "conception while they hold")  # fmt: skip
SHOWN_EVERY = 4


def fertility(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="Name of a builtin, or scenario file.")],
    days: Annotated[
        int | None,
        typer.Option(min=7, max=3660, help="End the run this many days after the origin."),
    ] = None,
    people: Annotated[
        int, typer.Option(min=1, max=1000, help="Simulated people, each a run of its own.")
    ] = 10,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as infant.appetite=0.9.")
    ] = None,
) -> None:
    """Tell how probable ovulation, a period and conception are. Not for contraception decisions alone."""
    from lactea import scenario as room
    from lactea.cohort import Recipe
    from lactea.engine import simulate as run
    from lactea.results.fertility_weeks import fertility_weeks, mean_weeks
    from lactea.results.lactational_amenorrhoea import LIMITS, WORDS

    settings = settings_of(context)
    recipe = Recipe(room.load(scenario, set_ or ()), settings.seed)
    persons = [recipe.person(number).scenario for number in range(people)]
    weeks = mean_weeks([fertility_weeks(run(person, days=days)) for person in persons])
    if settings.json:
        print_json(
            {
                "schema": "lactea.fertility/1",
                "scenario": recipe.scenario.name,
                "people": people,
                "words": [WORDS, *LIMITS],
                "weeks": [week.as_data() for week in weeks],
            }
        )
        return
    typer.echo("\n".join([WORDS, *(f"- {limit}" for limit in LIMITS), ""]))
    rows = [_row(week) for week in weeks if week.week % SHOWN_EVERY == 0 or week is weeks[-1]]
    typer.echo(table(rows, HEADER))


def _row(week: Week) -> tuple[str, ...]:
    levels = (week.other_food_percent, week.lh_percent)
    chances = (
        week.ovulation_percent,
        week.menses_percent,
        week.conception_percent,
        week.conception_before_menses_percent,
        week.lam_holds_percent,
        week.lam_conception_percent,
    )
    head = (str(week.week), f"{week.sessions_per_day:.1f}")
    return (*head, *(f"{level:.0f} %" for level in levels), *map(_chance, chances))


def _chance(percent: float) -> str:
    """A chance in words that never say none."""
    from lactea.results.lactational_amenorrhoea import LEAST_TOLD

    return f"{percent:.1f} %" if percent >= LEAST_TOLD else f"under {LEAST_TOLD:g} %"
