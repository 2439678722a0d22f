"""Milk that the infant gets from elsewhere: donor milk, formula, or the milk of another person's run."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.reading.durations import DAY
from lactea.reading.problems import fault
from lactea.reading.record import Share, Switch
from lactea.reading.units import Quantity
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words

DailyVolume = Annotated[float, Quantity("mL", "300 mL", at_least=0)]
LONGEST_SERIES = 3660


class TopUp(SpanStep):
    """Other milk: a daily volume, a share of what the infant needs, a volume for each day, or what it still wants after feeds.

    Attributes
    ----------
    per_day
        The same volume every day, for each infant.
    share
        Share of what the infant needs.
    daily
        Volumes of one day after the other from ``start`` on, for all infants together.
    after_feeds
        After each feed at the breast, as much as the infant still wants.
    milk_of, from_day
        A file written by ``lactea simulate --json``, and the day of that run which is the first here;
        on loading, the milk that left the breasts in that run takes the place of both as ``daily``.
    """

    do: Literal["top_up"]
    per_day: DailyVolume | None = None
    share: Share | None = None
    daily: Annotated[tuple[DailyVolume, ...], Field(max_length=LONGEST_SERIES)] | None = None
    after_feeds: Switch = False
    milk_of: str | None = None
    from_day: int = 0

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if self.milk_of is not None:
            raise fault(
                "the run of another person is read while a scenario is loaded from text or from a "
                "file; here, give its milk as 'daily'.",
                "milk_of",
            )
        given = [
            self.per_day is not None,
            self.share is not None,
            self.daily is not None,
            self.after_feeds,
        ]
        if sum(given) != 1:
            raise fault(
                "give exactly one of 'per_day' (such as \"300 mL\"), 'share' (0 to 1), 'daily' (a "
                "list of volumes), 'milk_of' (a file) and 'after_feeds' (true: what the infant still wants)."
            )
        if self.daily is not None and self.when is not None:
            raise fault("milk by days begins at a 'start', not by a rule.", "when")
        return self

    def end_tick(self, horizon_tick: int) -> int:
        """Where the step ends; milk by days ends with its last day."""
        end = super().end_tick(horizon_tick)
        if self.daily is None:
            return end
        return min(end, self.start_tick + len(self.daily) * DAY)

    def volume_at(self, tick: int) -> float:
        """Milk in mL of the day around a tick, where it is given by days."""
        daily = self.daily or ()
        place = (tick - self.start_tick) // DAY
        return daily[place] if 0 <= place < len(daily) else 0.0

    def sentence(self, words: Words) -> str:
        if self.daily is not None:
            return (
                f"Topping up with the milk of another person, {len(self.daily)} days of "
                f"{min(self.daily, default=0):.0f} to {max(self.daily, default=0):.0f} mL, "
                f"{self.span_words()} or the last of these days."
            )
        if self.after_feeds:
            return (
                "Topping up after each feed with as much donor milk or formula as the infant still "
                f"wants, {self.span_words()}."
            )
        amount = (
            f"{self.per_day:g} mL a day"
            if self.per_day is not None
            else f"{self.share:.0%} of the infant's need"
        )
        return f"Topping up with {amount} of donor milk or formula, {self.span_words()}."
