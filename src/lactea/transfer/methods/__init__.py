"""Published methods that predict the milk/plasma ratio from the properties of a substance."""

from lactea.transfer.methods.base import Method
from lactea.transfer.methods.koshimichi import KOSHIMICHI
from lactea.transfer.methods.log_transformed import LOG_TRANSFORMED
from lactea.transfer.methods.meskin_lien import MESKIN_LIEN
from lactea.transfer.methods.phase_distribution import PHASE_DISTRIBUTION

METHODS: tuple[Method, ...] = (PHASE_DISTRIBUTION, LOG_TRANSFORMED, KOSHIMICHI, MESKIN_LIEN)

__all__ = [
    "KOSHIMICHI",
    "LOG_TRANSFORMED",
    "MESKIN_LIEN",
    "METHODS",
    "PHASE_DISTRIBUTION",
    "Method",
]
