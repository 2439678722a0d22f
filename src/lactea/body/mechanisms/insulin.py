"""Insulin: how well the gland answers to it sets the pace of activation.

A sensitising medicine gives back a part of what is missing, and nothing where nothing is.
"""

from lactea.body.language import Input, quantity

TITLE = "Insulin action on the gland"
SCOPE = "body"

INPUTS = (
    Input("insulin_response", "1", "answer of the gland to insulin relative to a healthy person", 1.0),
    Input("insulin_sensitising", "1",
          "level of a sensitising medicine over that which halves what is missing",
          by_medicines=True),
)  # fmt: skip


@quantity("1")
def insulin_action(insulin_response, insulin_sensitising):
    """Insulin action on the gland relative to a healthy person."""
    return 1 - (1 - insulin_response) / (1 + insulin_sensitising)
