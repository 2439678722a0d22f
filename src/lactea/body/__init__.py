"""The human lactation system: one file per mechanism, nothing but science.

This room knows nobody else in lactea and imports no array, solver, unit or plotting library.
"""
