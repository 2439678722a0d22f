"""What sets a person or an infant apart: values that take the place of usual ones, without equations.

The setting of a person reads them once at the start; nothing here changes inside a run.
"""

from lactea.body.language import Fixed, LogNormal, Normal, Parameter

TITLE = "Differences between people"
SCOPE = "body"

PARAMETERS = (
    Parameter("tissue_resting_male", "T_0^m", 0.15, "1", LogNormal(0.6), "", "assumed",
              "resting gland tissue of a man relative to a woman",
              "men have gland tissue, much less of it; no volume row"),
    Parameter("insulin_response_insulin_treated", "i_d", 0.52, "1", Normal(0.1),
              "lac2_delay_iddm mlk_rsk_iddm_delay", "fitted",
              "pace of activation under insulin-treated diabetes: about a day later"),
    Parameter("insulin_response_gestational", "i_g", 0.9, "1", Normal(0.08), "", "assumed",
              "pace of activation after gestational diabetes without insulin",
              "delayed onset is more frequent; no figure in hours"),
    Parameter("usual_body_mass_index", "B_0", 25, "1", Fixed(), "", "definition",
              "body mass index up to which the suckling response is usual"),
    Parameter("suckling_response_loss", "b_s", 0.03, "1", Normal(0.02),
              "prl_overweight_48h_dir prl_overweight_7d_dir", "fitted",
              "share of the suckling response lost per unit of body mass index above the usual",
              "only the direction is published; 15 % less at an index of 30 is a guess"),
    Parameter("infant_growth_boy", "g_b", 1.06, "1", Normal(0.02),
              "mlk_inf_who_boys_m0 mlk_inf_who_boys_m6", "fitted",
              "growth aimed at by boys relative to the mean of both sexes"),
    Parameter("infant_growth_girl", "g_g", 0.94, "1", Normal(0.02),
              "mlk_inf_who_girls_m0 mlk_inf_who_girls_m6", "fitted",
              "growth aimed at by girls relative to the mean of both sexes"),
)  # fmt: skip
