"""Published results, and how the model stands against them.

>>> from lactea.evidence import validate
"""

from lactea.evidence.problems import TableError
from lactea.evidence.validation import Validation, validate

__all__ = ["TableError", "Validation", "validate"]
