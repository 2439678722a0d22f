"""Milk of the session that goes on, or was the last: what one reading of a log is about.

A mechanism beside those of the body, for exported models only. PEtab reads a model at one moment; what a
session gave is a difference of two, and the hours before it are known to the log alone, so the model itself
has to keep both.
"""

from lactea.body.language import Input, State, quantity, rate_of

TITLE = "Milk of a session"
SCOPE = "breast"

INPUTS = (Input("session_hours", "h", "from the last emptying until the last session began", 1.0),)

STATES = (State("session_milk", "mL", "milk removed since the last session began", scale=1.0),)


@rate_of("session_milk")
def session_milk_rate(flow):
    """Milk removed; a border sets the count to nothing when a session begins."""
    return flow


@quantity("mL/h")
def session_milk_per_hour(session_milk, session_hours):
    """What the session gave, for each hour since the breast was last emptied."""
    return session_milk / session_hours
