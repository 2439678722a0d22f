"""The error of this room."""

from __future__ import annotations

from typing import Any


class AppError(ValueError):
    """The app cannot start or cannot do what was asked.

    Parameters
    ----------
    message
        Why, and what would be right: a message of the catalogue.
    values
        What stands in its fields.
    """

    def __init__(self, message: str, **values: Any) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values) if values else message)
