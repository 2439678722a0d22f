"""Medicines: one data file each, with a source and a grade for every number."""

from lactea.medicines.facts import Fact
from lactea.medicines.kinetics import Kinetics
from lactea.medicines.loading import MedicineError, known_names, load
from lactea.medicines.schema import Effect, Medicine

__all__ = [
    "Effect",
    "Fact",
    "Kinetics",
    "Medicine",
    "MedicineError",
    "known_names",
    "load",
]
