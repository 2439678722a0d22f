"""Fullness beyond comfort, each breast on its own.

A breast is engorged when it holds more than on the fullest hour of a usual day. It happens when making
outruns taking: as milk comes in, and when nursing ends at once. Swelling of the tissue itself is part of
the engorgement of the first days; no volume of it is published, so it is not counted.
"""

from lactea.body.language import Normal, Parameter, quantity
from lactea.body.vocabulary import positive

TITLE = "Engorgement"
SCOPE = "breast"

PARAMETERS = (
    Parameter("comfortable_fullness", "F_c", 0.75, "1", Normal(0.06), "", "assumed",
              "fullness up to which a breast is comfortable",
              "a little above the fullest hour of simulated days of nursing on demand (0.71)"),
)  # fmt: skip


@quantity("1")
def engorgement(fullness, comfortable_fullness):
    """0 up to comfortable fullness, 1 in a breast that can hold no more."""
    return positive(fullness - comfortable_fullness) / (1 - comfortable_fullness)
