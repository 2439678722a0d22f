"""Medicines in milk and the infant: how much passes, what the infant gets, what is not known."""

from lactea.transfer.loading import SubstanceError, all_substances, load
from lactea.transfer.names import known_names
from lactea.transfer.ratio import Ratio, answers, predicted
from lactea.transfer.schema import Substance

__all__ = [
    "Ratio",
    "Substance",
    "SubstanceError",
    "all_substances",
    "answers",
    "known_names",
    "load",
    "predicted",
]
