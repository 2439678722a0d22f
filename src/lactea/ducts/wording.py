"""What is said of ducts in plain words."""

from __future__ import annotations

from lactea.ducts.harms import Harm
from lactea.ducts.reduction import LobuleGroup

CAUTION = (
    "This tree is drawn by chance from published counts and widths. It is nobody's own, and it "
    "diagnoses nothing: a lump that stays, redness or fever are for a doctor or midwife."
)


def say_harm(harm: Harm) -> str:
    """A harm, such as ``duct 3 at 50 % of its bore``."""
    if harm.bore == 0:
        return f"duct {harm.label} blocked"
    return f"duct {harm.label} at {100 * harm.bore:g} % of its bore"


def say_group(group: LobuleGroup) -> str:
    """Which lobules a group holds."""
    if group.lobe is None:
        return "untouched lobes"
    if not group.behind:
        return f"lobe {group.lobe}, the rest"
    return f"lobe {group.lobe}, behind duct {' and '.join(group.behind)}"
