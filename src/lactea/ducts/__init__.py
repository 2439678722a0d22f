"""The ducts as a tree: grown from published counts and diameters, solved for flow, lived with by day.

`grow_tree` grows the ducts of one breast, `eject` solves pressure and flow, `reduce_to_groups` says
what the daily body needs to know of them, and `live_with` runs the body with its lobes apart.
"""

from lactea.ducts.daily import Life, live_with
from lactea.ducts.flow import Ejection, Supply, eject
from lactea.ducts.growing import grow_tree
from lactea.ducts.harms import Harm, harmed, read_harms
from lactea.ducts.problems import DuctError
from lactea.ducts.reduction import LobuleGroup, reduce_to_groups
from lactea.ducts.tree import Branch, DuctTree

__all__ = [
    "Branch",
    "DuctError",
    "DuctTree",
    "Ejection",
    "Harm",
    "Life",
    "LobuleGroup",
    "Supply",
    "eject",
    "grow_tree",
    "harmed",
    "live_with",
    "read_harms",
    "reduce_to_groups",
]
