"""What leaks between the milk-making cells, each breast on its own.

Tight junctions form over weeks behind the secretory switch, go when it turns off, and open under stasis.
Where they are open, plasma-like fluid reaches the milk. Its share of the milk is large where little is
secreted, before copious milk as much as at its end, which is why composition turns at a low volume in
either direction. Fullness of the last day stands for the milk in store, which is a mixture.
"""

from lactea.body.language import LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import positive, power

TITLE = "Tight junctions and leak"
SCOPE = "breast"

STATES = (
    State("junction_closure", "1", "share of the tight junctions that has formed", scale=0.01),
)

PARAMETERS = (
    Parameter("junction_time", r"\tau_J", 17, "day", LogNormal(0.4),
              "mlk_cmp_korea1982_na_d6_10 mlk_cmp_korea1982_na_d11_29", "fitted",
              "forming and going of the junctions behind activation"),
    Parameter("leak_open", "l_J", 0.107, "mL/h", LogNormal(0.4),
              "mlk_cmp_korea1982_na_d1_5 mlk_cmp_korea1982_na_d6_10 mlk_cmp_korea1982_na_mature",
              "fitted", "leak through a unit of tissue whose junctions are open"),
)  # fmt: skip


@rate_of("junction_closure")
def junction_closure_rate(junction_closure, activation, junction_time):
    """Junctions form over weeks behind activation."""
    return (activation - junction_closure) / junction_time


@quantity("1")
def tightness(junction_closure, stasis):
    """Share of the junctions that is tight now: stasis opens what has formed."""
    return junction_closure * (1 - stasis)


@quantity("mL/h")
def leak(tissue, tightness, leak_open):
    """Plasma-like fluid that passes between the cells of all lobes."""
    return leak_open * (1 - tightness) * tissue


@quantity("mL/h")
def lasting_secretion(synthesis_per_lobe, mean_fullness, fullness_steepness):
    """Secretion of all lobes at the fullness of the last day."""
    return synthesis_per_lobe * positive(1 - power(mean_fullness, fullness_steepness))


@quantity("1")
def leaked_share(leak, lasting_secretion):
    """Share of plasma-like fluid in the milk."""
    return leak / (leak + lasting_secretion)
