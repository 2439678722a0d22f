"""What a person wants to reach."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from lactea.plan.days import Day
from lactea.reading.durations import WEEK, PositiveTicks
from lactea.reading.problems import fault
from lactea.reading.record import Record, Share
from lactea.reading.units import Quantity

Volume = Annotated[float, Quantity("mL", "3 L", at_least=0)]
DailyVolume = Annotated[float, Quantity("mL/day", "500 mL/day", at_least=0)]
Kind = Literal["share_of_need", "volume", "any_drops", "keep", "stop", "stash"]
USUAL_WAIT = 6 * WEEK
"""How long after the arrival a share of the need is looked at where nothing is said: a choice."""

ENTRIES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "share_of_need": (frozenset({"share"}), frozenset({"by", "after_arrival"})),
    "volume": (frozenset({"per_day"}), frozenset({"by", "after_arrival"})),
    "any_drops": (frozenset(), frozenset({"by"})),
    "keep": (frozenset({"per_day", "until"}), frozenset()),
    "stop": (frozenset({"by"}), frozenset()),
    "stash": (frozenset({"amount", "by"}), frozenset({"lasts_until", "daily"})),
}
"""Entries that a kind of goal needs, and those that it may have."""
assert set(ENTRIES) == set(get_args(Kind))


class Goal(Record):
    """A goal; which entries it has depends on its kind.

    Attributes
    ----------
    kind
        ``share_of_need`` of the infant, a ``volume`` per day, ``any_drops``, ``keep`` a supply until a
        date, ``stop`` by a date, or a ``stash`` of an amount by a date.
    share
        Share of what the infant needs at its age.
    per_day
        Milk removed per day, mean of a week.
    amount
        Milk put by.
    by, until
        The day that counts.
    after_arrival
        The same, counted from the infant's arrival.
    lasts_until, daily
        For a stash: the day until which it is to last, and what a day takes of it.
    """

    kind: Kind
    share: Annotated[Share, Field(gt=0)] | None = None
    per_day: DailyVolume | None = None
    amount: Volume | None = None
    by: Day | None = None
    until: Day | None = None
    after_arrival: PositiveTicks | None = None
    lasts_until: Day | None = None
    daily: DailyVolume | None = None

    @model_validator(mode="after")
    def _has_the_entries_of_its_kind(self) -> Self:
        needed, possible = ENTRIES[self.kind]
        given = self.model_fields_set - {"kind"}
        for name in sorted(given - needed - possible):
            raise fault(
                f"a goal '{self.kind}' has no entry '{name}'. Valid here: "
                f"{', '.join(sorted(needed | possible)) or 'nothing'}.",
                name,
            )
        for name in sorted(needed - given):
            raise fault(f"a goal '{self.kind}' needs the entry '{name}'.", name)
        if self.by is not None and self.after_arrival is not None:
            raise fault("give 'by' or 'after_arrival', not both.", "after_arrival")
        if (self.lasts_until is None) != (self.daily is None):
            raise fault("give 'lasts_until' and 'daily' together, or neither.", "daily")
        return self

    @property
    def counts_from_arrival(self) -> bool:
        """Whether the day that counts depends on when the infant comes."""
        return self.kind in ("share_of_need", "volume", "any_drops") and self.by is None

    @property
    def wait(self) -> int:
        """Whole days after the arrival at which such a goal is looked at."""
        if self.kind == "any_drops":
            return 0
        ticks = USUAL_WAIT if self.after_arrival is None else self.after_arrival
        return ticks // 86_400

    def sentence(self) -> str:
        """The goal in plain words."""
        when = f"by {self.by}" if self.by else f"{self.wait // 7} weeks after the arrival"
        return {
            "share_of_need": lambda: f"{self.share:.0%} of what the infant needs, {when}",
            "volume": lambda: f"{self.per_day:g} mL a day, {when}",
            "any_drops": lambda: f"any drops of milk, {when if self.by else 'at the arrival'}",
            "keep": lambda: f"at least {self.per_day:g} mL a day until {self.until}",
            "stop": lambda: f"no more milk removed after {self.by}, without an abrupt end",
            "stash": lambda: f"{self.amount:g} mL put by until {self.by}",
        }[self.kind]()
