"""Prolactin in the milk: cells carry it over from blood, and open junctions let it through.

The carriers take so much plasma's worth an hour, and the water that cells secrete thins it: milk that is made
slowly, as in the first days, holds more, though never more than plasma. What is in the milk came in over the
hours in which it was made, so it follows the hours-old level that the gland's synthesis feels and not the
rise of a single feed. Prolactin of the milk acts on nothing here.
"""

from lactea.body.language import LogNormal, Parameter, quantity

TITLE = "Prolactin in milk"
SCOPE = "breast"

PARAMETERS = (
    Parameter("prolactin_carriage", "k_P", 0.5, "mL/h", LogNormal(0.6), "", "assumed",
              "plasma whose prolactin a unit of tissue carries through its cells",
              "so that a share of 0.3 passes in full lactation: milk of one to four months held 27 by radioimmunoassay (Ellis and "
              "Picciano 1993, pmid:8068895; printed in equivalents of prolactin, taken as ng/mL); that the plasma of these "
              "mothers held the 80 to 90 ng/mL of the typical woman of the model is an assumption; milk and plasma of one study "
              "(prl_milk_fore_m1, prl_basal_m1, prl_peak_m1) would have half of it"),
)  # fmt: skip


@quantity("1")
def carried_share(tissue, lasting_secretion, prolactin_carriage):
    """Prolactin of what the cells secrete relative to plasma: thinned by the water that follows."""
    carried = prolactin_carriage * tissue
    return carried / (carried + lasting_secretion)


@quantity("ng/mL")
def prolactin_content(leaked_share, carried_share, prolactin_message):
    """Prolactin of the milk in this breast."""
    return (leaked_share + (1 - leaked_share) * carried_share) * prolactin_message
