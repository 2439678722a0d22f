"""The error of this room."""


class DuctError(ValueError):
    """The ducts asked for cannot be; the text says which, why, and what would be right."""
