"""Comparison with other people's solvers: every timed run is checked before its time counts."""
