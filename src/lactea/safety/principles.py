"""What the screen holds against any protocol: figures, principles and signs, read from one file."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator

from lactea.medicines.facts import Fact, Source, Statement
from lactea.reading.problems import fault, quote
from lactea.reading.record import Record
from lactea.reading.yaml_reader import parse

OWN = Source(text="rule of this screen", url="docs/safety.md", verified="primary")
"""The source of what the screen holds without a publication."""


class CareSign(Statement):
    """A sign at which to seek care, whatever any simulation shows."""

    who: Literal["infant", "person"]


class Figures(Record):
    """The numbers of the screen."""

    most_sessions_per_day: Fact
    sleep_stretch: Fact
    term: Fact
    clot_risk_after_birth: Fact
    clot_risk_age: Fact
    clot_risk_body_mass_index: Fact
    washout: Fact


class Maxims(Record):
    """The principles of the screen that rest on a source."""

    removal_first: Statement
    clot_risk: Statement
    qt_together: Statement
    oestrogen_alone: Statement


class Principles(Record):
    """The whole file."""

    schema_: Literal["lactea.safety-principles/1"] = Field(alias="schema")
    figures: Figures
    principles: Maxims
    care_signs: tuple[CareSign, ...]
    sources: dict[str, Source]

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        cited = [fact.source for _, fact in self.figures if fact.source]
        cited += [statement.source for _, statement in self.principles]
        cited += [sign.source for sign in self.care_signs]
        for source in cited:
            if source not in self.sources:
                raise fault(f"{quote(source)} is not among 'sources'.", "sources")
        return self


@lru_cache(maxsize=1)
def principles() -> Principles:
    """The principles that are shipped."""
    text = files("lactea.safety").joinpath("principles.yaml").read_text("utf-8")
    return Principles.model_validate(parse(text, "principles of the safety screen").data)
