"""Steps that remove milk in sessions: nursing, pumping, expressing by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from lactea.reading.clock import ClockTime, format_clock
from lactea.reading.durations import PositiveTicks, format_duration, spoken_duration
from lactea.reading.problems import fault
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.steps.repeats import NightGap, repeat_count, repeat_ticks
from lactea.scenario.words import Words

Side = Literal["left", "right"]
Breasts = Literal["both", "left", "right"]


class Part(NamedTuple):
    """The part of one session that is spent at one breast, in ticks from the origin."""

    side: Side
    start: int
    stop: int


def sides_of(breasts: Breasts) -> tuple[Side, ...]:
    """The sides that the word means."""
    return ("left", "right") if breasts == "both" else (breasts,)


class SessionStep(SpanStep):
    """A step made of sessions, at an interval or at times of day."""

    obeys_rules: ClassVar[bool] = True

    breasts: Breasts = "both"
    every: PositiveTicks | None = None
    times: tuple[ClockTime, ...] = Field(default=(), max_length=288)
    duration: PositiveTicks | None = None
    night_gap: NightGap | None = None

    @property
    def every_ticks(self) -> int | None:
        return self.every

    @property
    def duration_ticks(self) -> int | None:
        return self.duration

    @property
    def scheduled(self) -> bool:
        """Whether the protocol, and not the infant, says when sessions happen."""
        return True

    @property
    def at_once(self) -> bool:
        """Whether both breasts are emptied at the same time, not one after the other."""
        return False

    def sides(self, has: Breasts = "both") -> tuple[Side, ...]:
        """The breasts of this step that the person has."""
        return tuple(side for side in sides_of(self.breasts) if side in sides_of(has))

    def session_ticks(
        self, horizon_tick: int, *, origin_clock_tick: int, from_tick: int | None = None
    ) -> Iterator[int]:
        """Start of every scheduled session before the horizon, in ticks from the origin.

        Parameters
        ----------
        horizon_tick
            End of the run.
        origin_clock_tick
            Local time of day at the origin, in seconds after midnight.
        from_tick
            When the step began, for a step that waited for a rule.
        """
        if not self.scheduled:
            return iter(())
        return repeat_ticks(
            self.start_tick if from_tick is None else from_tick,
            self.end_tick(horizon_tick),
            origin_clock_tick=origin_clock_tick,
            every=self.every,
            times=self.times,
            night_gap=self.night_gap,
        )

    def session_count(self, horizon_tick: int) -> int:
        """At most this many sessions are scheduled before the horizon."""
        if not self.scheduled:
            return 0
        end = self.end_tick(horizon_tick)
        return repeat_count(self.start_tick, end, every=self.every, times=self.times)

    def parts(self, tick: int, has: Breasts = "both") -> tuple[Part, ...]:
        """Which breast is emptied when, in the scheduled session that starts at ``tick``.

        ``duration`` is the time at each breast: one after the other, left first, unless both are
        emptied at once.
        """
        length = self.duration or 0
        sides = self.sides(has)
        if self.at_once:
            return tuple(Part(side, tick, tick + length) for side in sides)
        return tuple(
            Part(side, tick + turn * length, tick + (turn + 1) * length)
            for turn, side in enumerate(sides)
        )

    @property
    def session_length(self) -> int:
        """Ticks that one session takes with all its breasts."""
        turns = 1 if self.at_once else len(sides_of(self.breasts))
        return turns * (self.duration or 0)

    @model_validator(mode="after")
    def _schedule_is_complete(self) -> Self:
        if not self.scheduled:
            self._free_of_schedule()
        elif (self.every is None) == (not self.times):
            raise fault(
                "say how often: exactly one of 'every' (such as \"3 h\") and 'times' "
                '(such as ["07:00", "19:00"]).',
                "every",
            )
        elif self.duration is None:
            raise fault('say how long each session takes, such as duration: "15 min".', "duration")
        elif self.every is not None and self.session_length > self.every:
            raise fault(
                f"a session takes '{format_duration(self.session_length)}' with every breast, longer "
                f"than the '{format_duration(self.every)}' from one start to the next; sessions "
                "of one step cannot overlap.",
                "duration",
            )
        return self

    def _free_of_schedule(self) -> None:
        for name in ("every", "times", "duration", "night_gap"):
            if getattr(self, name):
                raise fault(
                    f"on demand, the infant decides; leave out '{name}', or write "
                    "'on_demand: false' with 'every' and 'duration'.",
                    name,
                )

    def schedule_words(self, words: Words) -> str:
        """How often, how long and where, in plain words."""
        if self.every is not None:
            often = f"every {spoken_duration(self.every).removeprefix('one ')}"
        else:
            often = "every day at " + ", ".join(format_clock(time) for time in self.times)
        where = words.both if self.breasts == "both" else f"the {self.breasts} {words.breast}"
        text = f"{often}, {spoken_duration(self.duration or 0)} at {where}"
        if self.breasts == "both":
            text += " at once" if self.at_once else ", one after the other"
        if self.night_gap is not None:
            text += f" ({self.night_gap.sentence()})"
        return text
