"""Trees small enough for closed forms, and one run with harmed ducts that several tests look at."""

from collections.abc import Callable

import pytest

from lactea import scenario as room
from lactea.ducts import Branch, DuctTree, grow_tree, read_harms
from lactea.ducts.account import Account, tell_ducts


@pytest.fixture(scope="session")
def tree() -> DuctTree:
    return grow_tree("left", 14.0)


@pytest.fixture(scope="session")
def by_hand() -> Callable[..., DuctTree]:
    """A tree of branches given as label=(bore, length); those without daughters end in a lobule."""

    def make(**sizes: tuple[float, float]) -> DuctTree:
        named = {label.strip("_").replace("_", "."): size for label, size in sizes.items()}
        lobules = {
            label: sum(
                1
                for end in named
                if (end == label or end.startswith(f"{label}.")) and f"{end}.1" not in named
            )
            for label in named
        }
        branches = {
            label: Branch(label, bore, length, lobules[label])
            for label, (bore, length) in sorted(named.items())
        }
        return DuctTree("left", 1.0, 100.0, branches)

    return make


@pytest.fixture(scope="session")
def pumped() -> Account:
    """A timetable that no infant changes: duct 2 blocked and duct 3 at half its bore from day 30."""
    return tell_ducts(
        room.load("exclusive-pumping", ()), "left", read_harms(["2"], ["3=0.5"]), day=30, days=60
    )
