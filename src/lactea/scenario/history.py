"""Earlier pregnancies and lactations, which are lived through before the run begins."""

from __future__ import annotations

from lactea.reading.durations import DAY, PositiveTicks, SpanTicks, format_duration, spoken_duration
from lactea.reading.record import Record, Share
from lactea.scenario.infant import Infant
from lactea.scenario.steps import AnyStep, Birth, Nurse, Pregnancy, Solids, TopUp
from lactea.scenario.steps.pregnancy import TERM

SOLIDS_OF_THE_PAST = (("180 d", 0.0), ("270 d", 0.3), ("365 d", 0.5), ("730 d", 0.7))
"""Solid foods of an earlier child, as shares of its energy: those of the builtin `extended`."""
FIRST_SOLIDS = 180 * DAY


class EarlierLactation(Record):
    """A pregnancy before this run, and how long its child was nursed.

    Attributes
    ----------
    pregnancy
        Its length, by dates.
    ended
        How long before the origin it ended.
    nursed
        How long the child was nursed on demand; ``0 d`` for a pregnancy without nursing.
    topped_up
        Share of the child's need that other milk met: a smaller supply was asked for.
    """

    pregnancy: PositiveTicks = TERM
    ended: PositiveTicks
    nursed: SpanTicks = 0
    topped_up: Share = 0.0

    @property
    def first_tick(self) -> int:
        """Beginning of the pregnancy, in ticks from the origin."""
        return -self.ended - self.pregnancy

    @property
    def last_tick(self) -> int:
        """End of nursing, in ticks from the origin."""
        return -self.ended + self.nursed

    def infant(self) -> Infant | None:
        """The child, a typical one, where it was nursed."""
        return Infant() if self.nursed else None

    def protocol(self) -> tuple[AnyStep, ...]:
        """What happened, as steps that count from that birth."""
        begin: tuple[AnyStep, ...] = (
            Pregnancy(do="pregnancy", length=format_duration(self.pregnancy)),
            Birth(do="birth"),
        )
        return begin + self._nursing()

    def _nursing(self) -> tuple[AnyStep, ...]:
        if not self.nursed:
            return ()
        stop = format_duration(self.nursed)
        steps: list[AnyStep] = [Nurse(do="nurse", start="0 h", stop=stop)]
        if self.topped_up:
            steps.append(TopUp(do="top_up", start="0 h", stop=stop, share=self.topped_up))
        if self.nursed > FIRST_SOLIDS:
            solids = Solids(do="solids", start="180 d", stop=stop, energy_share=SOLIDS_OF_THE_PAST)
            steps.append(solids)
        return tuple(steps)

    def sentence(self) -> str:
        """The entry in plain words, for the echo."""
        text = (
            f"A pregnancy of {spoken_duration(self.pregnancy)} ended "
            f"{spoken_duration(self.ended)} before the origin"
        )
        if not self.nursed:
            return f"{text}; the child was not nursed."
        extra = f", with {self.topped_up:.0%} of its need met by other milk"
        return (
            f"{text}; the child was nursed for {spoken_duration(self.nursed)}"
            f"{extra if self.topped_up else ''}."
        )
