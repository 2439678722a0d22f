"""How much is run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Sizes of every comparison.

    Attributes
    ----------
    days : int
        From the birth.
    rounds : int
        Each contender's timed runs.
    sample : tuple of (first, last)
        Days on which slow peers are run.
    event_days : (first, last)
        For the file with every event.
    people, demand_people, demand_days : int
        Sizes of the batches.
    peer_days : int
        Last days of a batch, which a peer runs beside it.
    months : tuple of int
        For the cost against length; a month is 30 days.
    crowd : tuple of int
        Numbers of people for the cost against people.
    diffrax_days, diffrax_people : int
    starts : int
        How often a process is started.
    cohort : tuple of int
        Numbers of people who are written into files.
    plan_tries : int
        Candidates of the search for plans.
    trial_people : int
        People of a virtual trial.
    gradient_days : int
        Days that are differentiated.
    gradient_jax : bool
        Whether by JAX too, which takes a minute to compile.
    gpu_people, gpu_days : int
        Of a cohort on a GPU.
    log_days : int
        Length of the personal log that is fitted.
    """

    days: int
    rounds: int
    sample: tuple[tuple[int, int], ...]
    event_days: tuple[int, int]
    people: int
    demand_people: int
    demand_days: int
    peer_days: int
    months: tuple[int, ...]
    crowd: tuple[int, ...]
    diffrax_days: int
    diffrax_people: int
    starts: int
    cohort: tuple[int, ...]
    plan_tries: int
    trial_people: int
    gradient_days: int
    gradient_jax: bool
    gpu_people: int
    gpu_days: int
    log_days: int


FULL = Plan(
    days=180, rounds=5, sample=((2, 6), (45, 49), (120, 124)), event_days=(20, 48),
    people=32, demand_people=32, demand_days=180, peer_days=30, months=(1, 3, 6, 12), crowd=(8, 16, 32, 64),
    diffrax_days=1, diffrax_people=16, starts=3, cohort=(250, 1000, 4000), plan_tries=56, trial_people=16,
    gradient_days=180, gradient_jax=True, gpu_people=100_000, gpu_days=180, log_days=60,
)  # fmt: skip
QUICK = Plan(
    days=4, rounds=2, sample=((2, 3),), event_days=(2, 4),
    people=16, demand_people=8, demand_days=6, peer_days=2, months=(1, 2), crowd=(8, 16),
    diffrax_days=1, diffrax_people=4, starts=1, cohort=(24,), plan_tries=8, trial_people=4,
    gradient_days=2, gradient_jax=False, gpu_people=64, gpu_days=2, log_days=6,
)  # fmt: skip
