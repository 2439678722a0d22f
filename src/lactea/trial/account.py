"""Everything that is said of a virtual trial, put together from its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lactea.trial.analysis import Estimate, analyse
from lactea.trial.conduct import Held, hold
from lactea.trial.design import Design
from lactea.trial.flow import Flow, flow
from lactea.trial.loading import Trial
from lactea.trial.measuring import Test
from lactea.trial.pool import Pool
from lactea.trial.power import Power, power
from lactea.trial.truth import Truth, truth


@dataclass(frozen=True, slots=True)
class Finding:
    """An endpoint in one arm against the control: what the trial estimates, and what is true."""

    endpoint: str
    arm: str
    test: Test
    primary: bool
    estimate: Estimate
    truth: Truth


@dataclass(frozen=True, slots=True)
class Account:
    """A trial as it was held.

    Parameters
    ----------
    trial : Trial
    seed : int
    pool : Pool
    held : Held
    flow : Flow
    findings : tuple of Finding
        The primary one first.
    powers : tuple of Power
        By size, and within it by endpoint.
    """

    trial: Trial
    seed: int
    pool: Pool
    held: Held
    flow: Flow
    findings: tuple[Finding, ...]
    powers: tuple[Power, ...]

    @property
    def design(self) -> Design:
        return self.trial.design


def account_of(
    trial: Trial,
    pool: Pool,
    n: int,
    *,
    seed: int,
    sizes: Sequence[int] = (),
    repetitions: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> Account:
    """Hold a trial with the first `n` people of a pool, and repeat it in other sizes.

    Parameters
    ----------
    trial : Trial
    pool : Pool
    n : int
    seed : int
    sizes : sequence of int
        Numbers randomised for which power is asked.
    repetitions : int
        Trials held for each.
    told : callable, optional
        (size, repetitions done) -> nothing.
    """
    design = trial.design
    held = hold(design, pool, n, seed)
    powers = tuple(
        of_endpoint
        for size in sizes
        for of_endpoint in power(
            design, pool, size, repetitions, seed=seed, told=_of_size(told, size)
        )
    )
    return Account(
        trial, seed, pool, held, flow(design, pool, held), _findings(design, pool, held), powers
    )


def _of_size(told: Callable[[int, int], None] | None, size: int) -> Callable[[int], None] | None:
    return None if told is None else lambda done: told(size, done)


def _findings(design: Design, pool: Pool, held: Held) -> tuple[Finding, ...]:
    found = []
    for endpoint in design.endpoints:
        for arm in design.arms:
            if arm == design.control:
                continue
            primary = (endpoint, arm) == (design.analysis.endpoint, design.analysis.arm)
            found.append(
                Finding(
                    endpoint,
                    arm,
                    design.test_of(endpoint),
                    primary,
                    analyse(design, held, endpoint, arm),
                    truth(design, pool, endpoint, arm),
                )
            )
    return tuple(sorted(found, key=lambda one: not one.primary))
