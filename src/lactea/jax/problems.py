"""The error of this room."""

from __future__ import annotations


class JaxError(ValueError):
    """Something that JAX cannot do here; the text says what was wrong and what would be right."""
