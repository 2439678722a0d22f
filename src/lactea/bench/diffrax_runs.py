"""Plain diffrax, in a process of its own: ``benchmarks/diffrax_peer.py`` of a checkout."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from lactea.bench import bars
from lactea.bench.plan import Plan
from lactea.bench.starting import run_script
from lactea.bench.timing import Outcome, Timed, not_run, ratio

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "diffrax_peer.py"
NAME = "plain diffrax"
INSTALL = "python -m pip install jax diffrax"


def compare(plan: Plan) -> Outcome:
    """Diffrax against one person at a time and against lanes, or the word why not."""
    missing = [name for name in ("jax", "diffrax") if importlib.util.find_spec(name) is None]
    if missing:
        why = f"{' and '.join(missing)} not installed; install with: {INSTALL}"
        return Outcome([not_run(NAME, "", why)], [])
    if not SCRIPT.exists():
        why = "benchmarks/diffrax_peer.py comes with the source of lactea, not with the package"
        return Outcome([not_run(NAME, "", why)], [])
    try:
        told = run_script(
            [str(SCRIPT), "--people", str(plan.diffrax_people), "--days", str(plan.diffrax_days),
             "--rounds", str(min(plan.rounds, 3))],
            {},
        )  # fmt: skip
    except RuntimeError as error:
        return Outcome([Timed(NAME, "", "wrong", note=f"failed: {error}")], [])
    alone, lanes, *peers = (_timed(one) for one in json.loads(told)["runs"])
    ratios = [
        ratio(f"people, one schedule, against {peer.name.partition(',')[0]}", ours, peer,
              bars.PEOPLE_DIFFRAX, "per core")
        for peer in peers
        for ours in (alone, lanes)
    ]  # fmt: skip
    return Outcome([alone, lanes, *peers], ratios)


def _timed(document: dict[str, object]) -> Timed:
    fields = {
        name: tuple(value) if isinstance(value, list) else value for name, value in document.items()
    }
    return Timed(**fields)  # type: ignore[arg-type]
