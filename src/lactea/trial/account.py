"""Everything that is said of a virtual trial, put together from its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lactea.trial.analysis import Estimate, analyse
from lactea.trial.conduct import Held, hold
from lactea.trial.design import Design
from lactea.trial.flow import Flow, flow
from lactea.trial.loading import Trial
from lactea.trial.measuring import TESTS, Test
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
        power(design, pool, size, repetitions, seed=seed, told=_of_size(told, size))
        for size in sizes
    )
    return Account(
        trial, seed, pool, held, flow(design, pool, held), _findings(design, pool, held), powers
    )


def _of_size(told: Callable[[int, int], None] | None, size: int) -> Callable[[int], None] | None:
    return None if told is None else lambda done: told(size, done)


def _findings(design: Design, pool: Pool, held: Held) -> tuple[Finding, ...]:
    found = []
    for endpoint, asked in design.endpoints.items():
        for arm in design.arms:
            if arm == design.control:
                continue
            is_endpoint = endpoint == design.analysis.endpoint
            test = design.analysis.test if is_endpoint else TESTS[asked.kind][0]
            found.append(
                Finding(
                    endpoint,
                    arm,
                    test,
                    is_endpoint and arm == design.analysis.arm,
                    analyse(design, held, endpoint, arm, test),
                    truth(design, pool, endpoint, arm),
                )
            )
    return tuple(sorted(found, key=lambda one: not one.primary))
