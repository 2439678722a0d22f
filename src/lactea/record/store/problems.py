"""What can go wrong with a store. The text of a database's own error may repeat what it was given,
so it is never passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class StoreError(ValueError):
    """The store cannot be opened, read or written; the text says why and what would help."""


class NobodyError(StoreError):
    """There is no record of the person who was named."""


MEANINGS = {
    "database is locked": "another program is writing to it; try again in a moment.",
    "database or disk is full": "there is no room left on the disk.",
    "attempt to write a readonly database": "it may not be written; ask for permission.",
    "unable to open database file": "it cannot be opened; is the folder there, and yours?",
    "file is not a database": "this file is no record; give another folder.",
    "database disk image is malformed": "the file is damaged; restore a backup.",
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what a database raises into a sentence without its parameters."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        meaning = next((MEANINGS[known] for known in MEANINGS if known in said), None)
        kind = type(error.orig).__name__
        raise StoreError(f"{place}: {meaning or f'the database refused this ({kind}).'}") from None
    except SQLAlchemyError as error:
        raise StoreError(f"{place}: the store failed ({type(error).__name__}).") from None
