"""Something done for milk of which no figure says what it does."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from lactea.reading.problems import fault, quote, suggestion
from lactea.scenario.measures import measures
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words


def _known(value: Any) -> Any:
    if value not in measures():
        raise fault(f"{quote(value)} is no measure. {suggestion(str(value), list(measures()))}")
    return value


Name = Annotated[
    str,
    BeforeValidator(_known),
    WithJsonSchema({"type": "string", "enum": sorted(measures())}),
]


class DoMeasure(SpanStep):
    """A measure that changes nothing in the run, see :mod:`lactea.scenario.measures`."""

    do: Literal["measure"]
    name: Name

    def sentence(self, words: Words) -> str:
        known = measures()[self.name]
        verdicts = {
            "no figure": "no usable figure",
            "no effect": "no effect known",
            "not used": "a figure that is not used",
        }
        return (
            f"{known.words}, {self.span_words()}: {verdicts[known.verdict]}, so the run is as "
            f"without. {known.said}"
        )
