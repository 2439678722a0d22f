"""Settings of the whole suite: Hypothesis profiles, and what a missing tool means on CI."""

import os
from collections.abc import Callable, Generator, Mapping

import numpy as np
import pytest
from hypothesis import settings

from lactea.body.registry import Body
from lactea.conformance import points

ON_CI = os.environ.get("CI", "").lower() == "true"

# No deadline: a shared machine makes any single example slow at times.
settings.register_profile("dev", max_examples=50, deadline=None)
# On CI the same examples every time, so that a failure belongs to the change that shows it.
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, print_blob=True, database=None
)
settings.register_profile("proof", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if ON_CI else "dev"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail, on CI, each test that was skipped because something of the machine is missing."""
    report = yield
    if ON_CI and report.skipped and isinstance(report.longrepr, tuple):
        _, _, reason = report.longrepr
        if reason.removeprefix("Skipped: ").startswith("not run:"):
            report.outcome = "failed"
            report.longrepr = f"{reason} (on CI, what is missing is a failure)"
    return report


@pytest.fixture(scope="session")
def check_figures() -> Callable[[Mapping[str, np.ndarray]], None]:
    """Checks that daily figures are numbers; only the contents of milk that was not removed are none."""

    def check(days: Mapping[str, np.ndarray]) -> None:
        for name, values in days.items():
            defined = days["removed"] > 0 if name.startswith("milk_") else True
            assert (np.isfinite(values) | ~np.broadcast_to(defined, values.shape)).all(), name

    return check


# ------------------------------------------- points at which readings of the body are compared

Point = dict[str, float]


@pytest.fixture(scope="session")
def random_point() -> Callable[[Body, int], Point]:
    return points.random_point
