"""The error of this room."""

from lactea.reading.problems import InputError


class PlanError(InputError):
    """A request or a plan file is wrong; the text says where, and what is right."""
