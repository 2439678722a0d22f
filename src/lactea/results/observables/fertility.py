"""Fertility after a birth: LH, and the chances of ovulation, of a period and of conception.

Chances are those of one person who feeds as the run does; in a group their mean is a share of people.
"""

from __future__ import annotations

import numpy as np

from lactea.results.lactational_amenorrhoea import feeding_rule_ends_h
from lactea.results.observables.language import ONCE, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import sampled
from lactea.results.observables.window import Window
from lactea.results.recording import Floats, Recording, column

SUBSYSTEM = "fertility"
HOURS_PER_WEEK = 168.0
PERCENT = 100.0
EARLY = 0.02
"""One in fifty: the earliest of a hundred or so."""


def _curve(recording: Recording, name: str) -> tuple[Floats, Floats]:
    """Hours and values from the origin on, each hour once."""
    hours, first = np.unique(np.asarray(recording.trace.time_h), return_index=True)
    values = column(recording.trace, name)[first]
    return hours[hours >= 0], values[hours >= 0]


def _chance(recording: Recording, window: Window, name: str, of_not: bool) -> Samples:
    hours, values = _curve(recording, name)
    return sampled(hours, PERCENT * (1 - values if of_not else values), window)


@observable("lh.level", "1", SUBSYSTEM)
def lh_level(recording: Recording, window: Window) -> Samples:
    """LH, mean over its pulses, relative to a usual cycle."""
    return sampled(*_curve(recording, "luteinising_hormone"), window)


@observable("lh.pulses", "1/d", SUBSYSTEM)
def lh_pulses(recording: Recording, window: Window) -> Samples:
    """LH pulses per day to be expected."""
    hours, level = _curve(recording, "luteinising_hormone")
    return sampled(hours, level * 24 / recording.parameter_values["gnrh_interval"], window)


@observable("lh.no_pulse", "%", SUBSYSTEM)
def lh_no_pulse(recording: Recording, window: Window) -> Samples:
    """Chance that a day shows no LH pulse at all, if pulses come at random."""
    hours, level = _curve(recording, "luteinising_hormone")
    pulses = level * 24 / recording.parameter_values["gnrh_interval"]
    return sampled(hours, PERCENT * np.exp(-pulses), window)


@observable("ovulation.chance", "%", SUBSYSTEM)
def ovulation_chance(recording: Recording, window: Window) -> Samples:
    """Chance that there has been an ovulation since the birth."""
    return _chance(recording, window, "not_ovulated", of_not=True)


@observable("ovulation.before_menses", "%", SUBSYSTEM)
def ovulation_before_menses(recording: Recording, window: Window) -> Samples:
    """Chance that there was an ovulation before any period."""
    hours, ovulated = _ovulated_before_menses(recording)
    return sampled(hours, PERCENT * ovulated, window)


@observable("ovulation.awaited", "%", SUBSYSTEM)
def ovulation_awaited(recording: Recording, window: Window) -> Samples:
    """Chance of neither an ovulation nor a period since the birth."""
    hours, waiting = _curve(recording, "amenorrhoeic")
    _, due = _curve(recording, "luteal_wait")
    return sampled(hours, PERCENT * (waiting - due), window)


@observable("ovulation.mean_time", "week", SUBSYSTEM, ONCE)
def ovulation_mean_time(recording: Recording, window: Window) -> Samples:
    """Mean time from birth to the first ovulation; none where the run ends before nearly all had it."""
    return _mean_time(*_curve(recording, "not_ovulated"))


@observable("ovulation.earliest", "d", SUBSYSTEM, ONCE)
def ovulation_earliest(recording: Recording, window: Window) -> Samples:
    """Day by which one in fifty has ovulated."""
    return _day_below(*_curve(recording, "not_ovulated"), 1 - EARLY)


@observable("ovulation.luteal_defect", "%", SUBSYSTEM, ONCE)
def luteal_defect(recording: Recording, window: Window) -> Samples:
    """Share of first ovulations in the window that a poor corpus luteum follows."""
    hours, not_yet = _within(*_curve(recording, "not_ovulated"), window)
    _, quality = _within(*_curve(recording, "luteal_quality"), window)
    first = -np.diff(not_yet)
    middle = (quality[1:] + quality[:-1]) / 2
    if first.sum() <= 0:
        return Samples.of([], [])
    return Samples.of(hours[-1:], [PERCENT * (1 - np.dot(first, middle) / first.sum())])


@observable("menses.chance", "%", SUBSYSTEM)
def menses_chance(recording: Recording, window: Window) -> Samples:
    """Chance that there has been a period since the birth, among those who did not conceive before."""
    hours, waiting = _not_menstruated(recording)
    return sampled(hours, PERCENT * (1 - waiting), window)


@observable("menses.awaited", "%", SUBSYSTEM)
def menses_awaited(recording: Recording, window: Window) -> Samples:
    """Chance of neither a period nor a conception since the birth: amenorrhoea that may still end in one."""
    return _chance(recording, window, "amenorrhoeic", of_not=False)


@observable("menses.mean_time", "week", SUBSYSTEM, ONCE)
def menses_mean_time(recording: Recording, window: Window) -> Samples:
    """Mean time from birth to the first period; none where the run ends before nearly all had it."""
    return _mean_time(*_not_menstruated(recording))


@observable("menses.median_time", "d", SUBSYSTEM, ONCE)
def menses_median_time(recording: Recording, window: Window) -> Samples:
    """Day by which half have had a period."""
    return _day_below(*_not_menstruated(recording), 1 / 2)


@observable("menses.without_ovulation", "%", SUBSYSTEM, ONCE)
def menses_without_ovulation(recording: Recording, window: Window) -> Samples:
    """Share of first periods in the window that no ovulation came before."""
    hours, _ = _within(*_curve(recording, "luteal_wait"), window)
    after = _share_after_ovulation(recording, window, np.ones(len(hours)))
    return Samples.of(hours[-1:], [PERCENT * (1 - after)])


@observable("menses.after_sound_ovulation", "%", SUBSYSTEM, ONCE)
def menses_after_sound_ovulation(recording: Recording, window: Window) -> Samples:
    """Share of first periods in the window that an ovulation with a sound corpus luteum came before."""
    hours, quality = _within(*_curve(recording, "luteal_quality"), window)
    return Samples.of(hours[-1:], [PERCENT * _share_after_ovulation(recording, window, quality)])


def _share_after_ovulation(recording: Recording, window: Window, quality: Floats) -> float:
    """Share of first periods that end a luteal phase, weighted; NaN where there are no periods."""
    hours, due = _within(*_curve(recording, "luteal_wait"), window)
    _, waiting = _within(*_curve(recording, "amenorrhoeic"), window)
    _, conceived = _within(*_curve(recording, "conceived_amenorrhoeic"), window)
    periods = (waiting[0] + conceived[0]) - (waiting[-1] + conceived[-1])
    if periods <= 0:
        return float("nan")
    phase = recording.parameter_values["luteal_phase"]
    return float(np.trapezoid(due * quality, hours) / phase / periods)


@observable("pregnancy.chance", "%", SUBSYSTEM)
def pregnancy_chance(recording: Recording, window: Window) -> Samples:
    """Chance of a conception since the birth without any contraception."""
    return _chance(recording, window, "not_conceived", of_not=True)


@observable("pregnancy.before_menses", "%", SUBSYSTEM)
def pregnancy_before_menses(recording: Recording, window: Window) -> Samples:
    """Chance of a conception before any period, without contraception."""
    return _chance(recording, window, "conceived_amenorrhoeic", of_not=False)


@observable("lam.holds", "%", SUBSYSTEM)
def lam_holds(recording: Recording, window: Window) -> Samples:
    """Chance that all three rules of the lactational amenorrhoea method hold. Not for contraception
    decisions alone.
    """
    hours, waiting = _not_menstruated(recording)
    kept = hours < feeding_rule_ends_h(recording)
    return sampled(hours, PERCENT * waiting * kept, window)


@observable("lam.ovulation", "%", SUBSYSTEM)
def lam_ovulation(recording: Recording, window: Window) -> Samples:
    """Chance that there was an ovulation while all three rules held. Not for contraception decisions
    alone.
    """
    return _while_rules_hold(recording, window, *_ovulated_before_menses(recording))


@observable("lam.pregnancy", "%", SUBSYSTEM)
def lam_pregnancy(recording: Recording, window: Window) -> Samples:
    """Chance of a conception while all three rules held. Not for contraception decisions alone."""
    hours, conceived = _curve(recording, "conceived_amenorrhoeic")
    return _while_rules_hold(recording, window, hours, conceived)


def _ovulated_before_menses(recording: Recording) -> tuple[Floats, Floats]:
    """Share of those who ovulated before any period: its period came, is due, or never will be."""
    hours, due = _curve(recording, "luteal_wait")
    _, conceived = _curve(recording, "conceived_amenorrhoeic")
    flow = due / recording.parameter_values["luteal_phase"]
    arrived = np.concatenate([[0.0], np.cumsum(np.diff(hours) * (flow[1:] + flow[:-1]) / 2)])
    return hours, arrived + due + conceived


def _while_rules_hold(
    recording: Recording, window: Window, hours: Floats, chance: Floats
) -> Samples:
    """A chance that stops growing when the rule of feeding or of age no longer holds."""
    counted = np.minimum(hours, feeding_rule_ends_h(recording))
    return sampled(hours, PERCENT * np.interp(counted, hours, chance), window)


def _not_menstruated(recording: Recording) -> tuple[Floats, Floats]:
    """Share of those who did not conceive who have had no period."""
    hours, waiting = _curve(recording, "amenorrhoeic")
    _, conceived = _curve(recording, "conceived_amenorrhoeic")
    return hours, waiting / np.maximum(1 - conceived, np.finfo(float).tiny)


def _mean_time(hours: Floats, waiting: Floats) -> Samples:
    """Mean waiting time in weeks: the area under the curve of those who still wait."""
    if waiting[-1] > 0.05:
        return Samples.of([], [])
    return Samples.of(hours[-1:], [np.trapezoid(waiting, hours) / HOURS_PER_WEEK])


def _day_below(hours: Floats, waiting: Floats, level: float) -> Samples:
    if waiting[-1] > level:
        return Samples.of([], [])
    hour = np.interp(-level, -waiting, hours)
    return Samples.of([hour], [hour / 24])


def _within(hours: Floats, values: Floats, window: Window) -> tuple[Floats, Floats]:
    inside = (hours >= window.start_h) & (hours <= window.stop_h)
    return hours[inside], values[inside]
