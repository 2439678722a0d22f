"""The review block that stands under every result: what went in, how sure it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lactea.results.assumed_share import assumed_shares
from lactea.results.facts import ASSUMED, FITTED, Facts, ParameterNote

STANDINGS = ("sourced", FITTED, ASSUMED)
NOTICE = "lactea informs; it does not prescribe."


@dataclass(frozen=True, slots=True)
class Review:
    """Lines of the review block as (label, text)."""

    lines: tuple[tuple[str, str], ...]

    def as_text(self) -> str:
        """The block for a terminal."""
        width = max(len(label) for label, _ in self.lines)
        return "\n".join(f"{label:<{width}}  {text}" for label, text in self.lines)


def assumed(facts: Facts) -> list[ParameterNote]:
    """Parameters whose value nobody has measured."""
    return [note for note in facts.parameters if note.standing == ASSUMED]


def count_by_standing(facts: Facts) -> dict[str, int]:
    """Numbers of parameters that are sourced, fitted and assumed."""
    counted = Counter(note.standing for note in facts.parameters)
    return {standing: counted[standing] for standing in STANDINGS}


def of(facts: Facts, *, engine: str, error_estimate: float, seed: int) -> Review:
    """The review block of a run."""
    counts = ", ".join(f"{n} {standing}" for standing, n in count_by_standing(facts).items())
    grades = Counter(note.grade for note in facts.parameters if note.standing == "sourced")
    by_grade = ", ".join(f"{grade} {n}" for grade, n in sorted(grades.items())) or "none"
    return Review(
        (
            ("Inputs", f"scenario {facts.card.name} ({facts.card.scenario_hash}), seed {seed}"),
            ("Version", f"lactea {facts.version}, commit {facts.commit}"),
            ("Parameters", f"set {facts.parameter_set}: {counts}"),
            ("Evidence grades", by_grade),
            ("Prior or own data", "population values only; no data of this person was used"),
            ("Numerical error", f"{engine} engine, estimated {error_estimate:.1g} (relative)"),
            ("Owed to assumed", _owed(facts)),
            ("Not known here", "past forecast errors"),
        )
    )


def _owed(facts: Facts) -> str:
    """The share of the variance that is owed to assumed parameters, where it was computed."""
    return assumed_shares(facts.card.name, facts.card.scenario_hash).sentence()


def short_stamp(facts: Facts) -> str:
    """One line for the margin of a figure."""
    return (
        f"lactea {facts.version} · {facts.commit} · {facts.card.name} "
        f"{facts.card.scenario_hash} · parameters {facts.parameter_set}"
    )
