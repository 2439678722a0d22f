"""What a medicine is taken together with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lactea.medicines import TAGS, Medicine, load
from lactea.reading.durations import HOUR
from lactea.safety.courses import Course
from lactea.safety.names import means, recognised
from lactea.safety.principles import principles
from lactea.scenario import Scenario


@dataclass(frozen=True)
class Companion:
    """Something that is in the body while a medicine is taken.

    Attributes
    ----------
    name
        Its name, or the tag by which the person named it.
    tags
        What it does.
    steps
        Steps that give it; empty where the person takes it beside the protocol.
    medicine
        Its file; None where it was named by a tag.
    """

    name: str
    tags: frozenset[str]
    steps: tuple[int, ...] = ()
    medicine: Medicine | None = None

    @property
    def words(self) -> str:
        """How sentences name it."""
        if self.medicine is None:
            return f"something that {TAGS[self.name]}"
        return self.name if self.steps else f"{self.name}, taken beside the protocol"

    def is_any_of(self, partners: tuple[str, ...]) -> bool:
        """Whether any of these names or tags means it."""
        return any(means(partner, self.name, self.tags) for partner in partners)


def company_of(
    course: Course, courses: tuple[Course, ...], scenario: Scenario
) -> Iterator[Companion]:
    """Everything that meets a medicine in the body, from the protocol and beside it."""
    for other in courses:
        if other.medicine.name != course.medicine.name and _meet(course, other):
            yield Companion(
                other.medicine.name,
                frozenset(other.medicine.properties),
                other.steps,
                other.medicine,
            )
    for name in dict.fromkeys(scenario.person.health.other_medicines or ()):
        medicine = recognised(name)
        if medicine is not None:
            yield from _beside(medicine)
        elif name in TAGS:
            yield Companion(name, frozenset([name]))


def unrecognised(scenario: Scenario) -> tuple[str, ...]:
    """Other medicines that are neither in the library nor a tag."""
    names = dict.fromkeys(scenario.person.health.other_medicines or ())
    return tuple(name for name in names if name not in TAGS and recognised(name) is None)


def _beside(medicine: Medicine) -> Iterator[Companion]:
    yield Companion(medicine.name, frozenset(medicine.properties), (), medicine)
    for content in medicine.contains:
        yield from _beside(load(content.medicine))


def _meet(one: Course, other: Course) -> bool:
    """Whether one is still in the body when the other is taken.

    A product and what it holds are one medicine where they come by the same steps.
    """
    mine = _ticks(one, other.steps if _holds(other.medicine, one.medicine) else ())
    theirs = _ticks(other, one.steps if _holds(one.medicine, other.medicine) else ())
    return _follow(mine, theirs, _lasting(one)) or _follow(theirs, mine, _lasting(other))


def _holds(product: Medicine, substance: Medicine) -> bool:
    return any(load(one.medicine).name == substance.name for one in product.contains)


def _ticks(course: Course, left_out: tuple[int, ...]) -> list[int]:
    """Every dose, but for those of some steps, in the order of time."""
    return [tick for tick, _, step in course.doses if step not in left_out]


def _follow(first: list[int], then: list[int], lasting: float) -> bool:
    """Whether a dose falls while one that was taken before it, or with it, still counts."""
    places = ((tick, bisect_right(first, tick)) for tick in then)
    return any(place > 0 and tick <= first[place - 1] + lasting for tick, place in places)


def _lasting(course: Course) -> float:
    """For how many ticks after a dose a medicine counts as in the body; for ever, where unknown."""
    halvings = principles().figures.washout.value
    lives = [_half_life_h(course.medicine, intake.take.route) for intake in course.intakes]
    return halvings * max(lives) * HOUR


def _half_life_h(medicine: Medicine, route: str) -> float:
    if not medicine.routes:
        return float("inf")
    known = [
        medicine.kinetics(name)
        for name in medicine.routes
        if name == route or route not in medicine.routes
    ]
    return max(max(one.half_life_h, one.absorption_half_life_h) for one in known)
