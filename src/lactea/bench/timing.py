"""Timing several solvers in turn, and checking the output of every single run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from lactea.exchange.agreement import ALLOWED, Daily, Difference, difference

Status = Literal["right", "wrong", "not run"]


@dataclass(frozen=True)
class Contender:
    """One way of running something.

    Attributes
    ----------
    name : str
        Short and unique.
    how : str
        Form and tolerance, for the table.
    days, people : int
        How much one run is.
    run : callable
        Makes one run.
    truth : Daily
        What it ought to give.
    note : str
        What has to be known beside the number.
    """

    name: str
    how: str
    days: int
    run: Callable[[], Daily]
    truth: Daily
    people: int = 1
    note: str = ""


@dataclass(frozen=True)
class Timed:
    """What became of a contender.

    Attributes
    ----------
    processor, wall : tuple of float
        Seconds of each round; empty unless every run was right.
    milk, prolactin : float or None
        Largest error over all rounds; see `lactea.exchange.agreement`.
    """

    name: str
    how: str
    status: Status
    days: int = 0
    people: int = 1
    processor: tuple[float, ...] = ()
    wall: tuple[float, ...] = ()
    milk: float | None = None
    prolactin: float | None = None
    note: str = ""

    @property
    def milliseconds_a_day(self) -> float | None:
        """Processor time for a day of one person (median), in ms."""
        if not self.processor:
            return None
        return 1000 * median(self.processor) / (self.days * self.people)


def not_run(name: str, how: str, why: str) -> Timed:
    """A contender that this machine lacks something for."""
    return Timed(name, how, "not run", note=f"not run: {why}")


def loosest(tolerances: Sequence[float], make: Callable[[float], Contender]) -> Contender:
    """The contender at the first of falling tolerances that agrees in a run of trial.

    Everybody is compared in the fastest form that is right; the last one stands if none is.
    """
    for tolerance in tolerances:
        contender = make(tolerance)
        try:
            if difference(contender.run(), contender.truth).allowed:
                break
        except Exception:  # a tolerance at which a peer fails is too loose
            continue
    return contender


def interleave(contenders: Sequence[Contender], rounds: int) -> list[Timed]:
    """Run all contenders in turn, `rounds` times, each round starting with another one.

    A contender that raises is wrong, with its sentence as the note.
    """
    ledgers = [_Ledger(one) for one in contenders]
    for number in range(rounds):
        shift = number % max(1, len(ledgers))
        for ledger in ledgers[shift:] + ledgers[:shift]:
            ledger.play()
    return [ledger.closed() for ledger in ledgers]


class _Ledger:
    """The rounds of one contender."""

    def __init__(self, contender: Contender) -> None:
        self.contender = contender
        self.processor: list[float] = []
        self.wall: list[float] = []
        self.found: list[Difference] = []
        self.fault = ""

    def play(self) -> None:
        """One timed run, then its check."""
        if self.fault:
            return
        wall, processor = time.perf_counter(), time.process_time()
        try:
            daily = self.contender.run()
        except Exception as error:  # a peer that fails is a finding, and no end of the comparison
            self.fault = f"{type(error).__name__}: {error}"
            return
        self.processor.append(time.process_time() - processor)
        self.wall.append(time.perf_counter() - wall)
        self.found.append(difference(daily, self.contender.truth))

    def closed(self) -> Timed:
        """The verdict."""
        one = self.contender
        milk = max((found.milk for found in self.found), default=None)
        prolactin = max((found.prolactin for found in self.found), default=None)
        right = not self.fault and all(found.allowed for found in self.found)
        note = one.note
        if self.fault:
            note = f"failed: {self.fault}"
        elif not right:
            note = f"differs from the truth by more than {ALLOWED:g}, so its time does not count"
        return Timed(
            one.name, one.how, "right" if right else "wrong", one.days, one.people,
            tuple(self.processor) if right else (), tuple(self.wall) if right else (),
            milk, prolactin, note,
        )  # fmt: skip


@dataclass(frozen=True)
class Ratio:
    """How many times the work of `theirs` `ours` does in the same processor time.

    Attributes
    ----------
    value, low, high : float or None
        Median, smallest and largest of the ratios of each round; None where a side has no time.
    """

    bar: str
    ours: str
    theirs: str
    value: float | None
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    goal: float | None = None
    note: str = ""
    at_most: bool = False
    """Whether less is better: the bar is an upper bound."""

    @property
    def verdict(self) -> str:
        """Whether floor and goal are met, in words."""
        if self.value is None:
            return "not known"
        if self.floor is None:
            return ""
        if self.goal is not None and self._passes(self.goal):
            return "goal met"
        return "floor met" if self._passes(self.floor) else "missed"

    def _passes(self, bound: float) -> bool:
        assert self.value is not None
        return self.value <= bound if self.at_most else self.value >= bound


def ratio(
    bar: str,
    ours: Timed,
    theirs: Timed,
    bounds: tuple[float, float] | None = None,
    note: str = "",
) -> Ratio:
    """Compare two contenders round by round, each for a day of one person."""
    floor, goal = bounds or (None, None)
    mine = [seconds / (ours.days * ours.people) for seconds in ours.processor]
    other = [seconds / (theirs.days * theirs.people) for seconds in theirs.processor]
    rounds = [b / a for a, b in zip(mine, other, strict=False)]
    if not rounds:
        return Ratio(bar, ours.name, theirs.name, None, floor=floor, goal=goal, note=note)
    return Ratio(
        bar, ours.name, theirs.name, median(rounds), min(rounds), max(rounds), floor, goal, note
    )


@dataclass(frozen=True)
class Outcome:
    """What was run, and how it compares."""

    runs: list[Timed]
    ratios: list[Ratio]
