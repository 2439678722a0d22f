"""Where a number of a design comes from: every one has a source, or says that it is assumed."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from lactea.body.language import Grade
from lactea.reading.problems import fault
from lactea.reading.record import Record

Text = Annotated[str, Field(min_length=1, max_length=600)]


class Origin(Record):
    """The base of entries that hold a number of science.

    Parameters
    ----------
    source : str
        A publication, or ``row`` and the id of an evidence row.
    grade : str
        How good it is, as for parameters of the body.
    reason : str
        Why an assumed number was chosen.
    """

    source: str = ""
    grade: Grade
    reason: str = ""

    @model_validator(mode="after")
    def _is_told(self) -> Self:
        if self.grade == "assumed" and not self.reason:
            raise fault("an assumed number needs its 'reason'.", "reason")
        if self.grade != "assumed" and not self.source:
            raise fault(
                "this number has no 'source'; name one, or write grade: assumed with a reason.",
                "source",
            )
        return self


class Published(Record):
    """The trial that a design repeats, and what it found."""

    citation: Text
    identifier: str = ""
    rows: tuple[str, ...] = ()
    found: tuple[Text, ...] = ()
    chosen: tuple[Text, ...] = ()
    """What the publication does not say and this file therefore chose."""
