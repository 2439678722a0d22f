"""The error of this room: what a person wrote as a scenario cannot be understood."""

from lactea.reading.problems import InputError


class ScenarioError(InputError):
    """A scenario, override or resolved protocol is wrong; the text says where, and what is right."""
