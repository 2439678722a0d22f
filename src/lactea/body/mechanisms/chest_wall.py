"""Injury of the chest wall: nerves of the chest may push prolactin as those of the nipple do.

May: after mastectomy prolactin rose five-fold in five days (prl_mastectomy_d5), and months to years after mastectomy
or thoracotomy it was 2.5 and 1.6 times that of other women of the same study; after thoracotomy and fractured ribs
it did not stay high in anybody (galact_chestwall_prl). The push is the lasting one: what
an operation does in its first days is not in here (one study found as much after removal of a gall bladder, another none
after laparotomy).
"""

from lactea.body.language import Input, Parameter, Uniform, quantity

TITLE = "Chest wall"
SCOPE = "body"

INPUTS = (
    Input("chest_wall_injury", "1",
          "injury that irritates nerves of the chest, relative to a cut through its wall"),
)  # fmt: skip

PARAMETERS = (
    Parameter("chest_wall_drive_most", "s_c", 2, "1", Uniform(0, 50), "", "assumed",
              "prolactin drive added by an injured chest wall",
              "studies disagree: from none to that which a five-fold level needs; this one raises it 1.6-fold, as in 31 people "
              "months to years after thoracotomy; in 53 women after mastectomy it was 2.5-fold (doi:10.1210/jcem-52-1-148)"),
)  # fmt: skip


@quantity("1")
def chest_wall_drive(chest_wall_injury, chest_wall_drive_most):
    """Push on prolactin by an injured chest wall, relative to rest."""
    return chest_wall_injury * chest_wall_drive_most
