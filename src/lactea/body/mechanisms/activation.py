"""The secretory switch, each breast on its own.

A little colostrum is made as soon as prolactin is high. Copious milk needs prolactin *without*
pregnancy levels of progesterone; the gland differentiates over half a day and turns on over a day
more, and takes longer where it has grown less, as after a preterm birth. A gland that went through a
pregnancy before differentiates faster; how much it makes in the end is the same. Once it secretes it
needs less prolactin and hardly heeds progesterone. Milk that is not flushed out for days turns it off
again, which is how an unused breast dries while the other feeds; before that it makes the gland deaf to
prolactin, so that what suffices where milk is taken does not where nobody takes it.
"""

from lactea.body.language import Input, LogNormal, Normal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import LN2, hill, power

TITLE = "Secretory switch"
SCOPE = "breast"

INPUTS = (Input("earlier_pregnancy", "1", "1 where the gland went through a pregnancy before"),)

STATES = (
    State("activation_signal", "1", "differentiation on its way to secretion", scale=0.01),
    State("activation", "1", "secretory activation, 0 to 1", scale=0.01),
    State("unflushed", "1", "memory of milk that was made and not flushed out", scale=0.01),
)

PARAMETERS = (
    Parameter("colostrum_share", "w_0", 0.03, "1", LogNormal(0.4), "", "assumed",
              "activation reached under pregnancy progesterone",
              "colostrum of tens of mL a day at birth"),
    Parameter("colostrum_prolactin_half", "P_c", 20, "ng/mL", LogNormal(0.5), "", "assumed",
              "prolactin for half of the colostrum activation", "reached before mid pregnancy"),
    Parameter("colostrum_steepness", "n_{c0}", 2, "1", LogNormal(0.3), "", "assumed",
              "steepness on prolactin", "not identified"),
    Parameter("activation_prolactin_half", "K_W", 25, "ng/mL", LogNormal(0.5), "", "assumed",
              "prolactin for half activation of a gland that does not secrete yet",
              "mothers who pump at 18 ng/mL have milk (Ehrenkranz 1986, pmid:3763270), and nursing once or twice a day keeps it"),
    Parameter("activation_prolactin_relief", "q_P", 0.9, "1", Normal(0.05), "", "assumed",
              "share by which that need falls once secreting", "low late prolactin with full milk"),
    Parameter("unflushed_deafness", r"\delta_U", 3, "1", LogNormal(0.7), "", "assumed",
              "rise of that need where no milk has been flushed out",
              "milk that stays lowers the prolactin receptors of the gland (review: Wilde 1996, doi:10.1007/BF02018083; in mice suckling "
              "that removes milk raises them within hours, pmid:9256361); how far in women is not known; two would do nearly as well"),
    Parameter("activation_steepness", "n_W", 4, "1", LogNormal(0.3), "", "assumed",
              "steepness on prolactin", "not identified"),
    Parameter("progesterone_inhibition", "IC_G", 20, "ng/mL", LogNormal(0.25),
              "mlk_lac_arthur1989_lactose_end mlk_lac_arthur1989_citrate_start", "fitted",
              "progesterone that halves activation"),
    Parameter("progesterone_inhibition_steepness", "n_G", 4, "1", LogNormal(0.4), "", "assumed",
              "steepness on progesterone", "moves the onset by under three hours"),
    Parameter("progesterone_relief", "q_G", 0.9, "1", Normal(0.05), "", "assumed",
              "share of the sensitivity to progesterone lost once secreting",
              "contraceptive progestin does not lower established milk"),
    Parameter("differentiation_time", r"\tau_D", 12, "h", LogNormal(0.3),
              "mlk_lac_arthur1989_lactose_end mlk_lac_arthur1989_citrate_start", "fitted",
              "differentiation before secretion"),
    Parameter("activation_time", r"\tau_W", 17, "h", LogNormal(0.3),
              "mlk_lac_arthur1989_lactose_end mlk_lac_arthur1989_citrate_start", "fitted",
              "turning on and off of secretion"),
    Parameter("differentiation_again", "q_A", 1.65, "1", LogNormal(0.3), "", "assumed",
              "pace of differentiation and of turning on and off in a gland that went through a pregnancy before",
              "computed so that onset after 72 h is about 3.2 times as frequent (odds) in first-time mothers, as in 453 women (second "
              "Perth Infant Feeding Study, pmc:PMC6860869: 3.16, 1.58 to 6.33); in 36 women milk of two lactations in "
              "a row did not differ (Warden 2025, Nutrients, no. 6, 1062)"),
    Parameter("immaturity_slowing", r"\eta_m", 60, "1", LogNormal(0.5), "", "assumed",
              "how much slower cells of a gland that has hardly grown differentiate",
              "the earlier a birth the later milk comes in and the less there is (Henderson 2008, Pediatrics 121:e92), and four in five "
              "women lack a marker of the switch on day 5 after preterm birth (Cregan 2002, pmid:12225305); neither abstract prints hours"),
    Parameter("tissue_room_at_term", "r_1", 0.535, "1", Normal(0.0), "", "definition",
              "share of its growth that a usual gland has still to come at term, for which the times are told"),
    Parameter("immaturity_steepness", "n_m", 5, "1", LogNormal(0.3), "", "assumed",
              "steepness on the growth still to come",
              "with the slowing it makes 29 weeks three times as slow as term"),
    Parameter("unflushed_time", r"\tau_U", 40, "h", LogNormal(0.4), "", "assumed",
              "build-up of the memory of unflushed milk",
              "composition of never-suckled breasts turns after three days and over six more"),
    Parameter("unflushed_fading", "t_{U}", 60, "day", LogNormal(0.6), "", "assumed",
              "fading of that memory without any removal", "not identified"),
    Parameter("shutdown_half", "U_W", 0.5, "1", Normal(0.08), "", "assumed",
              "unflushed milk that turns activation half off", "not identified by itself"),
    Parameter("shutdown_steepness", "n_{UW}", 8, "1", LogNormal(0.4), "", "assumed",
              "steepness of turning off", "late and then fast"),
)  # fmt: skip


@quantity("1")
def release_from_progesterone(
    progesterone,
    activation,
    progesterone_inhibition,
    progesterone_relief,
    progesterone_inhibition_steepness,
):
    """1 without progesterone, 0 at pregnancy levels; a secreting gland heeds it less."""
    heeded = progesterone * (1 - progesterone_relief * activation * activation)
    return 1 - hill(heeded, progesterone_inhibition, progesterone_inhibition_steepness)


@quantity("1")
def activation_target(
    prolactin,
    activation,
    release_from_progesterone,
    colostrum_share,
    colostrum_prolactin_half,
    colostrum_steepness,
    activation_prolactin_half,
    activation_prolactin_relief,
    activation_steepness,
    unflushed,
    unflushed_deafness,
):
    """Activation that the hormones of the moment would sustain; milk that stays asks for more prolactin."""
    relief = activation_prolactin_relief * activation * activation
    needed = activation_prolactin_half * (1 - relief) * (1 + unflushed_deafness * unflushed)
    colostrum = colostrum_share * hill(prolactin, colostrum_prolactin_half, colostrum_steepness)
    copious = (1 - colostrum_share) * hill(prolactin, needed, activation_steepness)
    return colostrum + copious * release_from_progesterone


@quantity("1")
def maturity(tissue_room, tissue_room_at_term, immaturity_slowing, immaturity_steepness):
    """How fast cells differentiate, relative to a usual gland at term: young lobules are slow."""
    slowed = 1 + immaturity_slowing * power(tissue_room, immaturity_steepness)
    usually = 1 + immaturity_slowing * power(tissue_room_at_term, immaturity_steepness)
    return usually / slowed


@quantity("1")
def activation_pace(insulin_action, maturity, earlier_pregnancy, differentiation_again):
    """Pace of turning on and off, relative to a healthy first-time mother at term."""
    return insulin_action * maturity * (1 + earlier_pregnancy * (differentiation_again - 1))


@rate_of("activation_signal")
def activation_signal_rate(
    activation_signal,
    activation_target,
    unflushed,
    activation_pace,
    shutdown_half,
    shutdown_steepness,
    differentiation_time,
):
    """Differentiation follows the hormones, unless unflushed milk shuts the breast down."""
    target = activation_target * (1 - hill(unflushed, shutdown_half, shutdown_steepness))
    return activation_pace * (target - activation_signal) / differentiation_time


@rate_of("activation")
def activation_rate(activation, activation_signal, activation_pace, activation_time):
    """Secretion turns on and off behind differentiation."""
    return activation_pace * (activation_signal - activation) / activation_time


@rate_of("unflushed")
def unflushed_rate(unflushed, activation, flushing, unflushed_time, unflushed_fading):
    """Secreted milk ages in the breast; removal flushes it in proportion to what is taken."""
    ageing = activation * activation * (1 - unflushed) / unflushed_time
    return ageing - unflushed * flushing - LN2 / unflushed_fading * unflushed
