"""Prolactin in the milk: cells carry it over from blood, and open junctions let it through.

What is in the milk came in over the hours in which it was made, so it follows the hours-old level that the
gland's synthesis feels and not the rise of a single feed. Prolactin of the milk acts on nothing here.
"""

from lactea.body.language import LogNormal, Parameter, quantity

TITLE = "Prolactin in milk"
SCOPE = "breast"

PARAMETERS = (
    Parameter("prolactin_carried", "f_P", 0.3, "1", LogNormal(0.4), "", "assumed",
              "prolactin of what the cells secrete, as a share of the level in plasma",
              "milk of one to four months held 27 by radioimmunoassay (Ellis and Picciano 1993, pmid:8068895; "
              "printed in equivalents of prolactin, taken as ng/mL); that the plasma of these mothers held the "
              "87 ng/mL of the typical woman of the model, and that the share stays the same, are assumptions"),
)  # fmt: skip


@quantity("ng/mL")
def prolactin_content(leaked_share, prolactin_message, prolactin_carried):
    """Prolactin of the milk in this breast."""
    return (leaked_share + (1 - leaked_share) * prolactin_carried) * prolactin_message
