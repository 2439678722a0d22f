"""The controller of other milk after feeds: what the breast did not give is given in a bottle, a cup or a tube.

It follows the controller of milk removal, which knows when an infant has been at the breast and how much
more its stomach holds. An infant that is nearly satisfied is offered nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lactea.engine.change import NEVER, Change, View
from lactea.engine.removal import SECONDS, Removal
from lactea.engine.solver import Watch
from lactea.scenario.steps import TopUp

if TYPE_CHECKING:
    from lactea.scenario import Scenario


class AfterFeeds:
    """Gives, after each feed at the breast, as much other milk as the infant still wants.

    Parameters
    ----------
    scenario : Scenario
    parameters : mapping of str to float
        All parameters in inside units.
    removal : Removal
        Decides before this one at the same tick.
    """

    def __init__(
        self, scenario: Scenario, parameters: Mapping[str, float], removal: Removal
    ) -> None:
        self.values = parameters
        self._removal = removal
        self._spans = [
            (step.start_tick, step.end_tick(scenario.horizon_tick))
            for step in scenario.steps_of(TopUp)
            if step.after_feeds
        ]
        self._answered = -NEVER
        self._given_until = NEVER

    @property
    def next_tick(self) -> int:
        """The end of a feed that is not answered yet, or of what is given: its time is over, or a feed begins."""
        if self._removal.feeding:
            return NEVER if self._given_until == NEVER else self._removal.began
        fed = self._removal.last_fed
        return min(fed if self._spans and fed > self._answered else NEVER, self._given_until)

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """End what is given, or offer something after a feed."""
        if view.tick < self.next_tick:
            return
        if self._given_until != NEVER:
            self._given_until = NEVER
            yield Change({"topup_after_feed": 0.0}, label="top-up ends")
        if view.tick >= self.next_tick:
            self._answered = self._removal.last_fed
            yield from self._offer(view)

    def _offer(self, view: View) -> Iterable[Change]:
        if not any(start <= view.tick < end for start, end in self._spans):
            return
        wanted = min(view.state("infant_appetite"), self._removal.stomach_room(view))
        if wanted <= self.values["satisfied_share"] * view.quantity("infant_meal"):
            return
        ticks = max(1, round(self.values["topup_time"] * SECONDS))
        self._given_until = view.tick + ticks
        yield Change({"topup_after_feed": wanted / (ticks / SECONDS)}, label="top-up begins")
