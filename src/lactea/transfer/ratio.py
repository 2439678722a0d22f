"""The milk/plasma ratio of a substance: as measured where it was, else by several methods.

The choice was made before any comparison with observations and is the same for every substance: the
geometric mean of all methods that cover its class and have their inputs. No method is known to be
best for all; errors of methods on a logarithmic scale partly cancel in a mean. Left out of the mean
is one method on one class: the log-transformed one on acids, whose ratio rises with binding in
plasma, against what binding does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from lactea.transfer.methods import METHODS, Method
from lactea.transfer.schema import Chemistry, Substance

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
    """What each method says, side by side."""
    if chemistry is None:
        return tuple(Answer(method, None, "nothing is known of it", False) for method in METHODS)
    return tuple(_answer(method, chemistry) for method in METHODS)


def predicted(substance: Substance) -> Ratio | None:
    """The ratio from inputs alone; None where no method covers the substance."""
    counted = [
        answer.ratio
        for answer in answers(substance.chemistry)
        if answer.counted and answer.ratio is not None
    ]
    if not counted:
        return None
    logs = [math.log(ratio) for ratio in counted]
    mean = sum(logs) / len(logs)
    between = math.sqrt(sum((one - mean) ** 2 for one in logs) / len(logs))
    note = f"geometric mean of {len(logs)} {'method' if len(logs) == 1 else 'methods'}"
    if substance.form in FORMS_BEYOND_EQUILIBRIUM:
        note += "; it is carried into milk actively, which no method knows"
    # The methods share inputs, so their agreement says little: never less than one's own error.
    return Ratio(math.exp(mean), max(between, METHOD_ERROR), "methods", note)


def _answer(method: Method, chemistry: Chemistry) -> Answer:
    reason = method.why_not(chemistry)
    if reason:
        return Answer(method, None, reason, False)
    counted = (method.id, chemistry.class_) not in SHOWN_ONLY
    return Answer(method, method.ratio(chemistry), "", counted)
