"""Medicines: one data file each, with a source and a grade for every number."""

from lactea.medicines.effects import Effect
from lactea.medicines.facts import Fact
from lactea.medicines.kinetics import Kinetics
from lactea.medicines.loading import MedicineError, load
from lactea.medicines.names import known_names
from lactea.medicines.origin import brought_by, origin_told, plugin_of
from lactea.medicines.schema import Medicine
from lactea.medicines.tags import TAGS
from lactea.reading.conditions import CONDITIONS

__all__ = [
    "CONDITIONS",
    "TAGS",
    "Effect",
    "Fact",
    "Kinetics",
    "Medicine",
    "MedicineError",
    "brought_by",
    "known_names",
    "load",
    "origin_told",
    "plugin_of",
]
