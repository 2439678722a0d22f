"""Who takes part: recruitment, run-in, eligibility, randomisation, leaving, and doses missed."""

from __future__ import annotations

import math
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from lactea.reading.durations import DAY, PositiveTicks, SpanTicks
from lactea.reading.problems import fault
from lactea.reading.record import Number, Record, Share
from lactea.trial.draws import Floats
from lactea.trial.origin import Origin, Text

ENTRIES = (
    "person.age_years",
    "person.parity",
    "person.body_mass_index",
    "person.tissue_potential",
    "infant.birth_weight",
)
"""Numbers of a drawn person's scenario that a criterion or a stratum may look at."""

MOST_PEOPLE = 100_000


class Asked(Record):
    """What is looked at: a measurement of the design, or an entry of the person's scenario."""

    measurement: str = ""
    entry: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.measurement) == bool(self.entry):
            raise fault("name either a 'measurement' or an 'entry', such as person.parity.")
        if self.entry and self.entry not in ENTRIES:
            raise fault(f"this is no entry; valid here: {', '.join(ENTRIES)}.", "entry")
        return self


class Criterion(Asked):
    """Who may take part: those whose number is at least, or at most, a limit.

    A measurement is taken just before the moment of the criterion, with its error.
    """

    why: Text
    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise fault("give 'at_least', 'at_most' or both.")
        return self


class RunIn(Record):
    """A time before randomisation that everybody spends alike.

    `steps` come to the protocol of all arms; `criteria` are looked at when it ends.
    """

    length: PositiveTicks
    steps: tuple[dict[str, object], ...] = ()
    criteria: tuple[Criterion, ...] = ()


class Recruitment(Record):
    """How many are randomised, and how many are asked at most to find them."""

    n: Annotated[int, Field(ge=2, le=MOST_PEOPLE)]
    most_screened: Annotated[int, Field(ge=2, le=20 * MOST_PEOPLE)] | None = None

    def most(self, wanted: int) -> int:
        """How many are asked at most when so many are wanted."""
        return 20 * wanted if self.most_screened is None else max(wanted, self.most_screened)


class Stratum(Asked):
    """A number that randomisation is balanced by, cut into ranges; a value at a cut lies above it."""

    cuts: Annotated[tuple[Number, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _cuts_rise(self) -> Self:
        if any(low >= high for low, high in zip(self.cuts, self.cuts[1:], strict=False)):
            raise fault("the cuts must rise.", "cuts")
        return self


class Randomisation(Record):
    """Permuted blocks within strata; without blocks everybody is drawn alone.

    `blocks` are sizes, of which each next one is drawn; each is a multiple of the sum of the ratios.
    """

    blocks: Annotated[tuple[Annotated[int, Field(ge=2, le=100)], ...], Field(max_length=10)] = ()
    strata: Annotated[tuple[Stratum, ...], Field(max_length=5)] = ()


class DropOut(Origin):
    """People leave: of those still there, `share` between `since` and `until` after randomisation.

    At a hazard that is constant in between. Without an `arm` it is that of all arms. Who left is not
    measured any more. The hazard of those whose outcome would not have risen by the visit of the
    primary endpoint, under their own arm and without errors, is `times_if_no_rise` as high; `share`
    is that of the others.
    """

    share: Share
    until: PositiveTicks
    since: SpanTicks = 0
    arm: str = ""
    times_if_no_rise: Annotated[Number, Field(ge=0, le=100)] = 1.0

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.until <= self.since:
            raise fault("this ends before it has begun; 'until' must come after 'since'.", "until")
        if self.share >= 1:
            raise fault("nobody would be left; a share below 1 may leave.", "share")
        return self

    def lived_by(self, days: Floats, risen: bool) -> Floats:
        """The hazard that somebody has lived through by some days after randomisation."""
        begin, end = self.since / DAY, self.until / DAY
        whole = -math.log1p(-self.share) * (1.0 if risen else self.times_if_no_rise)
        lived: Floats = whole * np.clip((days - begin) / (end - begin), 0, 1)
        return lived


class Adherence(Origin):
    """The shares of doses and of sessions from randomisation on that come about; which ones is drawn.

    A session that is left out leaves its milk in the breast until the next one. Only sessions by the clock
    count: an infant on demand misses none.
    """

    taken: Share = 1.0
    sessions: Share = 1.0

    @model_validator(mode="after")
    def _says_of_what(self) -> Self:
        if not {"taken", "sessions"} & self.model_fields_set:
            raise fault("give 'taken', the share of doses, 'sessions', or both.")
        return self
