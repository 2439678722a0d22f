"""A body in which the lobes of one breast live apart: the same equations, once more for each group.

Nothing is written anew. The equations of a breast are taken from the registry and repeated under other
names, so that a group of lobes grows, makes, holds and loses milk like a breast of its own, under the
same hormones and at the same nipple. Two things are a group's own: its share of the lobes, and its
patency, by which what it drains is multiplied. Equations outside the breast see all groups together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, reduce
from operator import add, mul
from typing import Any

from lactea.body.language import Input, Quantity, State
from lactea.body.registry import Body, Entry, Step
from lactea.ducts.growing import Side

DRAINING = ("transfer", "drip")
"""Parameters of the way out: they count in proportion to the patency."""
OWN_INPUTS = ("gland_share",)
"""Inputs that each group has for itself; all others it shares with its breast."""
AMOUNTS = ("mL", "mL/h", "g", "g/h")
"""Units of what adds up over the groups of a breast; anything else is averaged over its lobes."""


def group_name(name: str, side: Side, number: int) -> str:
    """Id of something of a group; the first group bears the names of the breast."""
    return f"{name}_{side}" if number == 0 else f"{name}_{side}_{number}"


def group_names(name: str, side: Side, groups: int) -> tuple[str, ...]:
    """Ids of the same thing in all groups, in order."""
    return tuple(group_name(name, side, number) for number in range(groups))


def patency_name(side: Side, number: int) -> str:
    """Id of the input that says how freely a group drains; 1 by default."""
    return f"patency_{side}_{number}"


@cache
def lobed_body(body: Body, side: Side, groups: int) -> Body:
    """`body` with the breast of `side` in so many groups of lobes, 1 or more (kept for this process)."""
    return _Splitting(body, side, groups).result()


class _Splitting:
    """The work of `lobed_body`, with what all its steps need."""

    def __init__(self, body: Body, side: Side, groups: int) -> None:
        self._whole = body
        self._side: Side = side
        self._groups = range(groups)
        computed = (*body.states, *body.quantities)
        local = [name.removesuffix(f"_{side}") for name in computed if name.endswith(f"_{side}")]
        self._local = {*local, *OWN_INPUTS}

    def result(self) -> Body:
        whole = self._whole
        patencies = {
            name: Input(name, "1", "flow of this group relative to unharmed ducts", 1.0)
            for name in (patency_name(self._side, number) for number in self._groups)
        }
        states = self._repeated(whole.states)
        rates = {rate.target: rate for old in whole.rates.values() for rate in self._copies(old)}
        return replace(
            whole,
            states=states,
            inputs=self._repeated(whole.inputs) | patencies,
            quantities=self._repeated(whole.quantities),
            steps=(*self._drainage(), *self._steps()),
            rates={name: rates[name] for name in states},
        )

    def _repeated(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """All entries, and those of the breast again for each further group."""
        again = {
            name: replace(entries[first], id=name)
            for number in self._groups[1:]
            for local in sorted(self._local)
            for first, name in [(self._named(local, 0), self._named(local, number))]
            if first in entries
        }
        return entries | again

    def _drainage(self) -> Iterator[Step]:
        """For each group the parameters of the way out, times its patency."""
        for number in self._groups:
            for name in DRAINING:
                unit = self._whole.parameters[name].unit
                needs = (patency_name(self._side, number), name)
                yield Step(self._named(name, number), unit, needs, mul)

    def _steps(self) -> Iterator[Step]:
        """All steps in computing order, with what others see of this breast where they need it."""
        seen: set[str] = set()
        for old in self._whole.steps:
            if self._local_name(old.target) is None:
                for need in old.needs:
                    local = self._local_name(need)
                    if local is not None and need not in seen:
                        seen.add(need)
                        yield self._together(local)
            yield from self._copies(old)

    def _copies(self, old: Step) -> Iterator[Step]:
        """The step of each group; a single one where the step is not of this breast."""
        target = self._local_name(old.target)
        if target is None:
            needs = tuple(self._seen_outside(need) for need in old.needs)
            yield replace(old, needs=needs)
            return
        for number in self._groups:
            needs = tuple(self._own(need, number) for need in old.needs)
            yield replace(old, target=self._named(target, number), needs=needs)

    def _together(self, local: str) -> Step:
        """What the rest of the body sees of something of this breast."""
        unit = self._unit(local)
        parts = group_names(local, self._side, len(self._groups))
        target = self._seen_outside(self._named(local, 0))
        if unit in AMOUNTS:
            return Step(target, unit, parts, _sum)
        shares = group_names("gland_share", self._side, len(self._groups))
        return Step(target, unit, (*shares, *parts), _weighted_mean)

    def _unit(self, local: str) -> str:
        first = self._named(local, 0)
        known: tuple[Mapping[str, State | Input | Quantity], ...]
        known = (self._whole.states, self._whole.inputs, self._whole.quantities)
        return next(entries[first].unit for entries in known if first in entries)

    def _seen_outside(self, name: str) -> str:
        return name if self._local_name(name) is None else f"{name}_together"

    def _own(self, name: str, number: int) -> str:
        """The id that an equation of a group uses where that of the breast uses `name`."""
        if name in DRAINING:
            return self._named(name, number)
        local = self._local_name(name)
        return name if local is None else self._named(local, number)

    def _named(self, local: str, number: int) -> str:
        return group_name(local, self._side, number)

    def _local_name(self, name: str) -> str | None:
        local = name.removesuffix(f"_{self._side}")
        return local if local != name and local in self._local else None


def _sum(*parts: Any) -> Any:
    return reduce(add, parts)


def _weighted_mean(*shares_and_parts: Any) -> Any:
    """Mean of the second half of the arguments, weighted by the first half."""
    half = len(shares_and_parts) // 2
    shares, parts = shares_and_parts[:half], shares_and_parts[half:]
    if half == 1:
        return parts[0]
    return reduce(add, map(mul, shares, parts)) / reduce(add, shares)
