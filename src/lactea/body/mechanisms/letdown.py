"""Let-down: suckling makes oxytocin neurones fire in bursts, each burst contracts the alveoli.

The burst generator is a phase that advances while the nipple is stimulated and the person is calm; a
burst is released each time the phase passes its firing point. Oxytocin is cleared in minutes. The
muscle cells around the alveoli answer to oxytocin *above the level they have got used to*, which is
why a steady rise still gives separate ejections. Both breasts share one oxytocin, hence the drip
from the other side. Who nurses by habit answers to the infant's asking as well, before it is at the
breast (McNeilly 1983): a learned signal, which days without nursing undo.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, Uniform, quantity, rate_of
from lactea.body.vocabulary import LN2, TURN, cos, exp, hill, maximum, positive, power, saturation

TITLE = "Oxytocin and let-down"
SCOPE = "body"

INPUTS = (
    Input("stress", "1", "adrenaline: 0 calm, 1 blocks the reflex"),
    Input("asking", "1", "1 while the infant is heard or seen to ask for the breast, else 0"),
    Input("letdown_inhibition", "1", "level of what holds the reflex back over that which halves it",
          by_medicines=True),
    Input("oxytocin_taken", "pg/mL/h", "oxytocin given from outside", by_medicines=True),
)  # fmt: skip

STATES = (
    State("birth_strain", "1", "what an operation at birth leaves for days: pain, strain, less contact",
          scale=0.01),
    State("letdown_phase", "1", "phase of the burst generator, in bursts", scale=0.01),
    State("oxytocin", "pg/mL", "plasma oxytocin", start="oxytocin_basal", scale=30.0),
    State("oxytocin_accustomed", "pg/mL", "oxytocin level the muscle cells have got used to",
          start="oxytocin_basal", scale=30.0),
)  # fmt: skip

PARAMETERS = (
    Parameter("oxytocin_half_life", "t_O", 3.2, "min", LogNormal(0.27), "oxt_halflife_iv", "review",
              "disappearance of oxytocin from plasma"),
    Parameter("oxytocin_basal", "O_0", 10.8, "pg/mL", LogNormal(0.8), "oxt_basal_d3_5", "case-series",
              "oxytocin between feeds"),
    Parameter("oxytocin_burst", r"\Delta O", 22, "pg/mL", LogNormal(0.4), "", "assumed",
              "rise of plasma oxytocin by one burst",
              "assays differ ten-fold; sized so that a few bursts give tens of pg/mL"),
    Parameter("letdown_interval", "T_O", 2.3, "min", LogNormal(0.3),
              "oxt_me_pump15 oxt_me_pump_classic mlk_flw_ramsay2005_me_classic mlk_flw_prime2011_me",
              "fitted", "time between bursts under full stimulation"),
    Parameter("birth_strain_caesarean", "q_0", 0.7, "1", Uniform(0.3, 0.95), "", "assumed",
              "strain right after a caesarean, as share of the nipple's signal that is not heeded",
              "on the second day fewer bursts came in a feed after emergency caesarean than after vaginal birth "
              "(Nissen 1996, pmid:8842644); how many fewer is not in the abstract"),
    Parameter("birth_strain_time", r"\tau_q", 4, "day", LogNormal(0.5), "", "assumed",
              "time in which that strain passes", "wounds hurt for days; no course of the reflex was found"),
    Parameter("letdown_latency", r"\phi_1", 0.32, "1", LogNormal(0.4), "", "assumed",
              "phase of the firing point, as a share of the interval",
              "first ejection about a minute after suckling starts; textbook range 30 s to 2 min"),
    Parameter("burst_sharpness", r"\kappa", 20, "1", LogNormal(0.5), "", "assumed",
              "sharpness of a burst within its interval",
              "bursts last seconds; surges in plasma under one minute"),
    Parameter("letdown_stimulus_half", "s_{50}", 0.5, "1", LogNormal(0.4), "", "assumed",
              "stimulation at which bursts come half as often",
              "non-nutritive nibbling seldom brings milk; no dose-response row"),
    Parameter("letdown_stimulus_steepness", "n_s", 4, "1", LogNormal(0.3), "", "assumed",
              "steepness of that dependence", "the reflex is described as all or nothing"),
    Parameter("asking_signal", "s_a", 0.8, "1", LogNormal(0.5), "", "assumed",
              "signal of a well learned asking, relative to full stimulation of the nipple",
              "sized so that bursts come about as fast as under suckling; ten of ten women released oxytocin before the infant was at the "
              "breast in one study (held out, known when this was chosen), and of ten in another three did not answer at all"),
    Parameter("asking_learning", "H_a", 0.05, "1", LogNormal(0.7), "", "assumed",
              "share of the day spent suckling at which the asking is half learned",
              "half of a usual day of nursing; no course of the learning was found"),
    Parameter("accustoming_time", r"\tau_a", 2.0, "min", LogNormal(0.4), "", "assumed",
              "time in which the muscle cells get used to a level",
              "separate ejections of 45 s to 3.5 min although oxytocin stays raised"),
    Parameter("contraction_half", "O_{50}", 6, "pg/mL", LogNormal(0.5), "", "assumed",
              "oxytocin above the accustomed level for half contraction",
              "a fraction of one burst, so that each burst gives one ejection"),
    Parameter("contraction_steepness", "n_c", 2, "1", LogNormal(0.3), "", "assumed",
              "steepness of the contraction", "threshold-like ejection"),
)  # fmt: skip


@quantity("1")
def nipple_stimulus(felt_stimulus_left, felt_stimulus_right):
    """Stimulation of the more strongly felt side; a second side adds no new nerve signal."""
    return maximum(felt_stimulus_left, felt_stimulus_right)


@quantity("1")
def learned_signal(asking, suckling_history, asking_signal, asking_learning):
    """What the infant's asking means to somebody who has been nursing these days."""
    return asking * asking_signal * saturation(suckling_history, asking_learning)


@quantity("1")
def letdown_drive(
    nipple_stimulus,
    learned_signal,
    stress,
    birth_strain,
    letdown_inhibition,
    letdown_stimulus_half,
    letdown_stimulus_steepness,
):
    """How fast bursts follow each other, relative to full stimulation of a calm person."""
    felt = maximum(nipple_stimulus, learned_signal)
    heeded = felt * (1 - stress) * (1 - birth_strain) / (1 + letdown_inhibition)
    return hill(heeded, letdown_stimulus_half, letdown_stimulus_steepness)


@quantity("1/h")
def letdown_speed(letdown_drive, letdown_interval):
    """Bursts per hour."""
    return letdown_drive / letdown_interval


@quantity("pg/mL/h")
def oxytocin_release(
    letdown_phase, letdown_speed, letdown_latency, burst_sharpness, oxytocin_burst
):
    """Bursts around the firing point; one passage releases one burst."""
    around = burst_sharpness * (cos(TURN * (letdown_phase - letdown_latency)) - 1)
    share_per_phase = power(TURN * burst_sharpness, 1 / 2) * exp(around)
    return oxytocin_burst * share_per_phase * letdown_speed


@quantity("1")
def contraction(oxytocin, oxytocin_accustomed, contraction_half, contraction_steepness):
    """Contraction of the muscle cells around the alveoli, 0 to 1."""
    rise = positive(oxytocin - oxytocin_accustomed)
    return hill(rise, contraction_half, contraction_steepness)


@rate_of("birth_strain")
def birth_strain_rate(birth_strain, birth_strain_time):
    """An operation is got over in days."""
    return -birth_strain / birth_strain_time


@rate_of("letdown_phase")
def letdown_phase_rate(letdown_speed):
    """The phase advances only under stimulation."""
    return letdown_speed


@rate_of("oxytocin")
def oxytocin_rate(oxytocin, oxytocin_basal, oxytocin_release, oxytocin_taken, oxytocin_half_life):
    """Basal level, bursts, and what is given, against clearance."""
    return (
        oxytocin_release + oxytocin_taken + LN2 / oxytocin_half_life * (oxytocin_basal - oxytocin)
    )


@rate_of("oxytocin_accustomed")
def oxytocin_accustomed_rate(oxytocin, oxytocin_accustomed, accustoming_time):
    """The muscle cells get used to any level in minutes."""
    return (oxytocin - oxytocin_accustomed) / accustoming_time
