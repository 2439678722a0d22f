"""Differences between the arms of published trials in virtual people: ``python -m lactea.evidence.trial_arms docs/trial-arms.md``.

Each person of a group goes through every arm. Told are the mean difference from the trial's first arm, the range of nine
people in ten, and the interval in which the estimate of a trial of the published size would lie: its groups are
different people, so that people who differ before anything is done widen it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import fmean, quantiles, stdev

from lactea.evidence.asked_group import AskedGroup, Between
from lactea.evidence.catalogue import Catalogue, default_catalogue, unit_of
from lactea.evidence.mapping import Arm, Entry
from lactea.evidence.runs import Answers, Question, Run, ask_all, question_of, run_of
from lactea.evidence.tables_folder import Folder, builtin_folder
from lactea.evidence.trials import MARK, Trial, read_trial
from lactea.evidence.virtual_people import (
    default_accept,
    default_draw,
    draw_with_seed,
    people_of_groups,
)

PEOPLE, SEED, JOBS = 12, 0, 2
UNKNOWN_SIZE = 20
"""People in an arm whose number the trial does not print."""
NINETY_FIVE = 1.96

HEAD = """# Trials, arm against arm

Written by `python -m lactea.evidence.trial_arms docs/trial-arms.md`: {people} virtual people for each trial, accepted on
the reported baseline where the mapping names one, each simulated under every arm of the trial's file (`src/lactea/evidence/tables/trials`). The
difference is that from the first arm: mean, and nine people in ten. *A trial of that size* would estimate it within the
interval, since its arms are different people ({size} in an arm whose size is not printed). Published are the rows of the tables, in their own units.

People differ less here than in trials ([limits.md](limits.md)): the intervals are too narrow. Whether a row passes is told by [validation.md](validation.md),
which reads most of these rows off the typical person.

| trial | arm, less the first | reading | unit | difference (nine people in ten) | a trial of that size | published |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read off an arm: a number, or its change since an earlier time."""

    question: Question
    since: Question | None = None

    def __str__(self) -> str:
        name = f"{self.question.observable} {self.question.statistic} {self.question.at}"
        return name if self.since is None else f"{name} less {self.since.at}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is read off one arm of a trial or off two."""

    entry: Entry
    file: str
    arms: tuple[str, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Difference:
    """An arm against the first arm of its trial, in the same people; values without who has none."""

    trial: Trial
    arm: str
    reading: Reading
    unit: str
    first: Sequence[float]
    other: Sequence[float]
    published: str

    @property
    def of_people(self) -> list[float]:
        """What each person has more under the arm."""
        return [b - a for a, b in zip(self.first, self.other, strict=True)]

    @property
    def error(self) -> float:
        """Standard error of the estimate of a trial of the published size."""
        sizes = [arm.n or UNKNOWN_SIZE for arm in self.trial.arms.values()]
        other = self.trial.arms[self.arm].n or UNKNOWN_SIZE
        return math.hypot(stdev(self.first) / sizes[0] ** 0.5, stdev(self.other) / other**0.5)


def rows_of_trials(folder: Folder) -> list[Asked]:
    """The predicted and fitted rows that are read off the file of a trial."""
    return [
        Asked(entry, file, arms, _reading(entry, entry.arm, entry.minus_arm))
        for entry in folder.entries.values()
        if entry.arm is not None
        and entry.role in ("predict", "fit")
        and (file := entry.arm.scenario.partition(MARK)[0]).startswith("trials/")
        and (arms := _arms(entry.arm, entry.minus_arm))
    ]


def _arms(*arms: Arm | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(arm.scenario.partition(MARK)[2] for arm in arms if arm is not None))


def _reading(entry: Entry, arm: Arm, other: Arm | None) -> Reading:
    question = question_of(entry, arm)
    if other is None or other.scenario != arm.scenario:
        return Reading(question)
    return Reading(question, question_of(entry, other))


def differences(
    folder: Folder, *, people: int = PEOPLE, seed: int = SEED, jobs: int = JOBS
) -> list[Difference]:
    """Every arm against the first of its trial, for each thing that some row reads off the trial.

    Somebody who has no value in one of two arms counts in neither. Trials of one arm, trials whose baseline
    nobody has, and arms of which no row tells anything are left out.
    """
    catalogue = default_catalogue()
    asked = [row for row in rows_of_trials(folder) if len(_trial(folder, row.file).arms) > 1]
    groups = AskedGroup(people, Between("mean"))
    entries = {row.entry.id: replace(row.entry, group=groups) for row in asked}
    baselines = {i: e for i, e in folder.entries.items() if e.before is not None}
    who = people_of_groups(
        replace(folder, entries=entries | baselines),
        catalogue,
        default_accept,
        seed=seed,
        jobs=jobs,
    )
    asked = [row for row in asked if not isinstance(who[row.entry.id], str)]
    answers = ask_all(
        _questions(folder, asked, who),
        draw=partial(draw_with_seed, draw=default_draw, seed=seed),
        jobs=jobs,
    )
    return list(_differences(folder, asked, who, answers, catalogue))


def _trial(folder: Folder, file: str) -> Trial:
    return read_trial(folder.path / file)


def _run(folder: Folder, file: str, arm: str, person: int) -> Run:
    return replace(run_of(Arm(f"{file}{MARK}{arm}", (), ""), folder.path), person=person)


def _questions(
    folder: Folder, asked: Iterable[Asked], who: dict[str, tuple[int, ...] | str]
) -> list[tuple[Run, Question]]:
    return [
        (_run(folder, row.file, arm, int(person)), question)
        for row in asked
        for arm in _trial(folder, row.file).arms
        for person in who[row.entry.id]
        for question in (row.reading.question, row.reading.since)
        if question is not None
    ]


def _differences(
    folder: Folder,
    asked: Sequence[Asked],
    who: dict[str, tuple[int, ...] | str],
    answers: Answers,
    catalogue: Catalogue,
) -> Iterator[Difference]:
    known = {(row.file, row.reading): row for row in asked}
    for (file, reading), row in sorted(known.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        trial = _trial(folder, file)
        values = {
            arm: [
                _value(answers, _run(folder, file, arm, int(one)), reading)
                for one in who[row.entry.id]
            ]
            for arm in trial.arms
        }
        first, *others = trial.arms
        for arm in others:
            pairs = [
                pair
                for pair in zip(values[first], values[arm], strict=True)
                if all(map(math.isfinite, pair))
            ]
            published = _published(folder, asked, file, reading, (first, arm))
            if len(pairs) > 1 and published:
                of_first, of_arm = zip(*pairs, strict=True)
                unit = unit_of(replace(row.entry, group=None), catalogue)
                yield Difference(trial, arm, reading, unit, of_first, of_arm, published)


def _value(answers: Answers, run: Run, reading: Reading) -> float:
    now = answers[run, reading.question].value
    return now if reading.since is None else now - answers[run, reading.since].value


def _published(
    folder: Folder, asked: Iterable[Asked], file: str, reading: Reading, arms: tuple[str, str]
) -> str:
    """What the rows print of these arms; nothing where no row is of the second."""
    told: dict[str, bool] = {}
    for row in asked:
        if (row.file, row.reading) != (file, reading) or not set(row.arms) <= set(arms):
            continue
        printed = folder.rows[row.entry.id]
        number = "no difference" if printed.value is None else f"{printed.value:g} {printed.unit}"
        told[number if len(row.arms) > 1 else f"{row.arms[0]}: {number}"] = arms[1] in row.arms
    return "; ".join(told) if any(told.values()) else ""


def page(found: Iterable[Difference]) -> str:
    """The differences as Markdown."""
    head = HEAD.format(people=PEOPLE, size=UNKNOWN_SIZE)
    return head + "".join(f"| {' | '.join(_cells(one))} |\n" for one in found)


def _cells(one: Difference) -> list[str]:
    gains = one.of_people
    mean, reach = fmean(gains), NINETY_FIVE * one.error
    ends = quantiles(gains, n=20, method="inclusive")
    return [
        one.trial.name,
        one.arm,
        f"`{one.reading}`",
        one.unit,
        f"{_told(mean)} ({_told(ends[0])} to {_told(ends[-1])})",
        f"{_told(mean - reach)} to {_told(mean + reach)}",
        one.published,
    ]


def _told(number: float) -> str:
    size = abs(number)
    places = 0 if size >= 10 else 1 if size >= 1 else 2
    return "0" if size < 0.005 else f"{number:+,.{places}f}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(differences(builtin_folder())), "utf-8")
