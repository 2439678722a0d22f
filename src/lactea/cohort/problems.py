"""The error of this room."""

from __future__ import annotations


class CohortError(ValueError):
    """A cohort that cannot be drawn or formed; the text says what was wrong and what would be right."""
