"""Designs without a simulation: people whose outcomes are known are put into a pool by hand."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from lactea.trial import Design, Pool

PLAIN: dict[str, Any] = {
    "schema": "lactea.trial_design/1",
    "name": "plain",
    "summary": "Two arms, one visit after the first.",
    "base": "natural",
    "start": "0 h",
    "arms": {"control": {}, "treated": {}},
    "control": "control",
    "recruitment": {"n": 20},
    "randomisation": {"blocks": [4]},
    "measurements": {
        "milk": {"observable": "milk.removed_per_day", "grade": "definition", "source": "none"}
    },
    "visits": ["0 h", "7 d", "14 d"],
    "endpoints": {"milk": {"kind": "level", "measurement": "milk", "at": "14 d"}},
    "analysis": {"endpoint": "milk", "test": "t_test", "arm": "treated"},
}


def plain_design(**changes: Any) -> Design:
    """A plain design with other entries."""
    return Design.model_validate(copy.deepcopy(PLAIN) | changes)


def pool_of(*arms: np.ndarray, stratum: np.ndarray | None = None) -> Pool:
    """A pool with one measurement; each arm is an array of (person, visit)."""
    values = np.stack(arms)[:, :, None, :]
    people = np.arange(values.shape[1])
    return Pool(people, np.zeros_like(people) if stratum is None else stratum, values)


def at_the_end(*arms: np.ndarray) -> Pool:
    """A pool whose people differ at the last of three visits only."""
    return pool_of(*(np.column_stack([np.full(len(arm), 100.0)] * 2 + [arm]) for arm in arms))
