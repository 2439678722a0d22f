"""What controllers see and say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lactea.engine.solver import Watch

NEVER = 2**62
SESSION_BEGINS, SESSION_ENDS = "session begins", "session ends"


class View(Protocol):
    """The person at this tick, as far as a controller may look."""

    @property
    def tick(self) -> int: ...
    @property
    def clock(self) -> float: ...
    def state(self, name: str) -> float: ...
    def quantity(self, name: str) -> float: ...


@dataclass(frozen=True)
class Change:
    """A decision: new inputs, states set or added to, and a word for the record."""

    inputs: dict[str, float] = field(default_factory=dict)
    assign: dict[str, float] = field(default_factory=dict)
    add: dict[str, float] = field(default_factory=dict)
    label: str = ""


class Controller(Protocol):
    """Decides at its own ticks, from the state at that tick."""

    @property
    def next_tick(self) -> int:
        """When the controller wants to look again."""
        ...

    def watches(self) -> Sequence[Watch]:
        """What shall wake the controller earlier."""
        ...

    def decide(self, view: View) -> Iterable[Change]:
        """Decisions at this tick, in order."""
        ...


def merged(changes: Iterable[Change]) -> Change | None:
    """All decisions of one tick as one; None if there are none."""
    changes = tuple(changes)
    if not changes:
        return None
    inputs: dict[str, float] = {}
    assign: dict[str, float] = {}
    add: dict[str, float] = {}
    for change in changes:
        inputs |= change.inputs
        assign |= change.assign
        for name, amount in change.add.items():
            add[name] = add.get(name, 0.0) + amount
    return Change(inputs, assign, add, "; ".join(c.label for c in changes if c.label))
