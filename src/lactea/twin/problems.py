"""The errors of this room."""

from __future__ import annotations


class TwinError(ValueError):
    """A log, plan or answer that cannot be used; the text says where and what would be right."""


class RefusalError(TwinError):
    """A forecast that is not made, with a name for the reason.

    Attributes
    ----------
    reason : str
        One word or two that programs can compare.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason
