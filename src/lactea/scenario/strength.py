"""How well a protocol is known to work: what kind of report it rests on, and of how many people."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lactea.reading.record import Record

Strength = Literal["RCT", "cohort", "case-series", "case", "review", "expert", "none"]
"""The strongest report there is, in the words of the evidence tables; `none`: nothing was measured."""

_WORDS = {
    "RCT": "randomised trial",
    "cohort": "cohort",
    "case-series": "case series without a control",
    "case": "a single case that was published because it succeeded",
    "review": "review",
    "expert": "expert opinion, no outcome measured",
    "none": "no study; an illustration",
}

Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


class ProtocolEvidence(Record):
    """What a protocol rests on.

    `sources` are ids of evidence rows, `n` the people behind the strongest of them.
    """

    strength: Strength
    sources: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    n: Annotated[int, Field(ge=1)] | None = None
    note: Annotated[str, StringConstraints(max_length=400)] = ""

    def sentence(self) -> str:
        """The evidence in plain words."""
        people = "" if self.n is None else f", n = {self.n}"
        note = f"; {self.note}" if self.note else ""
        return f"{_WORDS[self.strength]}{people}{note}"
