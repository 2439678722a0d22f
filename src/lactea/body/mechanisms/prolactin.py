"""Prolactin: lactotroph mass, what is ready for release, dopamine brake, suckling drive, plasma level.

Release is lactotroph mass times a drive divided by dopamine tone. Oestrogen and suckling history grow
the mass over weeks. Pregnancy also doubles the number of cells, which go within weeks of birth, so that
the same suckling holds less prolactin month by month, and least where there was no pregnancy. The two
sides add up, and a device tells the pituitary less than an infant. The nerve signal of suckling adds to
the drive as long as there is prolactin ready for it: a feed empties that share, the cells fill it again
within hours, so that an infant who hangs on the breast raises prolactin little more than one who is soon
content. Releasing hormone that is given calls for the same share, so that much of it does little more than
some. Dopamine antagonists add to the drive; agonists add to the tone. The tone follows prolactin
*relative to the mass*, as in the agonist-antagonist interaction model of Friberg 2009 read with a moving
baseline: that lets pregnancy reach its levels and leaves partial tolerance to medicines. Placental lactogen
raises the tone as prolactin does, so that the brake loosens within a day of birth. The daily rhythm
belongs to the undriven part of release, so it fades as suckling takes over.
"""

from lactea.body.language import (
    Input,
    LogNormal,
    Normal,
    Parameter,
    State,
    Uniform,
    quantity,
    rate_of,
)
from lactea.body.vocabulary import LN2, cosine_of_day, hill, positive, power, saturation

TITLE = "Prolactin axis"
SCOPE = "body"

INPUTS = (
    Input("suckling_response", "1", "answer of the pituitary to suckling relative to usual", 1.0),
    Input("lactotroph_capacity", "1", "share of the lactotrophs that is able to live and work", 1.0),
    Input("dopamine_antagonism", "1", "receptor antagonist level over its inhibition constant",
          by_medicines=True),
    Input("dopamine_release", "1", "dopamine made at a level of prolactin, relative to usual", 1.0),
    Input("dopamine_agonism", "1", "receptor agonist level over the level equal to normal tone",
          by_medicines=True),
    Input("prolactin_taken", "ng/mL/h", "prolactin given from outside", by_medicines=True),
)  # fmt: skip

STATES = (
    State("lactotrophs", "ng/mL", "lactotroph mass, as the prolactin level it sustains undriven",
          start="lactotroph_base", scale=1.0),
    State("lactotroph_number", "1", "number of lactotrophs relative to a pituitary at rest",
          start=1.0, scale=0.01),
    State("suckling_signal", "1", "nerve signal of suckling", scale=0.01),
    State("suckling_history", "1", "remembered share of the day spent suckling", scale=0.001),
    State("prolactin_ready", "1", "share of the prolactin that can be released at once which is there",
          start=1.0, scale=0.01),
    State("prolactin", "ng/mL", "plasma prolactin", start="lactotroph_base", scale=1.0),
    State("prolactin_message", "ng/mL", "prolactin as the gland's synthesis feels it, hours later",
          start="lactotroph_base", scale=1.0),
    State("dopamine_tone", "1", "dopamine brake relative to rest", start=1.0, scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("prolactin_half_life", "t_P", 37, "min", Normal(10), "prl_halflife", "case-series",
              "disappearance of prolactin from plasma"),
    Parameter("dopamine_turnover", "k_D", 0.156, "1/h", LogNormal(0.5), "prlmod_aai_kda", "cohort",
              "turnover of dopamine tone"),
    Parameter("dopamine_feedback", "p", 1.44, "1", LogNormal(0.2), "prlmod_aai_feedback", "cohort",
              "power of prolactin on dopamine tone"),
    Parameter("lactotroph_base", "L_0", 4.3, "ng/mL", LogNormal(0.4),
              "prl_basal_men_21_30 prl_basal_women_follicular", "fitted",
              "lactotroph mass without oestrogen or suckling"),
    Parameter("lactotroph_estrogen_gain", "a_L", 36, "ng/mL", LogNormal(0.25),
              "prl_preg_w8 prl_preg_w36", "fitted",
              "mass added by oestradiol at its reference level"),
    Parameter("lactotroph_estrogen_power", "m_L", 0.65, "1", Normal(0.06),
              "prl_preg_w8 prl_preg_w36", "fitted",
              "power of oestradiol on lactotroph mass"),
    Parameter("lactotroph_estrogen_reference", "E_L", 1000, "pg/mL", Normal(0.0), "", "definition",
              "reference level of oestradiol"),
    Parameter("lactotroph_suckling_gain", "L_H", 1620, "ng/mL", LogNormal(0.6),
              "prl_basal_m1 prl_basal_m6", "fitted",
              "mass added per share of the day spent suckling"),
    Parameter("lactotroph_suckling_saturation", "H_s", 0.06, "1", LogNormal(0.7), "", "assumed",
              "share of the day at which that gain halves",
              "about a usual day of nursing: mothers with little milk, whose infants suckle longest, had 37 ng/mL (idr_gal_kaupjcem_p0)"),
    Parameter("lactotroph_number_gain", "a_n", 0.16, "1", LogNormal(0.4), "", "assumed",
              "rise of the number of lactotrophs by oestradiol at its reference level",
              "gives 2.2-fold at term: the pituitary grows by 120 % (Dinc 1998, doi:10.1080/02841859809172152) to 136 % (Gonzalez "
              "1988, doi:10.1016/s0002-9343(88)80346-2) in pregnancy; that all growth is of lactotrophs is an assumption"),
    Parameter("lactotroph_number_time", r"\tau_n", 30, "day", LogNormal(0.4), "", "assumed",
              "time in which lactotrophs multiply and go",
              "after the first week the gland soon has its usual size, nursing or not (Elster 1991, "
              "doi:10.1148/radiology.181.2.1924800), and within six months (Dinc 1998); neither prints a time"),
    Parameter("device_on_one_side", "d_1", 0.19, "1", LogNormal(0.5), "", "assumed",
              "what a device on one breast tells the pituitary, relative to an infant at the breast",
              "mothers who pumped both breasts at once had the same prolactin in two thirds of the time (Groh-Wargo 1995, "
              "Neonatal Netw 14(8):31); a pump's rise was very small in the first week (Howie 1980), small later (Leake "
              "1983), like an infant's in one study (Noel 1974)"),
    Parameter("lactotroph_growth_time", r"\tau_{L+}", 14, "day", LogNormal(0.4), "", "assumed",
              "time constant of lactotroph growth",
              "pregnancy rows ask for two to four weeks"),
    Parameter("lactotroph_loss_time", r"\tau_{L-}", 4, "day", LogNormal(0.6), "", "assumed",
              "time constant of lactotroph loss",
              "without nursing normal after 7 or 21 days by two sources that disagree"),
    Parameter("suckling_signal_time", r"\tau_N", 15, "min", LogNormal(0.4), "", "assumed",
              "rise and fall of the nerve signal",
              "prolactin peaks are reported 10 to 45 min after suckling starts"),
    Parameter("suckling_memory_time", r"\tau_H", 3.5, "day", LogNormal(0.6), "", "assumed",
              "memory of suckling history", "two to ten days compatible with the fall after weaning"),
    Parameter("suckling_burst", "s", 13, "1", LogNormal(0.5), "prl_peak_m1 prl_peak_m6", "fitted",
              "drive added by the nerve signal at full strength where all is ready"),
    Parameter("prolactin_emptying_time", r"\tau_E", 20, "min", LogNormal(0.7), "", "assumed",
              "time in which suckling at full signal, or much releasing hormone, releases what is ready",
              "the middle of ten minutes to forty: prolactin was highest after 10 min of a feed of 30 (prl_pp_d3_5_peak), after 15 or "
              "later (prl_peak_early), at the end of the feed (prl_fold_pp_under6w)"),
    Parameter("prolactin_refill_time", r"\tau_R", 2, "h", LogNormal(0.7), "", "assumed",
              "time in which it is ready again",
              "hours: women who nurse every two to three answer each feed; no study of two feeds at a known distance was found"),
    Parameter("prolactin_rhythm", "A_P", 0.532, "1", LogNormal(0.25), "prlmod_aai_amp1", "cohort",
              "daily amplitude of undriven release"),
    Parameter("prolactin_acrophase", r"\phi_P", 3, "h", Normal(1.0), "prl_acrophase_nonlactating",
              "cross-sectional", "clock time of the highest undriven release"),
    Parameter("day_length", "T_d", 24, "h", Normal(0.0), "", "definition", "length of a day"),
    Parameter("lactogen_potency", r"\kappa_{hPL}", 25, "ng/ug", LogNormal(0.7), "", "assumed",
              "prolactin equivalent of placental lactogen",
              "a pregnancy without pituitary grows the breast; the figure itself is not published"),
    Parameter("lactogen_at_dopamine_cells", r"\psi", 0.5, "1", Uniform(0, 1), "", "assumed",
              "share of placental lactogen's strength at the gland that it has at the dopamine cells",
              "between none and all: in rats placental lactogen drives the cells that release dopamine all through late pregnancy, "
              "as prolactin does (scilit.com/publications/e19ab087df4b9a974a9554e17fd4804d), and no study of women was found; that "
              "prolactin of the first days was too low without it was known when a half was chosen"),
    Parameter("synthesis_lag", r"\tau_S", 6, "h", LogNormal(0.5), "", "assumed",
              "time from prolactin at the receptor to synthesis",
              "hours, by every account; no human figure found"),
    Parameter("synthesis_prolactin_half", "K_S", 11.5, "ng/mL", LogNormal(0.5),
              "idr_gal_meta_shen_met idr_gal_meta_shen_dom", "fitted",
              "prolactin for half of full synthesis"),
    Parameter("synthesis_prolactin_steepness", "n_S", 1.8, "1", LogNormal(0.3),
              "idr_gal_meta_shen_met idr_gal_meta_shen_dom", "fitted",
              "steepness of synthesis on prolactin"),
)  # fmt: skip


@quantity("ng/mL")
def lactotroph_target(
    estradiol,
    suckling_history,
    lactotroph_capacity,
    lactotroph_number,
    lactotroph_base,
    lactotroph_estrogen_gain,
    lactotroph_estrogen_power,
    lactotroph_estrogen_reference,
    lactotroph_suckling_gain,
    lactotroph_suckling_saturation,
):
    """Mass that oestrogen and suckling history sustain; suckling works on the cells that are there."""
    estrogen = power(estradiol / lactotroph_estrogen_reference, lactotroph_estrogen_power)
    suckling = suckling_history / (1 + suckling_history / lactotroph_suckling_saturation)
    held = lactotroph_suckling_gain * lactotroph_number * suckling
    return lactotroph_capacity * (lactotroph_base + lactotroph_estrogen_gain * estrogen + held)


@quantity("1")
def prolactin_rhythm_now(clock, prolactin_rhythm, prolactin_acrophase, day_length):
    """Undriven release by time of day, relative to its mean."""
    return 1 + prolactin_rhythm * cosine_of_day(clock, prolactin_acrophase, day_length)


@quantity("1")
def call_on_ready(suckling_signal, suckling_response, releasing_hormone_taken):
    """What calls for the prolactin that is ready, relative to suckling at full signal."""
    return suckling_response * suckling_signal + saturation(releasing_hormone_taken, 1)


@quantity("1")
def prolactin_drive(
    prolactin_rhythm_now,
    dopamine_antagonism,
    releasing_hormone_drive,
    uraemic_drive,
    chest_wall_drive,
    call_on_ready,
    prolactin_ready,
    suckling_burst,
):
    """Everything that pushes release, relative to rest."""
    return (
        prolactin_rhythm_now
        + dopamine_antagonism
        + releasing_hormone_drive
        + uraemic_drive
        + chest_wall_drive
        + suckling_burst * call_on_ready * prolactin_ready
    )


@quantity("1")
def dopamine_brake(
    dopamine_tone, dopamine_arriving, dopamine_agonism, dopamine_antagonism, prolactin_drive
):
    """Own tone that arrives, and agonists.

    Suckling pushes release by taking dopamine away. It cannot take away an agonist that comes with the
    blood: against that the push counts for nothing, except an antagonist's, which competes for the receptor.
    """
    unmoved = dopamine_agonism * prolactin_drive / (1 + dopamine_antagonism)
    return dopamine_tone * dopamine_arriving + unmoved


@rate_of("lactotrophs")
def lactotrophs_rate(lactotrophs, lactotroph_target, lactotroph_growth_time, lactotroph_loss_time):
    """Mass grows more slowly than it is lost."""
    gap = lactotroph_target - lactotrophs
    return positive(gap) / lactotroph_growth_time - positive(-gap) / lactotroph_loss_time


@rate_of("lactotroph_number")
def lactotroph_number_rate(
    lactotroph_number,
    estradiol,
    lactotroph_number_gain,
    lactotroph_estrogen_power,
    lactotroph_estrogen_reference,
    lactotroph_number_time,
):
    """Oestrogen multiplies lactotrophs over months; after birth they go, whether nursed or not."""
    estrogen = power(estradiol / lactotroph_estrogen_reference, lactotroph_estrogen_power)
    sustained = 1 + lactotroph_number_gain * estrogen
    return (sustained - lactotroph_number) / lactotroph_number_time


@quantity("1")
def pituitary_stimulus(
    felt_stimulus_left, felt_stimulus_right, infant_at_left, infant_at_right, device_on_one_side
):
    """Stimulation as the pituitary counts it: the two sides add up, and a device counts for less than an infant."""
    left = felt_stimulus_left * (infant_at_left + (1 - infant_at_left) * device_on_one_side)
    right = felt_stimulus_right * (infant_at_right + (1 - infant_at_right) * device_on_one_side)
    return left + right


@rate_of("suckling_signal")
def suckling_signal_rate(suckling_signal, pituitary_stimulus, suckling_signal_time):
    """The signal builds up and fades over a quarter of an hour."""
    return (pituitary_stimulus - suckling_signal) / suckling_signal_time


@rate_of("suckling_history")
def suckling_history_rate(suckling_history, pituitary_stimulus, suckling_memory_time):
    """Days of suckling are remembered as a share of time."""
    return (pituitary_stimulus - suckling_history) / suckling_memory_time


@rate_of("prolactin_ready")
def prolactin_ready_rate(
    prolactin_ready, call_on_ready, prolactin_emptying_time, prolactin_refill_time
):
    """What calls for it empties what is ready; the cells fill it again within hours."""
    refilled = (1 - prolactin_ready) / prolactin_refill_time
    return refilled - prolactin_ready * call_on_ready / prolactin_emptying_time


@rate_of("prolactin")
def prolactin_rate(
    prolactin,
    lactotrophs,
    prolactin_drive,
    dopamine_brake,
    prolactinoma_level,
    decidual_prolactin,
    prolactin_taken,
    prolactin_clearance,
    prolactin_half_life,
):
    """Release from the mass under drive and brake, a tumour's and the decidua's, and what is given, against clearance."""
    own = lactotrophs * prolactin_drive / dopamine_brake
    released = own + prolactinoma_level + decidual_prolactin
    cleared = prolactin_clearance * prolactin
    return LN2 / prolactin_half_life * (released - cleared) + prolactin_taken


@rate_of("dopamine_tone")
def dopamine_tone_rate(
    dopamine_tone,
    prolactin,
    placental_lactogen,
    lactogen_potency,
    lactogen_at_dopamine_cells,
    lactotrophs,
    dopamine_release,
    thyroid_effect_on_dopamine,
    dopamine_turnover,
    dopamine_feedback,
):
    """Prolactin above what the mass alone would give raises its own brake, and placental lactogen with it."""
    seen = prolactin + lactogen_at_dopamine_cells * lactogen_potency * placental_lactogen
    released = dopamine_release * thyroid_effect_on_dopamine
    answer = released * power(seen / lactotrophs, dopamine_feedback)
    return dopamine_turnover * (answer - dopamine_tone)


@quantity("ng/mL")
def lactogenic_hormone(prolactin, placental_lactogen, lactogen_potency):
    """Prolactin and placental lactogen as seen by their shared receptor."""
    return prolactin + lactogen_potency * placental_lactogen


@rate_of("prolactin_message")
def prolactin_message_rate(prolactin, prolactin_message, synthesis_lag):
    """From the receptor to enzymes takes hours: the prolactin of one feed serves later ones."""
    return (prolactin - prolactin_message) / synthesis_lag


@quantity("1")
def prolactin_effect_on_synthesis(
    prolactin_message, synthesis_prolactin_half, synthesis_prolactin_steepness
):
    """Permissive effect of prolactin on synthesis: much where there is little, hardly any where there is plenty."""
    return hill(prolactin_message, synthesis_prolactin_half, synthesis_prolactin_steepness)
