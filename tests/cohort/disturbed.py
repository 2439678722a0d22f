"""Runs ``lactea`` and disturbs it at a chosen moment; called by `test_killed.py` as a program.

    python disturbed.py HOW AFTER PLACE COMMAND...

Counted are the moments at which something below PLACE is opened for writing, brought to the disk or renamed.
At number AFTER the process is killed with -9 (HOW ``kill``; what was being brought to the disk
is cut in half before), or no file may grow any more (``full``), or Ctrl-C is sent (``interrupt``).
"""

import os
import resource
import signal
import sys
from pathlib import Path

from lactea.cli import main

how, after, place = sys.argv[1], int(sys.argv[2]), sys.argv[3]
left = [after]


def moment() -> None:
    left[0] -= 1
    if left[0] != 0:
        return
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "full":
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    else:
        os.kill(os.getpid(), signal.SIGINT)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "os.rename" or (event == "open" and "w" in str(arguments[1]))
    if writes and str(arguments[0]).startswith(place):
        moment()


def cut_and_sync(handle: int, sync=os.fsync) -> None:  # type: ignore[no-untyped-def]
    is_next = left[0] == 1 and how == "kill"
    if is_next and Path(f"/proc/self/fd/{handle}").resolve().is_file():
        os.ftruncate(handle, os.fstat(handle).st_size // 2)
    moment()
    sync(handle)


signal.signal(
    signal.SIGINT, signal.default_int_handler
)  # ignored in what a shell runs behind itself
os.fsync = cut_and_sync
sys.addaudithook(watch)
sys.argv = ["lactea", *sys.argv[4:]]
main()
