"""Words of fits and forecasts. Nothing is a failure; stopping stands beside going on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lactea.twin.answer import Answer, Fitted
from lactea.twin.forecast import Outlook
from lactea.twin.plans import PLANS

NOTICE = (
    "lactea informs; it does not prescribe. A forecast of what a log will show is no reason to change what "
    "an infant is fed."
)
INFANT_FIRST = (
    "Weight gain and nappies tell whether an infant has enough; a volume does not. Worries about either belong "
    "to a clinician today, whatever stands below."
)
LAYERS = {
    "in_general": "people in general",
    "after_answers": "after your answers",
    "after_log": "after your log",
}
Rows = list[tuple[str, ...]]


def learned_text(fitted: Fitted) -> list[str]:
    """How much evidence there is, what was learned and what was not."""
    evidence = fitted.evidence
    words: dict[str, list[str]] = {"learned": [], "learned in part": [], "not learned": []}
    for value in fitted.values:
        words[value.verdict].append(value.words)
    lines = [
        f"Evidence: {evidence.sessions} sessions with {evidence.readings} volumes on {evidence.days} days; "
        f"what they share counted once, as much as {evidence.effective:.0f} independent volumes.",
        f"A single volume differs by {evidence.session_noise:.0%} from its neighbours, a day by "
        f"{evidence.day_noise:.0%}; the slow drift that no equation explains is {evidence.drift:.0%}.",
    ]
    if evidence.doubted:
        lines.append(
            f"{evidence.doubted} volumes lie far from their neighbours (a slip of the pen, or a session that was "
            "not written down) and count little."
        )
    for verdict, found in words.items():
        if found:
            lines.append(f"{verdict.capitalize()}: {'; '.join(found)}.")
    return lines


def band_rows(answer: Answer) -> Rows:
    """Days with the bands of the three layers."""
    layers = (answer.after_log, answer.after_answers, answer.in_general)
    bands = [outlook.quantiles() for outlook in layers]
    diary = answer.fitted.diary
    first = answer.after_log.first_day
    return [
        (
            diary.date_of(first + day).isoformat(),
            f"{bands[0][2, day]:.0f}",
            _span(bands[0], 1, 3, day),
            _span(bands[0], 0, 4, day),
            _span(bands[1], 0, 4, day),
            _span(bands[2], 0, 4, day),
        )
        for day in range(bands[0].shape[1])
    ]


BAND_HEADER = ("day", "middle", "50 %", "90 %", "90 % before your log", "90 % in general")


def what_if_rows(answer: Answer) -> Rows:
    """The last day of each way to go on, beside going on as before."""
    usual = answer.lines[PLANS[0].id]
    words = {plan.id: plan.words for plan in answer.question.ways}
    return [(words[name], *_difference(outlook, usual)) for name, outlook in answer.lines.items()]


WHAT_IF_HEADER = ("what if", "mL on the last day (90 %)", "against keep going (90 %)")


def why_rows(answer: Answer) -> Rows:
    """Causes with what they add or take."""
    return [
        (effect.cause.words, f"{effect.effect:+.0f}", effect.cause.formula)
        for effect in answer.effects
    ]


WHY_HEADER = ("cause", "mL a day", "in words")


def past_lines(answer: Answer) -> list[str]:
    """How wrong past forecasts were."""
    lines = []
    for past in answer.past:
        if past.refused is not None:
            lines.append(f"Made {past.days_ago} days ago: none possible ({past.refused}).")
            continue
        lines.append(
            f"Made {past.days_ago} days ago: {past.inside} of {past.compared} days came inside the 90 % band; "
            f"typically off by {past.typical_error:.0f} mL a day, on average {past.mean_error:+.0f}."
        )
    return lines


def infant_lines(answer: Answer) -> list[str]:
    """The infant before anything else."""
    infant, diary = answer.fitted.diary.infant, answer.fitted.diary
    if infant is None:
        return []
    return [
        f"Infant: {diary.last_day} days old, {infant.weighed_kg:.2f} kg on "
        f"{diary.date_of(infant.weighed_day or 0).isoformat()}, {infant.wet_nappies:.0f} wet nappies a day.",
        INFANT_FIRST,
    ]


def review_lines(answer: Answer) -> list[tuple[str, str]]:
    """The review block."""
    fitted = answer.fitted
    unlearned = [value.words for value in fitted.values if value.verdict == "not learned"]
    return [
        ("Own data", f"{fitted.evidence.readings} volumes of {fitted.evidence.days} days"),
        ("Prior", f"{len(fitted.cohort)} people of the cohort, each in an own possible world"),
        (
            "Still prior",
            f"{len(unlearned)} of {len(fitted.values)} things that were asked of the log",
        ),
        ("Owed to assumed parameters", f"about {answer.assumed_share:.0%} of the variance (rough)"),
    ]


def _span(bands: NDArray[np.float64], low: int, high: int, day: int) -> str:
    return f"{bands[low, day]:.0f} to {bands[high, day]:.0f}"


def _difference(outlook: Outlook, usual: Outlook) -> tuple[str, str]:
    last = outlook.total[:, -1]
    apart = last - usual.total[:, -1] if last.shape == usual.total[:, -1].shape else last
    low, middle, high = np.quantile(last, (0.05, 0.5, 0.95))
    less, mean, more = np.quantile(apart, (0.05, 0.5, 0.95))
    here = f"{middle:.0f} ({low:.0f} to {high:.0f})"
    return here, "" if outlook is usual else f"{mean:+.0f} ({less:+.0f} to {more:+.0f})"
