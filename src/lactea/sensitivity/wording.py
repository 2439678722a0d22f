"""Findings in words: tables of text, and sentences for what a log tells."""

from __future__ import annotations

import math

from lactea.sensitivity.analysis import Findings
from lactea.sensitivity.factors import Factor
from lactea.sensitivity.identifiability import Identifiability
from lactea.sensitivity.profiles import Profile

Table = tuple[list[str], list[list[str]]]
"""Header and rows."""

LOOSE = 0.25
"""Errors of a share above this are told as too large."""

LEAST_ELASTICITY = 0.005
"""Smaller ones are noise of the solver."""


def local_table(findings: Findings, shown: int) -> Table:
    """Elasticities, the largest of any readout first."""
    found = findings.local
    assert found is not None
    best: dict[str, float] = {}
    for column in range(len(findings.readouts)):
        for name, value in found.ranked(column):
            best[name] = max(best.get(name, 0.0), abs(value))
    names = sorted((n for n in best if best[n] >= LEAST_ELASTICITY), key=lambda n: -best[n])
    origins = {factor.id: factor.origin for factor in findings.factors}
    rows = [
        [name, origins.get(name, "fixed"), *map(_signed, row, bends)]
        for name, row, bends in zip(found.names, found.elasticity, found.bent, strict=True)
    ]
    order = {name: place for place, name in enumerate(names[:shown])}
    rows = sorted((row for row in rows if row[0] in order), key=lambda row: order[row[0]])
    middle = ["(value in the middle)", "", *(f"{value:.4g}" for value in found.middle)]
    return ["parameter", "origin", *map(_headed, findings.readouts)], [middle, *rows]


def screening_table(findings: Findings, readout: int, shown: int) -> Table:
    """Elementary effects on one readout, the largest first."""
    assert findings.screening is not None
    found = findings.screening[readout]
    origins = {factor.id: factor.origin for factor in findings.factors}
    rows = [
        [
            found.names[i],
            origins[found.names[i]],
            f"{found.mu_star[i]:.3g} ± {found.mu_star_error[i]:.2g}",
            f"{found.mu[i]:+.3g}",
            f"{found.sigma[i]:.3g}",
        ]
        for i in found.ranked()[:shown]
        if found.mu_star[i] > 0
    ]
    return ["parameter", "origin", f"mu*, {findings.readouts[readout].unit}", "mu", "sigma"], rows


def variance_table(findings: Findings, shown: int) -> Table:
    """First order and total of each group, by readout."""
    assert findings.variance is not None
    rows = []
    for readout, one in zip(findings.readouts, findings.variance.shares, strict=True):
        order = sorted(range(len(one.names)), key=lambda i: -one.total[i])[:shown]
        for i in order:
            rows.append([
                str(readout),
                one.names[i],
                _share(one.first[i], one.first_error[i]),
                _share(one.total[i], one.total_error[i]),
                _spread(one.mean, one.sd, readout.unit),
            ])  # fmt: skip
    return ["readout", findings.variance.grouping, "first order", "total", "mean ± SD"], rows


def remark_on_screening(findings: Findings, readout: int) -> str:
    """What must be known before the effects on one readout are believed; often nothing."""
    assert findings.screening is not None
    one = findings.screening[readout]
    if not one.left_out:
        return ""
    return (
        f"{one.left_out} of {one.trajectories + one.left_out} trajectories lack this number somewhere "
        "and were left out; it takes two."
    )


def remarks_on_variance(findings: Findings) -> list[str]:
    """What must be known before the shares are believed."""
    assert findings.variance is not None
    found = []
    for readout, one in zip(findings.readouts, findings.variance.shares, strict=True):
        if one.left_out:
            all_blocks = one.blocks + one.left_out
            found.append(
                f"{readout}: {one.left_out} of {all_blocks} blocks of runs have no such number "
                "somewhere and were left out; the shares are those among the rest, and it takes two."
            )
        if one.total_error.max() > LOOSE:
            found.append(
                f"{readout}: errors of up to {one.total_error.max():.0%}; four times as many samples "
                "halve them."
            )
        if one.sd == 0:
            found.append(f"{readout}: it does not vary; there is nothing to share.")
    return found


def log_sentences(found: Identifiability) -> list[str]:
    """What a log tells, in sentences."""
    about = found.information
    measured = f"{found.measured} of them with a volume" if found.measured else "none with a volume"
    lines = [f"The log has {found.sessions} sessions, {measured}."]
    if not found.measured:
        lines.append(
            "So what follows is what such a log would tell of the person in the middle, if all volumes "
            "were measured."
        )
    lines.append(
        f"Of {len(about.names)} parameters asked about, the volumes move with {about.rank} "
        f"{_plural('combination', about.rank)}; of {about.informed} of these they tell more than is "
        "known of anybody beforehand."
    )
    for place in range(about.informed):
        times = (1 + about.values[place]) ** 0.5
        lines.append(
            f"{place + 1}. {_combination(about.members(place))}: known {times:.1f} times as narrowly as before."
        )
    silent = [name for name, left in zip(about.names, about.left, strict=True) if left > 0.99]
    if silent:
        lines.append(f"It says nothing (less than 1 %) about: {', '.join(silent)}.")
    return lines


def parameter_table(found: Identifiability, shown: int) -> Table:
    """The parameters that a log narrows most."""
    about = found.information
    order = sorted(range(len(about.names)), key=lambda i: about.left[i])[:shown]
    ends = {one.parameter: _interval(one) for one in found.profiles}
    rows = []
    for i in order:
        best = "" if found.fit is None else f"{found.fit.at[i]:+.2f}"
        rows.append([about.names[i], f"{about.left[i]:.0%}", best, ends.get(i, "")])
    return ["parameter", "SD left", "best, in SD", "95 % by profile, in SD"], rows


def meanings(factors: tuple[Factor, ...], names: list[str]) -> list[str]:
    """One line for each of some parameters."""
    known = {factor.id: factor.meaning for factor in factors}
    return [f"{name}: {known[name]}" for name in names if name in known]


def _combination(members: list[tuple[str, float]]) -> str:
    """Parameters that are told together: ``a and b, raised while c is lowered``."""
    up = _listed([name for name, weight in members if weight > 0])
    down = _listed([name for name, weight in members if weight < 0])
    if down:
        return f"{up} raised while {down} lowered"
    return up if len(members) == 1 else f"{up} raised together"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _interval(one: Profile) -> str:
    low = "open" if one.low is None else f"{one.low:+.2f}"
    high = "open" if one.high is None else f"{one.high:+.2f}"
    return f"{low} to {high}"


def _spread(mean: float, sd: float, unit: str) -> str:
    return "none" if math.isnan(mean) else f"{mean:.4g} ± {sd:.2g} {unit}"


def _share(value: float, error: float) -> str:
    return "none" if math.isnan(value) else f"{value:.0%} ± {error:.0%}"


def _signed(value: float, bent: bool) -> str:
    """An elasticity, with a star where it is the mean of two sides that differ."""
    return "none" if math.isnan(value) else f"{value:+.3f}{'*' if bent else ''}"


def _headed(readout: object) -> str:
    return str(readout).removesuffix(":value:any")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
