"""What a person sees when something fails: one paragraph on stderr, and never a traceback."""

from __future__ import annotations

import errno
import os
import sys
import textwrap
import traceback
from contextlib import suppress
from typing import NoReturn

import typer

BAD_INPUT = 2
NEGATIVE = 1
READER_GONE = 128 + 13
"""What a shell tells of a command that SIGPIPE ended, as `head` ends those whose output it no longer reads."""
TRACEBACK = "LACTEA_TRACEBACK"


def stop(paragraph: str, code: int = BAD_INPUT) -> NoReturn:
    """Say why on stderr, and exit."""
    with suppress(BrokenPipeError):  # where nobody reads the paragraph, the code still says it
        typer.echo(f"lactea: {paragraph}", err=True)
    raise typer.Exit(code)


def explain(error: Exception) -> str:
    """The paragraph that an exception becomes."""
    missing = (getattr(error, "name", None) or "").partition(".")[0]
    if isinstance(error, ModuleNotFoundError) and missing != "lactea":
        return (
            f"the package '{missing}' is missing. Install it with: python -m pip install {missing}"
        )
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{(error.strerror or str(error)).lower()}."
    if isinstance(error, MemoryError):
        return "there is not enough memory for this run; make it shorter."
    if _is_ours(error):
        return str(error)
    kind = type(error).__name__
    said = textwrap.shorten(str(error), 200)
    return (
        f"stopped by an error of its own ({kind}: {said}). This is a defect of lactea and not of "
        f"your input; please report it with the command you ran. {TRACEBACK}=1 shows where."
    )


def handle(error: Exception) -> NoReturn:
    """Turn any exception of a command into a paragraph and exit code 2."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        _leave_quietly()
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    stop(explain(error))


def _leave_quietly() -> NoReturn:
    """The reader of our output has gone: nothing is wrong, and an answer may not have been read."""
    with suppress(OSError):  # a stream without a number has nothing left to write
        # What is still to be written would fail once more when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(READER_GONE)


def _is_ours(error: Exception) -> bool:
    """Whether a room of lactea raised it on purpose, with a text written for people.

    Rooms either declare an error of their own or raise a ValueError; a ValueError that numpy or
    Python raised inside them is a defect and not a sentence.
    """
    if type(error).__module__.startswith("lactea."):
        return True
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    raised_by = str(frames[-1].f_globals.get("__name__", "")) if frames else ""
    return type(error) is ValueError and raised_by.startswith("lactea.")
