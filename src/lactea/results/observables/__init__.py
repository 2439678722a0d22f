"""What can be read off a run: milk per day, prolactin before a feed, the hour milk comes in ...

>>> from lactea.results.observables import evaluate, observables
"""

from lactea.results.observables.language import Observable
from lactea.results.observables.registry import evaluate, find, observables, samples
from lactea.results.observables.window import ObservableError

__all__ = ["Observable", "ObservableError", "evaluate", "find", "observables", "samples"]
