"""Simulating a cohort into a file, with a few parts in memory; what is there already stays."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from lactea.cohort.crews import Alone, Crew
from lactea.cohort.daily import DAILY, Entry, entry_of, entry_of_outcome
from lactea.cohort.files import CohortFile, Format, format_of
from lactea.cohort.files.card import SCHEMA, Card, refuse_another_recipe
from lactea.cohort.people import Failure, Success, simulate_people
from lactea.cohort.plan import Plan
from lactea.cohort.problems import CohortError
from lactea.cohort.side_by_side import by_timetable, refuse_who_decides, replay_people

AT_ONCE_ON_GPU = 4096
"""People handed to a GPU at once: many, for each step takes as long for one as for thousands."""


def write_cohort(
    plan: Plan, path: Path, crew: Crew, tell: Callable[[int], None] = lambda done: None
) -> CohortFile:
    """Simulate the people of a plan who are not in the file yet.

    Parameters
    ----------
    plan : Plan
    path : Path
        Ends in ``.parquet``, ``.zarr`` or ``.csv``. Where it was begun with the same plan, it is
        gone on with.
    crew : Crew
        Who does the work; it changes nothing in the file.
    tell : callable
        Called with the number of people who are safe in the file: at the start, and after each part.

    Raises
    ------
    CohortError
        If the file is of another plan, there is no room on the disk, or the crew cannot be kept at work.
    """
    check_engine(plan)
    file = format_of(path)
    asked = card_of(plan)
    if file.exists():
        refuse_another_recipe(path, file.card(), asked)
    else:
        file.begin(asked)
    done = CohortFile(file, asked).written
    tell(done)
    try:
        for people in _written(plan, file, crew):
            done += people
            tell(done)
        file.finish()
    except OSError as error:
        raise CohortError(
            f"{path}: {(error.strerror or str(error)).lower()}. {done} of {plan.n} people are safe; "
            "make room, and give the same command again: it goes on from there."
        ) from error
    return CohortFile(file, asked)


def card_of(plan: Plan) -> Card:
    """What is written into a file, and compared with what is there: provenance and form."""
    form = {"people_per_part": plan.layout.size, "daily": list(DAILY)}
    return {"schema": SCHEMA, **plan.provenance(), **form}


def check_engine(plan: Plan) -> None:
    """Refuse an engine that cannot simulate these people, before the work begins.

    Raises
    ------
    CohortError
        With the reason.
    """
    if plan.engine == "gpu" and plan.recipe.uncertainty != "none":
        raise CohortError(
            "On a GPU everybody takes the same steps, which were measured to hold for people as they "
            "differ, but not for every draw of what is not known; leave out --uncertainty."
        )
    if plan.engine == "gpu":
        refuse_who_decides(plan.recipe.scenario, plan.days)


def simulated(
    plan: Plan, people: Iterable[int], crew: Crew
) -> Generator[Success[Entry] | Failure, None, None]:
    """Simulate some people of a checked plan, in order, by the engine that it asks for."""
    if plan.engine == "lanes":
        return replay_people(plan.recipe, people, days=plan.days, crew=crew)
    if plan.engine == "gpu":
        from lactea.jax.timetables import replay_timetable

        return replay_people(
            plan.recipe, people, days=plan.days, crew=Alone(),
            stepper=partial(by_timetable, replay_timetable), at_once=AT_ONCE_ON_GPU,
        )  # fmt: skip
    return simulate_people(plan.recipe, people, entry_of, days=plan.days, crew=crew)


def _written(plan: Plan, file: Format, crew: Crew) -> Iterator[int]:
    """Write the parts that are missing; how many people each has, as soon as it is safe."""
    layout = plan.layout
    missing = sorted(set(layout.parts) - file.parts())
    people = (person for part in missing for person in layout.people_of(part))
    with closing(simulated(plan, people, crew)) as outcomes:
        for part in missing:
            size = len(layout.people_of(part))
            file.write(part, [entry_of_outcome(one) for one in islice(outcomes, size)])
            yield size
