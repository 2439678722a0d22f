"""The table of `lactea.results.assumed_share`, computed anew.

    python -m lactea.sensitivity.assumed_share_table src/lactea/results/assumed_share.json

It takes some minutes of one core; ``--samples 1024`` takes eight times as many and halves the errors
more than once. People are drawn as `lactea cohort --uncertainty each` draws them: they differ, and nothing
that is uncertain is known of them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lactea.results.assumed_share import COMMAND, SCHEMA, knowledge_set
from lactea.results.readouts import Readout
from lactea.scenario import load, scenario_hash
from lactea.sensitivity.analysis import grouped_variance
from lactea.sensitivity.factors import Space
from lactea.sensitivity.routes import ClosedLoop, Route, frozen
from lactea.sensitivity.stamp import card_of
from lactea.sensitivity.variance import Shares

SAMPLES = 128
SEED = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A builtin, what is read of it, and whether anybody but the clock decides in it."""

    scenario: str
    days: int
    readouts: tuple[Readout, ...]
    decided: bool

    def route(self) -> Route:
        """Lanes where nobody decides: there, repeating the decisions is the closed loop."""
        scenario = load(self.scenario)
        if self.decided:
            return ClosedLoop(scenario, self.readouts, self.days)
        return frozen(scenario, self.readouts, self.days)


def _milk(day: int) -> Readout:
    return Readout("milk.removed_per_day", "mean", f"P{day}D/P{day + 1}D")


def _prolactin(day: int) -> Readout:
    return Readout("prolactin.level", "mean", f"P{day}D/P{day + 1}D")


ONSET = Readout("activation.time", "value", "any")
CASES = (
    Case(
        "natural",
        31,
        (_milk(7), _milk(30), Readout("infant.weight", "mean", "P30D/P31D"), _prolactin(30), ONSET),
        decided=True,
    ),
    Case("exclusive-pumping", 31, (_milk(7), _milk(30), _prolactin(30), ONSET), decided=False),
    Case("induced", 56, (_milk(28), _milk(55), _prolactin(55)), decided=False),
)


def table(cases: Sequence[Case], samples: int, seed: int) -> dict[str, Any]:
    """The table as plain data."""
    card = card_of(load(cases[0].scenario), seed)
    rows = [row for case in cases for row in _rows(case, samples, seed)]
    kept = ("version", "commit", "parameter_set", "spread_set", "seed")
    return {
        "schema": SCHEMA,
        "computed": datetime.date.today().isoformat(),
        **{key: card[key] for key in kept},
        "knowledge_set": knowledge_set(),
        "samples": samples,
        "command": f"{COMMAND} FILE --samples {samples} --seed {seed}",
        "rows": rows,
    }


def _rows(case: Case, samples: int, seed: int) -> list[dict[str, Any]]:
    scenario = load(case.scenario)
    found = grouped_variance(Space.of(scenario), case.route(), "origin", samples, seed)
    return [
        {
            "scenario": case.scenario,
            "scenario_hash": scenario_hash(scenario),
            "route": "closed loop" if case.decided else "frozen, nobody decides",
            "observable": readout.observable,
            "statistic": readout.statistic,
            "at": readout.at,
            "unit": readout.unit,
            "mean": one.mean,
            "sd": one.sd,
            "blocks": one.blocks,
            "left_out": one.left_out,
            "shares": _shares(one),
        }
        for readout, one in zip(case.readouts, found.shares, strict=True)
    ]


def _shares(one: Shares) -> dict[str, dict[str, float]]:
    columns = (one.first, one.first_error, one.total, one.total_error)
    keys = ("first", "first_error", "total", "total_error")
    return {
        name: {key: round(float(value), 4) for key, value in zip(keys, row, strict=True)}
        for name, *row in zip(one.names, *columns, strict=True)
    }


def main(arguments: Sequence[str]) -> None:
    """Write the table to a file."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("file", type=Path)
    reader.add_argument("--samples", type=int, default=SAMPLES)
    reader.add_argument("--seed", type=int, default=SEED)
    asked = reader.parse_args(arguments)
    document = table(CASES, asked.samples, asked.seed)
    asked.file.write_text(json.dumps(document, indent=1, allow_nan=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
