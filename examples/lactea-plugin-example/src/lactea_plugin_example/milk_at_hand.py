"""Milk that is stored in both breasts together: a reading that changes nothing."""

from lactea.body.language import quantity

TITLE = "Milk at hand"
SCOPE = "body"


@quantity("mL")
def milk_at_hand(milk_left, milk_right):
    """Milk stored in both breasts together."""
    return milk_left + milk_right
