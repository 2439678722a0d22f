"""What a run becomes: labelled arrays, files, numbers, citations.

>>> from lactea.results import Result
"""

from lactea.results.citations import Citation
from lactea.results.recording import Recording
from lactea.results.result import Result

__all__ = ["Citation", "Recording", "Result"]
