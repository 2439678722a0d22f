"""Running the body: tracing, kernels, stepping, controllers, and the SciPy reference."""

from lactea.engine.recording import Event, Recording, Trace
from lactea.engine.simulation import simulate
from lactea.engine.solver import SolverError

__all__ = ["Event", "Recording", "SolverError", "Trace", "simulate"]
