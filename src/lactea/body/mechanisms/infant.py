"""The infant: weight, energy need, appetite, eagerness.

Need is maintenance plus the energy of the growth that this age aims at, plus catching up. Appetite
builds up with need and is stilled by milk; how fast milk comes is remembered for minutes, which is
how the infant notices that a breast gives no more. An infant latches eagerly, sucks on while milk flows
and pauses between flows: how long it sucks, not how hard, decides what it takes. When to feed and when
to stop is decided outside, from these states.
"""

from lactea.body.language import Input, LogNormal, Normal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import exp, maximum, positive, saturation

TITLE = "Infant"
SCOPE = "body"

INPUTS = (
    Input("infant_present", "1", "1 once there is an infant"),
    Input("infant_count", "1", "number of infants fed", 1.0),
    Input("infant_appetite_factor", "1", "appetite relative to a typical infant", 1.0),
    Input("infant_growth_factor", "1", "growth aimed at, relative to a typical infant", 1.0),
    Input("solid_share", "1", "share of energy need that solid food meets"),
    Input("topup_rate", "mL/h", "other milk given, spread over the day, per infant"),
    Input("topup_after_feed", "mL/h", "other milk given after a feed, while it is, per infant"),
)

STATES = (
    State("infant_age", "h", "age since birth", scale=100.0),
    State("infant_mass", "kg", "body mass without the excess water of birth",
          start="birth_weight_usual", scale=0.01),
    State("infant_aim", "kg", "mass that growth aims at", start="birth_weight_usual", scale=0.01),
    State("infant_water", "kg", "excess water of birth", scale=0.001),
    State("infant_fluid", "mL/h", "how much milk has come in the last day, per infant", scale=0.1),
    State("infant_appetite", "mL", "milk wanted now, per infant", scale=1.0),
    State("infant_flow_memory", "mL/h", "how fast milk has come lately", scale=10.0),
    State("infant_eagerness", "1", "share of the time at the breast in which the infant sucks",
          start=1.0, scale=0.01),
    State("infant_intake", "mL", "milk taken at the breast since the start, all infants",
          scale=100.0),
)  # fmt: skip

PARAMETERS = (
    Parameter("milk_energy", "e_m", 0.62, "kcal/g", LogNormal(0.08), "mlk_cmp_energy_density",
              "expert", "metabolisable energy of mature milk"),
    Parameter("milk_density", r"\rho_m", 1.03, "g/mL", Normal(0.003), "mlk_cmp_density", "expert",
              "density of milk"),
    Parameter("birth_weight_usual", "w_b", 3.29, "kg", LogNormal(0.144),
              "mlk_inf_who_boys_m0 mlk_inf_who_girls_m0", "cohort",
              "usual weight at birth, mean of both sexes"),
    Parameter("maintenance", "m_i", 63, "kcal/kg/day", LogNormal(0.12),
              "mlk_inf_butte2005_energy_b1 mlk_inf_butte2005_energy_g1 mlk_inf_butte2005_growth_m1",
              "fitted", "energy spent per body mass"),
    Parameter("growth_cost", "c_i", 4900, "kcal/kg", LogNormal(0.2),
              "mlk_inf_butte2005_energy_b1 mlk_inf_butte2005_growth_m1", "fitted",
              "energy per mass gained"),
    Parameter("growth_slow", "v_1", 0.20, "kg/month", LogNormal(0.2),
              "mlk_inf_who_boys_m9 mlk_inf_who_boys_m11 mlk_inf_who_girls_m9 mlk_inf_who_girls_m11",
              "fitted", "growth aimed at in the second year"),
    Parameter("growth_fast", "v_0", 1.32, "kg/month", LogNormal(0.15),
              "mlk_inf_who_boys_m1 mlk_inf_who_boys_m3 mlk_inf_who_girls_m1 mlk_inf_who_girls_m3",
              "fitted", "extra growth aimed at just after birth"),
    Parameter("growth_fading", r"\tau_v", 2.9, "month", LogNormal(0.2),
              "mlk_inf_who_boys_m3 mlk_inf_who_boys_m6 mlk_inf_who_girls_m3 mlk_inf_who_girls_m6",
              "fitted", "age over which the extra growth fades"),
    Parameter("catch_up_time", r"\tau_c", 28, "day", LogNormal(0.5), "", "assumed",
              "time over which a gap in mass is made up", "birth weight is regained in two weeks"),
    Parameter("birth_water_share", "f_w", 0.03, "1", LogNormal(0.4), "", "assumed",
              "excess water at birth as a share of weight",
              "formula-fed infants lose 3.5 % (median; Macdonald 2003, doi:10.1136/fn.88.6.f472) although milk is there; its breastfed ones are held out"),
    Parameter("birth_water_time", r"\tau_w", 1.0, "day", LogNormal(0.4), "", "assumed",
              "loss of that water", "lowest weight on days 2 to 3"),
    Parameter("water_lack_most", "f_d", 0.03, "1", LogNormal(0.5), "", "assumed",
              "water that an infant without milk comes to lack, as a share of its mass",
              "about 26 mL/kg a day leave by skin and breath whatever it drinks (textbooks of newborn care), and the more "
              "weight newborns lose the higher is their sodium (Caglar 2006, Braz J Med Biol Res 39:539)"),
    Parameter("water_lack_milk", "u_d", 60, "mL/kg/day", LogNormal(0.4), "", "assumed",
              "milk a day that lessens this lack to about a third",
              "textbooks of newborn care give 40 to 60 mL/kg on the first day; breastfed newborns drink less until day 3"),
    Parameter("appetite_awakening_time", r"\tau_{a}", 3.5, "day", LogNormal(0.3),
              "mlk_inf_formula1999_kg_d1 mlk_vol_arthur1989_144h", "fitted",
              "time over which a newborn's appetite awakens"),
    Parameter("appetite_at_birth", "a_0", 0.13, "1", LogNormal(0.4),
              "mlk_inf_formula1999_kg_d1", "fitted",
              "appetite and stomach at birth as a share of those two weeks later"),
    Parameter("appetite_limit", "A_{max}", 0.6, "day", LogNormal(0.3), "", "assumed",
              "appetite never exceeds this much of the daily need",
              "a hungry infant does not make up for a missed day at once"),
    Parameter("infant_strength", "u_i", 2.4, "1", LogNormal(0.3),
              "mlk_rem_kent2006_feedvol mlk_rem_kent2006_emptying mlk_rem_kent2013_sessdur_m6",
              "fitted", "drawing ability of an infant that sucks without a pause, on the scale on which a hospital-grade pump has 0.6"),
    Parameter("clumsiness_at_birth", r"\xi_0", 0.2, "1", LogNormal(0.7), "", "assumed",
              "clumsiness of sucking at birth: at 1 an infant draws half as well as it will",
              "half of 280 newborns sucked poorly on the day of birth (Dewey 2003, doi:10.1542/peds.112.3.607); how much "
              "less these draw was not measured: five sixths in the middle is an assumption, as is its wide spread"),
    Parameter("clumsiness_time", r"\tau_\xi", 3.3, "day", LogNormal(0.5), "", "assumed",
              "time in which infants learn to suck",
              "computed with its spread between infants: 49, 22 and 14 % sucked poorly on days 0, 3 and 7 (Dewey 2003), on a "
              "normal scale 0.15 a day over the week (0.25 over three days), so time and log SD multiply to 4 to 6.6 days; which of the two is "
              "long is not told. The study is held out; its share of infants who lost much had been seen to be missed"),
    Parameter("eagerness_least", "e_1", 0.15, "1", LogNormal(0.5), "", "assumed",
              "share of the time in which an infant sucks where no milk comes",
              "short bursts and long pauses; the vacuum itself is no weaker then (Mizuno 2006, doi:10.1203/01.pdr.0000214993.82214.1c)"),
    Parameter("eagerness_half", "f_e", 400, "mL/h", LogNormal(0.5), "", "assumed",
              "flow at which that share is half way",
              "about 7 mL a minute; intake goes with the time spent sucking and not with the vacuum (Geddes 2017, doi:10.1186/s12884-017-1574-3)"),
    Parameter("eagerness_time", r"\tau_e", 2, "min", LogNormal(0.5), "", "assumed",
              "time in which sucking follows the flow",
              "infants are seen to change their rhythm within a minute or two of the let-down; no figure found"),
    Parameter("vigour_least", "u_1", 0.35, "1", Normal(0.08), "", "assumed",
              "stimulation by an infant that is satisfied or finds no milk", "comfort sucking goes on"),
    Parameter("vigour_half", "A_{50}", 0.1, "1", LogNormal(0.5), "", "assumed",
              "appetite, as a share of a meal, at which vigour is half way", "not published"),
    Parameter("flow_memory_least", r"\tau_m", 2.0, "min", LogNormal(0.4),
              "mlk_rem_kent2013_sessdur_m6", "fitted",
              "memory of how fast milk came, older infant"),
    Parameter("flow_memory_extra", r"\Delta\tau_m", 12, "min", LogNormal(0.4),
              "mlk_rem_kent2013_sessdur_m1 mlk_rem_kent2013_sessdur_m3", "fitted",
              "longer memory of a newborn, who stays at the breast for comfort"),
    Parameter("flow_memory_fading", r"\tau_{m2}", 60, "day", LogNormal(0.4),
              "mlk_rem_kent2013_sessdur_m1 mlk_rem_kent2013_sessdur_m3", "fitted",
              "age over which feeds get shorter"),
    Parameter("meal_per_mass", "s_i", 20, "mL/kg", LogNormal(0.25),
              "mlk_rem_kent2013_sessvol_m1 mlk_rem_kent2013_sessvol_m3", "fitted",
              "size of a meal per body mass"),
    Parameter("meal_least", "s_0", 1, "mL", LogNormal(0.7), "", "assumed", "smallest meal",
              "one swallow; it keeps hunger defined for an infant that lives on solid food"),
)  # fmt: skip


@quantity("kg")
def infant_weight(infant_mass, infant_water):
    """Weight on the scale."""
    return infant_mass + infant_water


@quantity("kg/h")
def infant_growth_aim(
    infant_age, infant_present, infant_growth_factor, growth_slow, growth_fast, growth_fading
):
    """Growth that this age aims at."""
    velocity = growth_slow + growth_fast * exp(-infant_age / growth_fading)
    return infant_present * infant_growth_factor * velocity


@quantity("kcal/h")
def infant_need(
    infant_mass,
    infant_aim,
    infant_growth_aim,
    infant_appetite_factor,
    maintenance,
    growth_cost,
    catch_up_time,
):
    """Energy wanted per hour, one infant."""
    catching_up = positive(infant_aim - infant_mass) / catch_up_time
    return infant_appetite_factor * (
        maintenance * infant_mass + growth_cost * (infant_growth_aim + catching_up)
    )


@quantity("kcal/mL")
def milk_energy_per_volume(milk_energy, milk_density):
    """Energy in a volume of milk."""
    return milk_energy * milk_density


@quantity("mL/h")
def infant_milk_need(infant_need, infant_awakening, solid_share, milk_energy_per_volume):
    """Milk wanted per hour, one infant."""
    return infant_awakening * infant_need * (1 - solid_share) / milk_energy_per_volume


@quantity("mL/h")
def infant_milk_flow(flow_left, flow_right, infant_at_left, infant_at_right):
    """Milk that infants take at the breast, all together."""
    return flow_left * infant_at_left + flow_right * infant_at_right


@quantity("mL/h")
def infant_other_milk(topup_rate, topup_after_feed):
    """Other milk that one infant drinks, through the day and after a feed."""
    return topup_rate + topup_after_feed


@quantity("1")
def infant_awakening(infant_age, appetite_at_birth, appetite_awakening_time):
    """A newborn's appetite and stomach grow over the first days."""
    return 1 - (1 - appetite_at_birth) * exp(-infant_age / appetite_awakening_time)


@quantity("mL")
def infant_meal(infant_mass, infant_awakening, solid_share, meal_per_mass, meal_least):
    """Size of a milk meal; solid food takes its share of the stomach."""
    stomach = meal_per_mass * infant_mass * infant_awakening
    return maximum(meal_least, stomach * (1 - solid_share))


@quantity("1")
def infant_hunger(infant_appetite, infant_meal, vigour_half):
    """Eagerness to swallow: none when satisfied."""
    return saturation(positive(infant_appetite), vigour_half * infant_meal)


@quantity("1")
def infant_skill(infant_age, clumsiness_at_birth, clumsiness_time):
    """How well an infant sucks: some are clumsy at first, and learn it in days."""
    return 1 / (1 + clumsiness_at_birth * exp(-infant_age / clumsiness_time))


@quantity("1")
def infant_sucking(infant_hunger, infant_eagerness, infant_skill):
    """Sucking that draws milk: of a hungry, eager and skilled infant."""
    return infant_hunger * infant_eagerness * infant_skill


@quantity("1")
def infant_vigour(infant_sucking, vigour_least):
    """How much an infant's sucking is felt: least when it sucks for comfort, satisfied or without milk."""
    return vigour_least + (1 - vigour_least) * infant_sucking


@quantity("h")
def infant_flow_memory_time(infant_age, flow_memory_least, flow_memory_extra, flow_memory_fading):
    """How long the infant remembers that milk came."""
    return flow_memory_least + flow_memory_extra * exp(-infant_age / flow_memory_fading)


@quantity("1")
def eagerness_sustained(infant_milk_flow, infant_count, eagerness_least, eagerness_half):
    """Sucking that milk flowing as now would keep up."""
    flowing = saturation(infant_milk_flow / infant_count, eagerness_half)
    return eagerness_least + (1 - eagerness_least) * flowing


@rate_of("infant_age")
def infant_age_rate(infant_present):
    """Age passes with time."""
    return infant_present


@rate_of("infant_mass")
def infant_mass_rate(
    infant_present,
    infant_mass,
    infant_need,
    infant_milk_flow,
    infant_count,
    infant_other_milk,
    solid_share,
    milk_energy_per_volume,
    maintenance,
    growth_cost,
):
    """Energy beyond maintenance becomes mass; a lack is met from mass."""
    eaten = (
        milk_energy_per_volume * (infant_milk_flow / infant_count + infant_other_milk)
        + solid_share * infant_need
    )
    return infant_present * (eaten - maintenance * infant_mass) / growth_cost


@rate_of("infant_aim")
def infant_aim_rate(infant_growth_aim):
    """The aim moves on with age."""
    return infant_growth_aim


@quantity("kg")
def infant_water_lack(
    infant_fluid, infant_mass, infant_present, solid_share, water_lack_most, water_lack_milk
):
    """Water that an infant fed as in the last day comes to lack: what it breathes and sweats goes on."""
    lacking = water_lack_most * exp(-infant_fluid / (water_lack_milk * infant_mass))
    return infant_present * (1 - solid_share) * infant_mass * lacking


@rate_of("infant_fluid")
def infant_fluid_rate(
    infant_fluid,
    infant_milk_flow,
    infant_count,
    infant_other_milk,
    infant_present,
    birth_water_time,
):
    """Milk of the last day, at the breast or not."""
    given = infant_present * infant_other_milk + infant_milk_flow / infant_count
    return (given - infant_fluid) / birth_water_time


@rate_of("infant_water")
def infant_water_rate(infant_water, infant_water_lack, birth_water_time):
    """Excess water of birth is lost, and more where milk is lacking."""
    return -(infant_water + infant_water_lack) / birth_water_time


@rate_of("infant_appetite")
def infant_appetite_rate(
    infant_present,
    infant_appetite,
    infant_milk_need,
    infant_milk_flow,
    infant_count,
    infant_other_milk,
    appetite_limit,
):
    """Appetite builds up with need and is stilled by milk."""
    longing = infant_milk_need - infant_appetite / appetite_limit
    return infant_present * (longing - infant_other_milk - infant_milk_flow / infant_count)


@rate_of("infant_flow_memory")
def infant_flow_memory_rate(
    infant_flow_memory, infant_milk_flow, infant_count, infant_flow_memory_time
):
    """The infant notices how fast milk comes."""
    return (infant_milk_flow / infant_count - infant_flow_memory) / infant_flow_memory_time


@rate_of("infant_intake")
def infant_intake_rate(infant_milk_flow):
    """Milk taken at the breast."""
    return infant_milk_flow


@rate_of("infant_eagerness")
def infant_eagerness_rate(infant_eagerness, eagerness_sustained, eagerness_time):
    """The infant sucks on where milk flows, and pauses where it does not."""
    return (eagerness_sustained - infant_eagerness) / eagerness_time
