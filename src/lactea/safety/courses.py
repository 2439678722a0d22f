"""Who takes what, when, and how much of it in a day, step by step and substance by substance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lactea.medicines import Medicine, load
from lactea.reading.durations import DAY
from lactea.safety.earliest import earliest
from lactea.safety.names import recognised
from lactea.scenario import Scenario
from lactea.scenario.steps import Take

MOST_DOSES = 100_000
"""Doses behind the end of a run that are looked at, of all steps: as many as a run may hold."""


@dataclass(frozen=True)
class Intake:
    """One step that gives a medicine, itself or inside a product.

    Attributes
    ----------
    step
        Its place in the protocol.
    take
        The step.
    amount
        What one dose holds, in the measure of the course's medicine.
    ticks
        The moments at which it counts, in ticks from the origin.
    """

    step: int
    take: Take
    amount: float
    ticks: tuple[int, ...]

    @property
    def open_ended(self) -> bool:
        """Whether the step repeats and names no day by which it ends: a rule may never hold."""
        return not self.take.once and self.take.stop is None


@dataclass(frozen=True)
class Heaviest:
    """The most that is taken within some span, and the steps that give it."""

    amount: float
    steps: tuple[int, ...]


@dataclass(frozen=True)
class Course:
    """Everything in a protocol that gives one medicine; at least one dose is in it."""

    medicine: Medicine
    intakes: tuple[Intake, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """Places in the protocol, in order."""
        return tuple(sorted({intake.step for intake in self.intakes}))

    @cached_property
    def doses(self) -> tuple[tuple[int, float, int], ...]:
        """Tick, amount and step of every dose, in the order of time."""
        return tuple(
            sorted(
                (tick, intake.amount, intake.step)
                for intake in self.intakes
                for tick in intake.ticks
            )
        )

    @property
    def named(self) -> bool:
        """Whether a step names the medicine itself, and not only a product that holds it."""
        return any(load(one.take.medicine).name == self.medicine.name for one in self.intakes)

    @property
    def open_ended(self) -> bool:
        """Whether the protocol names no day by which it ends: it may go on where the run ends."""
        return any(intake.open_ended for intake in self.intakes)

    @property
    def first(self) -> int:
        """Tick of the first dose."""
        return self.doses[0][0]

    @property
    def last(self) -> int:
        """Tick of the last dose."""
        return self.doses[-1][0]

    @cached_property
    def days(self) -> int:
        """Days, counted from the first dose, on which there is a dose."""
        return len({(tick - self.first) // DAY for tick, _, _ in self.doses})

    def heaviest(self, days: float = 1) -> Heaviest:
        """The most that is taken in any span of so many days, over all steps."""
        best, total, end = Heaviest(-1.0, ()), 0.0, 0
        doses, span = self.doses, days * DAY
        for begin, (tick, amount, _) in enumerate(doses):
            while end < len(doses) and doses[end][0] < tick + span:
                total += doses[end][1]
                end += 1
            if total > best.amount * (1 + 1e-9) or not best.steps:
                steps = {step for _, _, step in doses[begin:end]}
                best = Heaviest(total, tuple(sorted(steps)))
            total -= amount
        return best

    def dosed_between(self, begin: int, end: int) -> tuple[int, ...]:
        """Steps with a dose in ``begin <= tick < end``."""
        return tuple(sorted({step for tick, _, step in self.doses if begin <= tick < end}))


def courses_of(scenario: Scenario) -> tuple[Course, ...]:
    """One course for each medicine that is taken, and for each substance inside a product.

    Files of the same name tell of one medicine: each is held against all its doses, and so is the file
    of the library, so that a file of one's own can add to what is known and take nothing away.

    Raises
    ------
    MedicineError
        A medicine file is missing or wrong.
    ValueError
        A dose has a unit in which its medicine is not counted.
    """
    files: dict[str, list[Medicine]] = defaultdict(list)
    intakes: dict[str, list[Intake]] = defaultdict(list)
    shared = MOST_DOSES // max(1, len(list(scenario.steps_of(Take))))
    for step, take in enumerate(scenario.protocol):
        if not isinstance(take, Take):
            continue
        ticks = _ticks(take, scenario, max(shared, take.dose_count(scenario.horizon_tick)))
        for medicine, amount in _given(take):
            if not ticks or amount == 0:
                continue
            shipped = recognised(medicine.name)
            name = medicine.name if shipped is None else shipped.name
            files[name].append(medicine)
            intakes[name].append(Intake(step, take, amount, ticks))
    return tuple(
        Course(file, tuple(intakes[name]))
        for name in sorted(files)
        for file in _distinct(files[name])
    )


def _distinct(files: list[Medicine]) -> list[Medicine]:
    """The files that differ, that of the library first if it counts in the same measure."""
    shipped = recognised(files[0].name)
    if shipped is not None and shipped.measure == files[0].measure:
        files = [shipped, *files]
    return [file for place, file in enumerate(files) if file not in files[:place]]


def _given(take: Take) -> Iterator[tuple[Medicine, float]]:
    named = load(take.medicine)
    count = named.amount(take.dose)
    yield named, count
    for content in named.contains:
        yield load(content.medicine), count * content.mg


def _ticks(take: Take, scenario: Scenario, most: int) -> tuple[int, ...]:
    """Every dose; a step that waits for a rule counts from the earliest moment that it may begin.

    A single dose that waits for a rule counts on every day on which it may fall. What was begun goes on
    behind the end of the run, up to its own stop or to so many doses in all.
    """
    begin, end = earliest(take, scenario), scenario.horizon_tick
    if begin < end and take.stop is not None:
        end = max(end, take.stop)
    if take.when is not None and take.once:
        return tuple(islice(range(begin, take.end_tick(end), DAY), most))
    doses = take.dose_ticks(end, origin_clock_tick=scenario.origin_clock_tick, from_tick=begin)
    return tuple(islice(doses, most))
