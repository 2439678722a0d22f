"""What every step of a protocol has in common."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from lactea.reading.durations import Ticks, format_duration, spoken_duration
from lactea.reading.problems import fault
from lactea.reading.record import Record
from lactea.scenario.rules import Rule
from lactea.scenario.words import Words


class Step(Record):
    """One line of a protocol."""

    do: str

    @property
    def first_tick(self) -> int | None:
        """When the step begins, in ticks from the origin; None where it marks no beginning."""
        return None

    def sentence(self, words: Words) -> str:
        """The step in plain words, for the echo."""
        raise NotImplementedError


class SpanStep(Step):
    """A step with a beginning and perhaps an end.

    ``start`` and ``stop`` count from the origin. With ``when``, the step begins at the first full
    hour from ``start`` on (from the beginning of the run without it) at which the rule holds. With
    ``until``, it ends at the first full hour after its beginning at which that rule holds, or at
    ``stop``, whichever is earlier.
    """

    obeys_rules: ClassVar[bool] = False
    """Whether a step of this kind can wait for `when` and end by `until`."""

    start: Ticks | None = None
    stop: Ticks | None = None
    when: Rule | None = None
    until: Rule | None = None

    @property
    def start_tick(self) -> int:
        """The earliest beginning, in ticks from the origin."""
        return 0 if self.start is None else self.start

    @property
    def stop_tick(self) -> int | None:
        """The end, in ticks from the origin; None when the run's end is meant."""
        return self.stop

    @property
    def first_tick(self) -> int | None:
        return None if self.when is not None and self.start is None else self.start_tick

    def end_tick(self, horizon_tick: int) -> int:
        """Where the step ends inside a run that ends at ``horizon_tick``."""
        return horizon_tick if self.stop is None else min(self.stop, horizon_tick)

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.start is None and self.when is None:
            raise fault(
                "the step has no beginning; give 'start', such as start: \"6 h\", or a rule 'when'.",
                "start",
            )
        if self.stop is not None and self.start is not None and self.stop <= self.start:
            raise fault(
                f"the step stops at '{format_duration(self.stop)}', not after its start at "
                f"'{format_duration(self.start)}'; both count from the origin.",
                "stop",
            )
        return self

    @model_validator(mode="after")
    def _rules_are_obeyed(self) -> Self:
        for name in ("when", "until"):
            if getattr(self, name) is not None and not self.obeys_rules:
                raise fault(
                    f"a step '{self.do}' follows the clock; sessions and medicines can have a rule "
                    f"'{name}'.",
                    name,
                )
        return self

    def span_words(self) -> str:
        """The beginning and end in plain words."""
        begin = ""
        if self.start is not None:
            begin = f"from {moment(self.start)}"
        if self.when is not None:
            begin = f"{begin}, once {self.when.sentence()}".lstrip(", ")
        end = "to the end of the run" if self.stop is None else f"until {moment(self.stop)}"
        if self.until is not None:
            end = f"{end}, or until {self.until.sentence()}"
        return f"{begin} {end}"

    def moment_words(self) -> str:
        """The moment of what happens once, in plain words."""
        earliest = "" if self.start is None else moment(self.start)
        if self.when is not None:
            soon = f"as soon as {self.when.sentence()}"
            return f"{soon}, not before {earliest}" if earliest else soon
        return "at the origin" if self.start == 0 else earliest


def moment(tick: int) -> str:
    """A moment in plain words: ``3 weeks after the origin``."""
    if tick == 0:
        return "the origin"
    side = "before" if tick < 0 else "after"
    return f"{spoken_duration(abs(tick))} {side} the origin"
