"""Running the body: tracing, kernels, stepping, controllers, and the SciPy reference."""
