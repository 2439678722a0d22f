"""lactea: human lactation simulated as one working system."""

__version__ = "0.1.0"
