"""The answer in three sentences, before the figures."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lactea.transfer.answer import Answer
from lactea.transfer.plain_numbers import plain

HOW_OFTEN_OFF = "such ratios are more than 2-fold off in four cases of ten"
"""Of those that were measured (docs/milk-transfer.md)."""

ENDLESS = "More is taken than can be eliminated: levels keep rising, and there is no average."


def endless(answer: Answer) -> bool:
    """Whether the dose outruns what the mother can eliminate."""
    return answer.usual is not None and math.isinf(answer.usual.plasma_ng_per_ml.median)


def in_short(answer: Answer) -> Iterator[str]:
    """What the infant takes and holds, and whether milk was measured; nothing where nothing is known."""
    if answer.usual is None:
        return
    dose, level = answer.usual.relative_dose_percent, answer.usual.infant_of_mother
    yield from ("", "In short")
    if endless(answer):
        yield f"  {ENDLESS}"
        return
    if dose.median == 0:
        yield "  With nothing taken, nothing reaches the infant."
        return
    yield (
        f"  With its milk the infant takes about {plain(dose.median, 2)} % of what its mother takes, each "
        f"per kg of body weight (90 of 100 between {plain(dose.low, 2)} and {plain(dose.high, 2)} %)."
    )
    yield f"  Its blood then holds about {plain(100 * level.median, 2)} % of the level in hers."
    yield f"  {_origin(answer)}"


def _origin(answer: Answer) -> str:
    assert answer.ratio is not None  # where there is an exposure
    if answer.ratio.origin == "methods":
        return f"How much passes into milk was not measured: it is computed, and {HOW_OFTEN_OFF}."
    if answer.ratios or answer.substance.measured_ratios:
        return "How much passes into milk was measured in women; what the infant holds is computed."
    return (
        "Milk was measured in women, plasma was not; what the infant holds is computed from what was "
        "found in milk."
    )
