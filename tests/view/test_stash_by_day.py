"""The picture of a stash: its numbers are those of the account."""

from datetime import date
from pathlib import Path

import numpy as np

from lactea.stash.account import Account, wanting
from lactea.stash.books import stock_at, volume
from lactea.stash.ledger import read_ledger
from lactea.stash.moments import parse_moment
from lactea.stash.need import steady_need
from lactea.stash.storage import Times
from lactea.view.figures import stash_by_day
from lactea.view.series import find

ROWS = """time,do,milk,amount,place,kind
2026-02-01 07:00,expressed,C,4 mL,deep_freezer,early_milk
2026-03-01 07:00,expressed,A,100 mL,refrigerator,
2026-03-01 08:00,expressed,B,200 mL,freezer,
2026-03-02 08:00,used,A,40 mL,,
"""


def account(tmp_path: Path, now: str = "2026-03-02 12:00") -> Account:
    path = tmp_path / "stash.csv"
    path.write_text(ROWS, "utf-8")
    ledger = read_ledger(path, "Europe/Berlin")
    times = Times()
    stock = stock_at(ledger, times, parse_moment(now, ledger.zone))
    return wanting(Account(ledger, times, stock), steady_need("50 mL/day"))


def test_what_ends_is_what_is_there(tmp_path: Path) -> None:
    asked = account(tmp_path)
    data = stash_by_day.series(asked)
    ends = [find(data, stash_by_day.ENDS, name).y.sum() for name in ("other milk", "early milk")]
    assert ends == [260, 4]
    assert sum(ends) == volume(asked.stock.usable)


def test_the_curves_meet_now_and_end_in_nothing(tmp_path: Path) -> None:
    asked = account(tmp_path)
    data = stash_by_day.series(asked)
    frozen, other, unused, planned = (
        find(data, stash_by_day.STOCK, name)
        for name in (
            "in a freezer",
            "in refrigerator, bag or room",
            stash_by_day.UNUSED,
            stash_by_day.PLANNED,
        )
    )
    assert frozen.y[-1] + other.y[-1] == unused.y[0] == planned.y[0] == 264
    assert unused.y[-1] == planned.y[-1] == 0
    assert np.all(np.diff(unused.y) <= 0)
    assert unused.x[0] == (date(2026, 3, 3) - date(1970, 1, 1)).days


def test_it_is_drawn_before_anything_was_put_by(tmp_path: Path) -> None:
    figure = stash_by_day.draw(account(tmp_path, "2026-01-01 12:00"), "a stamp")
    assert len(figure.axes) == 2
