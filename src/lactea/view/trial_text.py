"""A virtual trial in words: what it is not, the flow of people, estimates beside what is true, power."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lactea.reading.durations import format_duration
from lactea.trial.account import Account, Finding
from lactea.trial.document import unit_of
from lactea.trial.flow import Flow, Reasons
from lactea.trial.power import Power
from lactea.trial.regimens import cautions
from lactea.trial.truth import Responses

Cells = list[list[str]]
"""Header and rows of text."""


def title_of(account: Account) -> str:
    """One line: which trial, how many people, which seed."""
    return (
        f"{account.design.name}: {len(account.held)} randomised, seed {account.seed}. "
        f"{account.design.summary}"
    )


def flow_lines(flow: Flow) -> list[str]:
    """The CONSORT flow as text."""
    lines = [f"screened                {flow.screened}"]
    lines += _stopped("could not be simulated", flow.not_simulated)
    lines += _stopped("not eligible", flow.not_eligible)
    lines.append(f"eligible                {flow.eligible}")
    lines += _stopped("out after the run-in", flow.out_after_run_in)
    lines.append(f"randomised              {flow.randomised}")
    for arm in flow.arms:
        lines.append(
            f"  {arm.name}: {arm.assigned} assigned, {arm.left} left before the endpoint, "
            f"{arm.analysed} analysed"
        )
    return lines


def _stopped(words: str, reasons: Reasons) -> list[str]:
    return [f"  {words}: {people}, {why}" for why, people in reasons]


def finding_cells(account: Account) -> Cells:
    """What the trial estimates beside what is true in its people."""
    alpha = account.design.analysis.alpha
    header = [
        "endpoint",
        "arm",
        "unit",
        "test",
        "n",
        "means",
        "estimate",
        f"{1 - alpha:.0%} interval",
        "p",
        "true effect",
        "± its error",
    ]
    return [header] + [_finding_row(account, one) for one in account.findings]


def _finding_row(account: Account, finding: Finding) -> list[str]:
    estimate, truth = finding.estimate, finding.truth
    of_time = account.design.endpoints[finding.endpoint].kind == "time_to_event"
    return [
        finding.endpoint + (" (primary)" if finding.primary else ""),
        f"{finding.arm} - {account.design.control}",
        unit_of(account, finding.endpoint),
        finding.test,
        f"{estimate.n} + {estimate.n_control}",
        f"{number(estimate.mean)} - {number(estimate.mean_control)}",
        number(estimate.effect),
        f"{number(estimate.low)} to {number(estimate.high)}",
        p_value(estimate.p),
        number(truth.effect) + (" of people" if of_time else ""),
        number(truth.error),
    ]


def truth_lines(account: Account) -> list[str]:
    """What no real trial can count: the same people under both arms."""
    lines = []
    for finding in account.findings:
        truth, control = finding.truth, account.design.control
        head = f"{finding.endpoint}, {finding.arm}"
        if truth.responses is not None:
            lines.append(f"{head}: {_responses(truth.responses, finding.arm, control)}")
            continue
        low, middle, high = truth.people
        lines.append(
            f"{head}: single people gain {number(middle)} ({number(low)} to {number(high)} in nine of "
            f"ten); means {number(truth.arm)} under it, {number(truth.control)} under {control}"
        )
    return lines


def _responses(responses: Responses, arm: str, control: str) -> str:
    return (
        f"{responses.because_of_it:.0%} reach it because of {arm}, {responses.both:.0%} would reach it "
        f"under either, {responses.only_without:.0%} under {control} only, {responses.neither:.0%} "
        "under neither"
    )


def power_cells(powers: Sequence[Power]) -> Cells:
    """One row per size and endpoint."""
    header = [
        "endpoint",
        "test",
        "randomised",
        "power",
        "± Monte Carlo",
        "false positives",
        "mean estimate",
        "mean where found",
        "trials",
    ]
    return [header] + [
        [
            one.endpoint,
            one.test,
            str(one.n),
            f"{one.power:.1%}",
            f"{one.error:.1%}",
            f"{one.false_positives:.1%}",
            number(one.estimate),
            number(one.found_estimate),
            str(one.repetitions),
        ]
        for one in powers
    ]


def power_line(account: Account) -> str:
    """How the power was found."""
    asked = account.design.analysis
    return (
        f"Power of {asked.arm} against {account.design.control}, alpha {asked.alpha:g}, the primary "
        f"endpoint ({asked.endpoint}) first: trials of people drawn with replacement from a pool of "
        f"{len(account.pool)}, each simulated once under every arm. So small a pool leaves the true "
        "effect uncertain by the error above, which more trials do not lessen. False positives: the "
        "same trials where the arm does nothing."
    )


def course_lines(account: Account) -> list[str]:
    """What the design puts on top of what the model simulates."""
    course = account.design.course
    if course is None:
        return []
    return [
        f"Put on top of the model, in all arms alike: {course.measurement} of the middle person rises by "
        f"{course.rise:.0%} until {format_duration(course.by)} after randomisation (SD of the logarithm "
        f"{course.log_sd:g}). {course.reason or course.source}"
    ]


def caution_lines(account: Account) -> list[str]:
    """What the safety screen has against the regimens."""
    return [
        f"The safety screen blocks the regimen of {one.arm} outside of a trial: {one.sentence} "
        f"({one.source})"
        for one in cautions(account.trial)
    ]


def published_lines(account: Account) -> list[str]:
    """What the trial found that this design repeats, and what the file chose."""
    published = account.design.published
    if published is None:
        return []
    lines = [f"published: {published.citation}"]
    lines += [f"  found: {one}" for one in published.found]
    lines += [f"  chosen here: {one}" for one in published.chosen]
    return lines


def number(value: float) -> str:
    """A number for people; a dash where there is none."""
    return "-" if math.isnan(value) else f"{value:.3g}"


def p_value(value: float) -> str:
    """A p value for people."""
    if math.isnan(value):
        return "-"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
