"""Lactose, protein and minerals of the milk in a breast.

Milk is a mixture of what cells secrete and of plasma-like fluid that leaks between them. Lactose and
potassium are thinned by the leak, sodium and chloride come with it: sodium is the marker of the switch.
Protein comes with both, and before the junctions close a further part passes through the cells, mostly
immunoglobulins. Concentrations follow at once, because milk in store is replaced within hours and its
composition turns over days.
"""

from lactea.body.language import LogNormal, Normal, Parameter, Uniform, quantity

TITLE = "Lactose, protein and minerals"
SCOPE = "breast"

PARAMETERS = (
    Parameter("lactose_secreted", "c_L", 72, "g/L", LogNormal(0.06),
              "mlk_cmp_hartmann1978_lactose", "fitted", "lactose of what the cells secrete"),
    Parameter("sodium_secreted", "c_{Na}", 5, "mmol/L", LogNormal(0.25), "", "assumed",
              "sodium of what the cells secrete",
              "below the lowest milk; only its sum with the leak through closed junctions is known"),
    Parameter("sodium_leaked", "p_{Na}", 140, "mmol/L", Normal(3), "", "assumed",
              "sodium of plasma", "textbook range of plasma"),
    Parameter("chloride_secreted", "c_{Cl}", 9.8, "mmol/L", LogNormal(0.2),
              "mlk_cmp_hartmann1978_cl", "fitted", "chloride of what the cells secrete"),
    Parameter("chloride_leaked", "p_{Cl}", 103, "mmol/L", Normal(3), "", "assumed",
              "chloride of plasma", "textbook range of plasma"),
    Parameter("potassium_secreted", "c_K", 13.6, "mmol/L", LogNormal(0.1),
              "mlk_cmp_hartmann1978_k", "fitted", "potassium of what the cells secrete"),
    Parameter("potassium_leaked", "p_K", 4.2, "mmol/L", Normal(0.4), "", "assumed",
              "potassium of plasma", "textbook range of plasma"),
    Parameter("protein_secreted", "c_P", 10.2, "g/L", LogNormal(0.2),
              "mlk_cmp_hester2012_protein_mature mlk_cmp_hartmann1978_protein", "fitted", "protein of what the cells secrete"),
    Parameter("protein_leaked", "p_P", 50, "g/L", Uniform(30, 75), "", "assumed",
              "protein of the fluid that leaks",
              "plasma holds about 70 g/L; two unsuckled breasts reached 2.8 times their usual protein"),
    Parameter("protein_early", "c_I", 8.1, "g/L", LogNormal(0.3),
              "mlk_cmp_hester2012_protein_d1_5 mlk_cmp_hester2012_protein_d6_14", "fitted",
              "protein that passes through the cells while the junctions are open"),
    Parameter("alpha_lactalbumin_secreted", r"c_{\alpha}", 2.44, "g/L", LogNormal(0.26), "", "assumed",
              "alpha-lactalbumin of what the cells secrete",
              "mean of 452 samples of mature milk from nine countries, SD 0.64 (Jackson 2004, "
              "J Nutr Biochem 15:517); that all of it is secreted and none leaks is assumed"),
)  # fmt: skip


@quantity("g/L")
def lactose_content(leaked_share, lactose_secreted):
    """Lactose of the milk in this breast."""
    return (1 - leaked_share) * lactose_secreted


@quantity("mmol/L")
def sodium_content(leaked_share, sodium_secreted, sodium_leaked):
    """Sodium of the milk in this breast."""
    return (1 - leaked_share) * sodium_secreted + leaked_share * sodium_leaked


@quantity("mmol/L")
def chloride_content(leaked_share, chloride_secreted, chloride_leaked):
    """Chloride of the milk in this breast."""
    return (1 - leaked_share) * chloride_secreted + leaked_share * chloride_leaked


@quantity("mmol/L")
def potassium_content(leaked_share, potassium_secreted, potassium_leaked):
    """Potassium of the milk in this breast."""
    return (1 - leaked_share) * potassium_secreted + leaked_share * potassium_leaked


@quantity("g/L")
def alpha_lactalbumin_content(leaked_share, alpha_lactalbumin_secreted):
    """Alpha-lactalbumin, the protein that makes lactose, of the milk in this breast."""
    return (1 - leaked_share) * alpha_lactalbumin_secreted


@quantity("g/L")
def protein_content(
    leaked_share, junction_closure, protein_secreted, protein_leaked, protein_early
):
    """Protein of the milk in this breast."""
    passed = protein_early * (1 - junction_closure)
    return (1 - leaked_share) * protein_secreted + leaked_share * protein_leaked + passed
