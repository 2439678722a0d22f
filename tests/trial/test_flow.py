"""The flow of people adds up, and stops at the last person who was randomised."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.trial.known_people import plain_design, pool_of

from lactea.trial import Pool, hold
from lactea.trial.flow import flow
from lactea.trial.pool import NotTaken

STAGES = st.sampled_from(["taken", "screening", "run_in", "simulation"])
LEAVING = plain_design(
    drop_out=[{"share": 0.5, "until": "14 d", "grade": "assumed", "reason": "a test"}]
)


def asked(stages: list[str]) -> Pool:
    taken = np.flatnonzero(np.array(stages) == "taken")
    pool = pool_of(*(np.full((len(taken), 3), 100.0),) * 2)
    out = [NotTaken(n, s, s) for n, s in enumerate(stages) if s != "taken"]  # type: ignore[arg-type]
    return replace(pool, people=taken, not_taken=tuple(out))


@given(st.lists(STAGES, min_size=4, max_size=40), st.data())
def test_everybody_is_counted_once(stages: list[str], data: st.DataObject) -> None:
    stages += ["taken", "taken"]
    pool = asked(stages)
    n = data.draw(st.integers(2, len(pool)))
    last = int(pool.people[n - 1])
    found = flow(LEAVING, pool, hold(LEAVING, pool, n, seed=1))
    assert found.screened == last + 1
    before = stages[: last + 1]
    for stage, reasons in (
        ("simulation", found.not_simulated),
        ("screening", found.not_eligible),
        ("run_in", found.out_after_run_in),
    ):
        assert sum(people for _, people in reasons) == before.count(stage)
    assert found.eligible - before.count("run_in") == found.randomised == n
    assert sum(arm.assigned for arm in found.arms) == n
    # An endpoint without a rule for those who left analyses the others.
    assert all(arm.assigned == arm.left + arm.analysed for arm in found.arms)
