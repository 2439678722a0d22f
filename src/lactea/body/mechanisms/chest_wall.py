"""Injury of the chest wall: nerves of the chest may push prolactin as those of the nipple do.

May: after mastectomy prolactin rose five-fold (prl_mastectomy_d5), after thoracotomy and fractured ribs
it did not stay high in anybody (galact_chestwall_prl). The push is between nothing and the former.
"""

from lactea.body.language import Input, Parameter, Uniform, quantity

TITLE = "Chest wall"
SCOPE = "body"

INPUTS = (Input("chest_wall_injury", "1", "1 while an injury irritates nerves of the chest"),)

PARAMETERS = (
    Parameter("chest_wall_drive_most", "s_c", 2, "1", Uniform(0, 50), "", "assumed",
              "prolactin drive added by an injured chest wall",
              "two studies disagree: from none to that which a five-fold level needs"),
)  # fmt: skip


@quantity("1")
def chest_wall_drive(chest_wall_injury, chest_wall_drive_most):
    """Push on prolactin by an injured chest wall, relative to rest."""
    return chest_wall_injury * chest_wall_drive_most
