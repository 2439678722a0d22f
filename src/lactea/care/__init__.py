"""Relief and warning signs: texts with sources, beside the model and not of it.

Nothing here is computed from a run, and nothing here changes one. lactea informs and never prescribes.

>>> from lactea.care import relief, signs
"""

from lactea.care.tables import Relief, Sign, relief, signs

__all__ = ["Relief", "Sign", "relief", "signs"]
