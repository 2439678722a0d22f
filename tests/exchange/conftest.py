"""Stretches to export, and what the tests need of the machine."""

import importlib.util
from collections.abc import Callable
from functools import cache

import pytest

from lactea.engine.simulation import simulate
from lactea.exchange.agreement import Daily, daily_of
from lactea.exchange.stretch import Stretch, stretch_of
from lactea.scenario import Scenario, builtin_text, load, loads

WITH = " with "
DOSE = '  - {do: take, medicine: MEDICINE, dose: "10 mg", every: "8 h", start: "2 h"}'


@pytest.fixture
def libsbml() -> None:
    if importlib.util.find_spec("libsbml") is None:
        pytest.skip("not run: python-libsbml is not installed")


@pytest.fixture
def roadrunner(libsbml: None) -> None:
    if importlib.util.find_spec("roadrunner") is None:
        pytest.skip("not run: libroadrunner has no wheel for this machine")


def scenario_of(name: str) -> Scenario:
    """A builtin, or "BUILTIN with MEDICINE", which is then taken three times a day."""
    builtin, _, medicine = name.partition(WITH)
    if not medicine:
        return load(builtin)
    before, horizon = builtin_text(builtin).split("horizon:")
    return loads(f"{before.rstrip()}\n{DOSE.replace('MEDICINE', medicine)}\nhorizon:{horizon}")


@cache
def cut(name: str, first_day: int | None, last_day: int) -> tuple[Stretch, Daily]:
    scenario = scenario_of(name)
    recording = simulate(scenario, days=last_day)
    stretch = stretch_of(scenario, recording.resolved, first_day=first_day, last_day=last_day)
    first = recording.first_day if first_day is None else first_day
    return stretch, daily_of(recording, first, last_day)


@pytest.fixture
def stretch_and_daily() -> Callable[[str, int | None, int], tuple[Stretch, Daily]]:
    """A stretch of a scenario by first and last day, and the compiled engine's daily figures."""
    return cut


@pytest.fixture
def pumping() -> Stretch:
    return cut("exclusive-pumping", 0, 2)[0]
