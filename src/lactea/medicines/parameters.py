"""Facts of a medicine file as parameters of the body, with the spread that the fact prints."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

from lactea.body.language import Fixed, LogNormal, Parameter
from lactea.medicines.facts import Fact
from lactea.medicines.regimens import identifier
from lactea.medicines.schema import Medicine

NG_PER_ML_IN_MG_PER_L = 1000.0
UNKNOWN_SPREAD = 0.5
"""Spread of the logarithm where the source prints none: a factor of 2.7 either way in 95 %."""
SDS_IN_A_RANGE = 4.0
SDS_BETWEEN_QUARTILES = 1.349


def parameter(
    medicine: Medicine, identity: str, value: float, unit: str, meaning: str, fact: Fact | None
) -> Parameter:
    """A parameter that rests on ``fact``; with the wide spread of the unknown where that has none."""
    return Parameter(
        identity, identity.replace("_", r"\_"), value, unit, spread(fact), _sources(medicine, fact),
        "assumed" if fact is None else fact.grade, f"{medicine.name}: {meaning}",
        f"from the medicine file of {medicine.name}" if fact is None else fact.reason or fact.note,
    )  # fmt: skip


def citation(medicine: Medicine, source: str) -> str:
    """The id under which a parameter cites a source of a medicine file."""
    return f"{identifier(medicine.name)}:{source}"


def _sources(medicine: Medicine, fact: Fact | None) -> str:
    if fact is None:
        return ""
    own = (citation(medicine, fact.source),) if fact.source else ()
    return " ".join((*fact.rows, *own))


def mass_factor(medicine: Medicine) -> Parameter:
    """What turns mg/L into ng/mL."""
    return Parameter(
        f"{identifier(medicine.name)}_mass_factor", "c", NG_PER_ML_IN_MG_PER_L, "ng/mL*L/mg",
        Fixed(), "", "definition", "mg/L in ng/mL",
    )  # fmt: skip


def spread(fact: Fact | None) -> LogNormal:
    """Spread of the logarithm, from what the source prints between people; the wide one of the unknown where it prints none."""
    printed = printed_spread(fact)
    return LogNormal(UNKNOWN_SPREAD if printed is None else printed)


def printed_spread(fact: Fact | None) -> float | None:
    """SD of the logarithm between people that the source prints.

    Spreads of a mean (standard error, confidence interval) say nothing about people.
    """
    printed = None if fact is None else fact.spread
    if fact is None or printed is None or printed.kind not in {"SD", "range", "IQR"}:
        return None
    if printed.kind == "SD":
        return math.sqrt(math.log(1 + (printed.low / fact.value) ** 2))
    if printed.high is None or printed.low <= 0 or printed.high <= printed.low:
        return None
    sds = SDS_IN_A_RANGE if printed.kind == "range" else SDS_BETWEEN_QUARTILES
    return math.log(printed.high / printed.low) / sds


def named(equation: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """``equation`` with these ids as its argument names."""

    def with_names(*values: Any) -> Any:
        return equation(*values)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    with_names.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind) for name in names]
    )
    return with_names
