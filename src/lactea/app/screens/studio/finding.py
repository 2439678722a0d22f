"""A run by the key in an address."""

from __future__ import annotations

from fastapi import HTTPException

from lactea.app.house import Visit
from lactea.app.runs import Run
from lactea.app.wording.marking import message

FORGOTTEN = message(
    "This run is no longer in memory: the app keeps the last ones until it is closed, and writes none "
    "to the disk. Run it again in the studio."
)


def find_run(here: Visit, key: str) -> Run:
    """The run of a key.

    Raises
    ------
    HTTPException
        404, where there is none.
    """
    found = here.house.runs.find(key)
    if found is None:
        raise HTTPException(404, here.speaker(FORGOTTEN))
    return found
