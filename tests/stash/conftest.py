"""Ledgers written for a test, and read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lactea.stash.ledger import Ledger, read_ledger

HEADER = "time,do,milk,amount,place,side,kind,into,zone,note"
WriteLedger = Callable[..., Ledger]


@pytest.fixture
def ledger(tmp_path: Path) -> WriteLedger:
    """Read a ledger of these lines of CSV; short lines are filled up with empty cells."""

    def write(*lines: str, zone: str | None = "Europe/Berlin") -> Ledger:
        columns = HEADER.count(",")
        full = [line + "," * (columns - line.count(",")) for line in lines]
        path = tmp_path / "stash.csv"
        path.write_text("\n".join([HEADER, *full]) + "\n", "utf-8")
        return read_ledger(path, zone)

    return write
