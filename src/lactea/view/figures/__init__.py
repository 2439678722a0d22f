"""Every kind of figure that lactea draws of a run.

Each module draws one: ``series(result, evidence)`` gives the numbers behind it, and
``draw(result, evidence)`` the matplotlib figure.
"""

from lactea.view.figures import (
    composition,
    daily_milk,
    fertility,
    fullness,
    infant_weight,
    prolactin,
    session,
    side_by_side,
    steroids,
)

PICTURES = (
    daily_milk.PICTURE,
    prolactin.PICTURE,
    session.PICTURE,
    fullness.PICTURE,
    composition.PICTURE,
    steroids.PICTURE,
    infant_weight.PICTURE,
    fertility.PICTURE,
)
"""Pictures of one run, in the order of a report."""

__all__ = ["PICTURES", "side_by_side"]
