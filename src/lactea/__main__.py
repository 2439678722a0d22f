"""``python -m lactea``: the command line."""

from lactea.cli import main

main()
