"""What infants decide and what devices do: numbers for the controllers, without equations.

Controllers read these values at their ticks; nothing here changes inside a segment.
"""

from lactea.body.language import LogNormal, Normal, Parameter

TITLE = "Decisions and devices"
SCOPE = "body"

PARAMETERS = (
    Parameter("feed_interval_least", "t_f", 1.9, "h", LogNormal(0.25), "", "assumed",
              "shortest time from one feed to the next, start to start",
              "newborns feed 8 to 12 times a day even when little milk comes"),
    Parameter("feed_night", "r_n", 0.25, "1", LogNormal(0.4), "mlk_rem_kent2007_nightfed",
              "assumed", "how much hungrier an infant gets at night before it asks",
              "two thirds of infants feed at night, less often than by day"),
    Parameter("feed_night_hour", "h_n", 3, "h", Normal(1.0), "", "assumed",
              "clock time of the deepest sleep", "usual nights"),
    Parameter("feed_longest", "t_b", 40, "min", LogNormal(0.2), "mlk_rem_kent_table_feeddur",
              "assumed", "longest stay at one breast", "upper end of the published range"),
    Parameter("meal_largest", "m_x", 1.3, "1", LogNormal(0.15), "", "assumed",
              "largest meal relative to a usual one", "the stomach is full"),
    Parameter("satisfied_share", "a_s", 0.15, "1", LogNormal(0.4), "", "assumed",
              "appetite, as a share of a meal, below which the infant takes no second breast", "nearly satisfied"),
    Parameter("patience_flow", "f_p", 300, "mL/h", LogNormal(0.3), "", "assumed",
              "flow an infant expects when it latches",
              "with the side-change flow and the memory this is a patience of minutes"),
    Parameter("side_change_flow", "f_c", 85, "mL/h", LogNormal(0.3), "", "assumed",
              "remembered flow below which the infant leaves the breast", "little more than 1 mL a minute"),
    Parameter("topup_time", "t_u", 15, "min", LogNormal(0.5), "", "assumed",
              "time that other milk after a feed takes",
              "bottle feeds of young infants take 10 to 30 minutes by every guide; no figure moves with it"),
    Parameter("felt_activation", "w_f", 0.5, "1", LogNormal(0.1), "mlk_lac_arthur1989_coming_in",
              "fitted", "secretory activation of what has grown, over the breasts there are, at which milk is felt to have come in",
              "breasts swell and grow heavy as cells turn secretory. Lasting fullness was taken before: with it women who took less of "
              "their colostrum felt milk sooner, after a caesarean by 17 h, while they report it later (Scott 2007, pmid:17539887). 62 h "
              "where the fitted row has 59; higher than that row asks for, since of first-time mothers of usual weight a third feel it "
              "after 72 h, as was measured in women who are held out"),
    Parameter("vacuum_hospital_grade", "u_h", 0.6, "1", LogNormal(0.1), "", "definition",
              "drawing ability of a hospital-grade pump"),
    Parameter("vacuum_personal", "u_p", 0.52, "1", Normal(0.1), "", "assumed",
              "drawing ability of a personal electric pump", "ranked by practice, no flow row"),
    Parameter("vacuum_manual", "u_m", 0.43, "1", Normal(0.15), "", "assumed",
              "drawing ability of a manual pump", "ranked by practice, no flow row"),
    Parameter("vacuum_hand", "u_e", 0.36, "1", Normal(0.15), "", "assumed",
              "drawing ability of hand expression", "ranked by practice, no flow row"),
    Parameter("stimulation_device", "s_d", 0.7, "1", Normal(0.15), "", "assumed",
              "nipple stimulation by a pump or hand relative to an infant",
              "prolactin answers equally (one study) or much less (two studies)"),
)  # fmt: skip
