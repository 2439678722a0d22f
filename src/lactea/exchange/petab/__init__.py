"""A calibration as a PEtab problem of version 1, which other people's estimation tools read."""

from lactea.exchange.petab.calibration import Calibration, Reading, Window, calibration_of
from lactea.exchange.petab.files import write_problem
from lactea.exchange.petab.likelihood import log_likelihood, readings_at
from lactea.exchange.petab.unknowns import Unknown

__all__ = [
    "Calibration",
    "Reading",
    "Unknown",
    "Window",
    "calibration_of",
    "log_likelihood",
    "readings_at",
    "write_problem",
]
