"""The command line: ``lactea simulate natural``.

Each command is a file in ``commands/``. Rooms are imported inside the commands, so that
``lactea --version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import gc

from lactea.cli import failures
from lactea.cli.application import app

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A run keeps what it makes, so that looking for garbage as often as Python does finds none, and costs
a thirtieth of the time of a command."""


def main() -> None:
    """Run the command line on the arguments of the process, and exit."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        app(prog_name="lactea")
    except BrokenPipeError:  # of what typer says of a wrong command line
        raise SystemExit(failures.READER_GONE) from None
