"""Waiting for a run, but not for ever."""

from __future__ import annotations

from lactea.app.problems import AppError
from lactea.app.runs import Run
from lactea.app.wording.marking import message
from lactea.results import Result

SHORT_WAIT_S = 15.0
"""A page that takes longer says that the run goes on, and asks again."""
LONG_WAIT_S = 300.0
TOO_LONG = message("The run is not ready yet; ask for it again in a while.")
NOT_SIMULATED = message("This scenario cannot be simulated: {why}")


def ready(run: Run, seconds: float) -> Result | None:
    """The result of a run, or None where it goes on for longer.

    Raises
    ------
    AppError
        The engine could not simulate it.
    """
    try:
        return run.result(seconds)
    except TimeoutError:
        return None
    except ValueError as error:
        raise AppError(NOT_SIMULATED, why=str(error)) from error


def now(run: Run, seconds: float = LONG_WAIT_S) -> Result:
    """The result of a run that is needed at once.

    Raises
    ------
    AppError
        It is not there in time, or cannot be simulated.
    """
    result = ready(run, seconds)
    if result is None:
        raise AppError(TOO_LONG)
    return result
