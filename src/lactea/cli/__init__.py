"""The command line: ``lactea simulate natural``.

Each command is a file in ``commands/``. Rooms are imported inside the commands, so that
``lactea --version`` and ``--help`` answer at once.
"""

from __future__ import annotations

from lactea.cli.application import app


def main() -> None:
    """Run the command line on the arguments of the process, and exit."""
    app(prog_name="lactea")
