"""What goes wrong with a virtual trial, told to the person who designed it."""

from lactea.reading.problems import InputError


class TrialError(InputError):
    """A trial file is wrong, or a trial cannot be held; the text says where and what would be right."""
