"""The error of this room."""

from lactea.reading.problems import InputError


class SafetyError(InputError):
    """A scenario cannot be screened as it was asked; the text says why, and what would be right."""
