"""The milk/plasma ratio of a substance: as measured where it was, else by a published method.

Which method is a matter of the chemical class, and was settled by what is published of the methods, not
by the observations here: for bases the log-transformed phase distribution, "the most accurate in
prospective performance" of those that its authors compared (Begg 1993), with which four of four basic
medicines came within 2-fold (mlk_acc_pansari_2fold); for the rest the phase distribution that it was
made from, since for neutrals it has no equation, and on acids its ratio rises with binding in plasma,
against what binding does. The others are shown beside, widen the spread where they disagree, and are
averaged where what the method needs is not known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lactea.transfer.methods import METHODS, Method
from lactea.transfer.schema import Chemistry, Substance

METHOD_OF_CLASS: Mapping[str, str] = {
    "acid": "phase_distribution",
    "base": "log_transformed",
    "neutral": "phase_distribution",
    "zwitterion": "phase_distribution",
}
SHOWN_ONLY = frozenset({("log_transformed", "acid")})
METHOD_ERROR = math.log(3.0) / 1.08
"""Error of a single method, standard deviation of the natural logarithm: 72 % within 3-fold
(mlk_acc_koshimichi_mp_3fold), 1.08 being the normal deviate of 72 %."""
FORMS_BEYOND_EQUILIBRIUM = ("active",)


@dataclass(frozen=True)
class Answer:
    """What one method says of one substance: a ratio, or why not; and whether it is counted."""

    method: Method
    ratio: float | None
    why_not: str
    counted: bool


@dataclass(frozen=True)
class Ratio:
    """A milk/plasma ratio with its origin.

    Attributes
    ----------
    value : float
    spread : float
        Standard deviation of its natural logarithm.
    origin : "measured", "methods"
    note : str
        Where it comes from and what it must not be used for.
    """

    value: float
    spread: float
    origin: Literal["measured", "methods"]
    note: str

    def at(self, deviates: float) -> float:
        """The value so many standard deviations away on the logarithmic scale."""
        return self.value * math.exp(deviates * self.spread)


def answers(chemistry: Chemistry | None) -> tuple[Answer, ...]:
    """What each method says, side by side; counted is the one of the class, else all that may be."""
    if chemistry is None:
        return tuple(Answer(method, None, "nothing is known of it", False) for method in METHODS)
    said = tuple(_answer(method, chemistry) for method in METHODS)
    own = METHOD_OF_CLASS.get(chemistry.class_)
    if any(one.counted and one.method.id == own for one in said):
        return tuple(replace(one, counted=one.method.id == own) for one in said)
    return said


def mean_of_methods(chemistry: Chemistry | None) -> float | None:
    """Geometric mean of every method that may be counted, for comparison; None where none can."""
    logs = _logs(chemistry)
    return math.exp(sum(logs) / len(logs)) if logs else None


def predicted(substance: Substance) -> Ratio | None:
    """The ratio from inputs alone; None where no method covers the substance."""
    counted = [one for one in answers(substance.chemistry) if one.counted]
    logs = [math.log(one.ratio) for one in counted if one.ratio is not None]
    if not logs:
        return None
    note = f"geometric mean of {len(logs)} methods"
    if len(counted) == 1:
        note = f"from inputs alone, {counted[0].method.title}"
    if substance.form in FORMS_BEYOND_EQUILIBRIUM:
        note += "; it is carried into milk actively, which no method knows"
    # The methods share inputs, so their agreement says little: never less than one's own error.
    spread = max(_spread(_logs(substance.chemistry)), METHOD_ERROR)
    return Ratio(math.exp(sum(logs) / len(logs)), spread, "methods", note)


def _logs(chemistry: Chemistry | None) -> list[float]:
    """Natural logarithms of what the methods say that may be counted."""
    if chemistry is None:
        return []
    said = (_answer(method, chemistry) for method in METHODS)
    return [math.log(one.ratio) for one in said if one.counted and one.ratio is not None]


def _spread(logs: Sequence[float]) -> float:
    mean = sum(logs) / len(logs)
    return math.sqrt(sum((one - mean) ** 2 for one in logs) / len(logs))


def _answer(method: Method, chemistry: Chemistry) -> Answer:
    """What one method says, and whether it may be counted."""
    reason = method.why_not(chemistry)
    if reason:
        return Answer(method, None, reason, False)
    may = (method.id, chemistry.class_) not in SHOWN_ONLY
    return Answer(method, method.ratio(chemistry), "", may)
