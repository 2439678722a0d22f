"""One person on one core: the compiled engine against libRoadRunner and SciPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lactea.bench import bars
from lactea.bench.case import Part, decided, joined, lean_run, part_of
from lactea.bench.plan import Plan
from lactea.bench.timing import (
    Contender,
    Outcome,
    Timed,
    interleave,
    loosest,
    not_run,
    ratio,
)
from lactea.engine.simulation import simulate
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.exchange.agreement import Daily, daily_of
from lactea.exchange.problems import MissingExtraError, libsbml, roadrunner
from lactea.exchange.roadrunner import BEST_SETTINGS, Form, Runner

LEAN, LOOSEST, FULL = "lactea", "lactea, loosest", "lactea, whole record"
RESTARTED, EVENTS = "libRoadRunner, restarted", "libRoadRunner, events"
LSODA, LSODA_AS_IS = "SciPy LSODA, flat", "SciPy LSODA, as written"
# Everybody is compared at the loosest of these at which the output still agrees, and lactea also at
# the tolerance that it uses unless told otherwise.
OWN_TOLERANCES = (1e-2, 3e-3, 1e-3, 3e-4, 1e-4)
CVODE_TOLERANCES = (1e-4, 5e-5, 2e-5, 1e-5, 5e-6)
LSODA_TOLERANCES = (2e-3, 1e-3, 5e-4, 2e-4, 1e-4)


def compare(plan: Plan) -> Outcome:
    """All of them in turn, over the days of the plan."""
    whole = _against_roadrunner(plan)
    sampled = _against_scipy(plan)
    return Outcome(whole.runs + sampled.runs, whole.ratios + sampled.ratios)


def _against_roadrunner(plan: Plan) -> Outcome:
    scenario, resolved = decided(plan.days)
    part = part_of(scenario, resolved, 0, plan.days)
    peers, timed = libroadrunner(part, "restarted")
    loose = loosest(OWN_TOLERANCES, lambda tolerance: lean(part, tolerance, LOOSEST))
    timed += interleave([lean(part), loose, _full(plan, part), *peers], plan.rounds)
    timed += _events(plan)
    by_name = {one.name: one for one in timed}
    peer = by_name[RESTARTED]
    ratios = [
        ratio("one person against libRoadRunner", by_name[name], peer, bars.ROADRUNNER)
        for name in (LEAN, LOOSEST)
    ]
    ratios.append(
        ratio("one person against libRoadRunner", by_name[FULL], peer,
              note="with pregnancy, decisions and the whole record, which the peer has not")
    )  # fmt: skip
    return Outcome(timed, ratios)


def _events(plan: Plan) -> list[Timed]:
    """A file with every event; fewer days, because long files are slower."""
    scenario, resolved = decided(plan.days)
    part = part_of(scenario, resolved, plan.event_days[0], plan.event_days[1])
    peers, timed = libroadrunner(part, "events")
    return timed + interleave(peers, plan.rounds)


def _against_scipy(plan: Plan) -> Outcome:
    from lactea.bench.scipy_peer import Peer

    scenario, resolved = decided(plan.days)
    parts = tuple(part_of(scenario, resolved, first, last) for first, last in plan.sample)
    days = ", ".join(f"{first}-{last - 1}" for first, last in plan.sample)
    truth = joined(parts, lambda part: part.truth)

    def contender(name: str, how: str, one: Callable[[Part], Daily]) -> Contender:
        total = sum(part.days for part in parts)
        note = f"scaled from days {days}"
        return Contender(name, how, total, lambda: joined(parts, one), truth, note=note)

    def compiled(name: str, tolerance: float) -> Contender:
        return contender(name, f"{tolerance:g}", lambda part: lean_run(part, tolerance))

    def peer(name: str, flattened: bool) -> Callable[[float], Contender]:
        def at(tolerance: float) -> Contender:
            ready = {id(part): Peer(part, tolerance, flattened) for part in parts}
            return contender(name, f"restarted, {tolerance:g}", lambda part: ready[id(part)].run())

        return at

    ours = (f"{LEAN}, sample", f"{LOOSEST}, sample")
    timed = interleave(
        [
            compiled(ours[0], RELATIVE_TOLERANCE),
            loosest(OWN_TOLERANCES, lambda tolerance: compiled(ours[1], tolerance)),
            loosest(LSODA_TOLERANCES, peer(LSODA, True)),
            loosest(LSODA_TOLERANCES, peer(LSODA_AS_IS, False)),
        ],
        plan.rounds,
    )
    by_name = {one.name: one for one in timed}
    ratios = [
        ratio("one person against SciPy LSODA", by_name[name], by_name[other], bars.SCIPY)
        for other in (LSODA_AS_IS, LSODA)
        for name in ours
    ]
    return Outcome(timed, ratios)


def lean(part: Part, tolerance: float = RELATIVE_TOLERANCE, name: str = LEAN) -> Contender:
    """The compiled engine with the figures alone that runs are compared by."""
    return Contender(
        name, f"{tolerance:g}", part.days, lambda: lean_run(part, tolerance), part.truth
    )


def _full(plan: Plan, part: Part) -> Contender:
    scenario, _ = decided(plan.days)

    def run() -> Daily:
        return daily_of(simulate(scenario, days=plan.days), 0, plan.days)

    return Contender(
        FULL, f"closed loop, {RELATIVE_TOLERANCE:g}", plan.days, run, part.truth,
        note="simulates 280 days of pregnancy besides, which are not counted",
    )  # fmt: skip


def libroadrunner(
    part: Part, form: Form, name: str | None = None
) -> tuple[list[Contender], list[Timed]]:
    """The peer as a contender, or the word that this machine lacks it."""
    name = name or (RESTARTED if form == "restarted" else EVENTS)
    note = "" if form == "restarted" else f"{part.days} days; longer files are slower a day"

    def at(tolerance: float) -> Contender:
        runner = Runner(part.stretch, form, replace(BEST_SETTINGS, relative_tolerance=tolerance))
        how = f"CVODE Adams, {tolerance:g}"
        return Contender(name, how, part.days, lambda: runner.run().daily, part.truth, note=note)

    try:
        roadrunner()
        libsbml()
    except MissingExtraError as error:
        return [], [not_run(name, "", str(error))]
    return [loosest(CVODE_TOLERANCES, at)], []
