"""How thin the evidence of a protocol is, said on the picture itself."""

from __future__ import annotations

from lactea.results.recording import ScenarioLike


def thinness(scenario: ScenarioLike) -> str:
    """The protocol's evidence in one line; empty where its file states none."""
    known = scenario.evidence
    return "" if known is None else f"Evidence for {scenario.name}: {known.sentence()}."
