"""Cohorts in files: written part by part, so that a run may be stopped anywhere and go on.

A part is a few dozen people. It counts as written when its last piece is in place, which happens in one
step; whatever of it was there before is written again. Nothing needs to be repaired after a run that
was killed, and nobody can be lost or doubled.
"""

from lactea.cohort.files.format import ENDINGS, Format, format_of
from lactea.cohort.files.opened import CohortFile, open_cohort

__all__ = ["ENDINGS", "CohortFile", "Format", "format_of", "open_cohort"]
