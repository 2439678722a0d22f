"""The trade-off front, and the few plans of it that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lactea.plan.evaluate import Evaluated

SAME = 0.01
"""Two plans whose chances differ by less are equally good: one person in a hundred."""
SHARE_OF_BEST = 0.7
"""The easy plan reaches at least this share of what the best one does: a choice."""
MOST_SHOWN = 5


def front(evaluated: Iterable[Evaluated]) -> list[Evaluated]:
    """Those that no other is better than in one respect and as good in all others."""
    all_of_them = list(evaluated)
    return [one for one in all_of_them if not any(dominates(other, one) for other in all_of_them)]


def dominates(one: Evaluated, other: Evaluated) -> bool:
    """Whether one plan is nowhere worse than another and somewhere better."""
    mine, theirs = _signed(one), _signed(other)
    return all(a >= b for a, b in zip(mine, theirs, strict=True)) and mine != theirs


def _signed(one: Evaluated) -> tuple[float, ...]:
    reached, *burdens = one.objectives
    return (round(reached, 9), *(-round(burden, 9) for burden in burdens))


def ordered(plans: Iterable[Evaluated]) -> list[Evaluated]:
    """Without medicine first, then the lowest dose and the shortest time; within that, the likeliest."""
    return sorted(
        plans,
        key=lambda one: (
            one.burden.exposure > 0, one.burden.exposure, -one.objectives[0], one.burden.hours,
        ),
    )  # fmt: skip


def adds_something(with_it: Evaluated, without: Evaluated) -> bool:
    """Whether a medicine adds to a plan: at least one person or arrival in a hundred more."""
    return with_it.objectives[0] - without.objectives[0] >= SAME


def shown(plans: Sequence[Evaluated]) -> list[Evaluated]:
    """A small family: without medicine the most, the easy and the one without nights; then those with.

    Parameters
    ----------
    plans
        A front in which every medicine adds something.
    """
    without = [one for one in plans if not one.burden.exposure]
    chosen = [*_most(without), *_easy(without), *_no_nights(without)]
    with_it = ordered(one for one in plans if one.burden.exposure)
    best = max((one.objectives[0] for one in chosen), default=-1.0)
    helping = [one for one in with_it if one.objectives[0] >= best + SAME]
    chosen += helping[:1] + _most(helping)
    return ordered(dict.fromkeys(chosen))[:MOST_SHOWN]


def _most(plans: Sequence[Evaluated]) -> list[Evaluated]:
    """The one that reaches most, with the least effort among those equally good."""
    if not plans:
        return []
    best = max(one.objectives[0] for one in plans)
    good = [one for one in plans if one.objectives[0] >= best - SAME]
    return [min(good, key=lambda one: (one.burden.exposure, one.burden.hours))]


def _easy(plans: Sequence[Evaluated]) -> list[Evaluated]:
    """The one with the least time among those that reach a good part of the most."""
    if not plans:
        return []
    best = max(one.objectives[0] for one in plans)
    good = [one for one in plans if one.objectives[0] >= SHARE_OF_BEST * best]
    return [min(good, key=lambda one: one.burden.hours)]


def _no_nights(plans: Sequence[Evaluated]) -> list[Evaluated]:
    return _most([one for one in plans if not one.burden.nights])
