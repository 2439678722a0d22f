"""The eight guided questions."""

from __future__ import annotations

from lactea.app.screens.questions.question import Choice, Question
from lactea.app.wording.marking import message

EIGHT = message("Eight pumpings a day")

HOW = Question(
    "how-it-works",
    message("How does lactation work?"),
    message("Hormones build the gland, birth releases the brake, and from then on milk that leaves decides how much is made."),
    (
        message("During pregnancy the steroids of the placenta build the gland and hold milk back."),
        message("When the placenta is out, progesterone falls, and milk comes in two to three days later, {nursing} or not."),
        message("From then on each {breast} makes what is taken from it: an unused one dries up while the other feeds."),
        message("A let-down begins half a minute to two minutes after suckling starts, several times a session, on both sides."),
    ),
    (
        Choice("birth", message("After a birth, {nursing} on demand"), "natural", 60),
        Choice("none", message("After a birth, and no milk is taken"), "natural-no-nursing", 40),
        Choice("one", message("From one {breast} alone"), "one-breast", 60),
        Choice("twins", message("Two infants"), "twins", 60),
    ),
    ("daily-milk", "steroids", "session"),
    ("steroids_hold_milk_back", "placenta_out_switch", "supply_and_demand", "letdown_half_minute", "gland_is_a_tree"),
)  # fmt: skip

CAN_I = Question(
    "can-i",
    message("Can I make milk?"),
    message("Almost everybody with gland tissue can make some. How much is possible differs between bodies, and is seen only by trying."),
    (
        message("Any amount is a result. A part of what an infant needs is worth as much, drop for drop."),
        message("Gland that surgery took cannot come back; ducts that were cut drain less."),
        message("Without a pregnancy the gland starts small, and most people reach a part of an infant's need."),
    ),
    (
        Choice("born", message("I gave birth"), "natural", 60),
        Choice("never", message("I was never pregnant"), "induced", 120),
        Choice("menopause", message("I was never pregnant, and am past menopause"), "induced", 120,
               ("person.ovaries=postmenopausal", 'person.age="54 years"')),
        Choice("male", message("My sex at birth is male"), "induced", 120, ("person.sex=male",)),
        Choice("hormones", message("My sex at birth is male, and I took feminising hormones"), "induced", 120,
               ("person.sex=male", "person.hormone_therapy=feminising")),
        Choice("reduction", message("I gave birth after a reduction with cut ducts"), "natural", 60,
               ("person.breast_surgery=reduction_ducts_cut",)),
        Choice("small", message("I gave birth, and my {breasts} developed little"), "natural", 60,
               ("person.breast_development=hypoplastic",)),
    ),
    ("daily-milk", "infant-weight"),
    ("any_sex", "induced_possible", "glandular_tissue_differs", "response_differs", "low_supply_rare_causes"),
)  # fmt: skip

MEDICINE_FOR_MILK = Question(
    "medicine-that-makes-milk",
    message("Is there a medicine that makes milk?"),
    message("No medicine makes milk by itself. Some raise prolactin, and add where milk making is the bottleneck and milk is taken often."),
    (
        message("Where the infant's wish sets the supply, more prolactin adds nothing to what the infant takes."),
        message("Trials gave them for a week or two, mostly after preterm birth; what is gained fades after a short course."),
        message("Counselling on {nursing} and pumping alone raised supply in most people of one trial, before any medicine."),
        message("Each of them has risks. Whether one is right for you, and how much, is decided with a clinician."),
    ),
    (
        Choice("removal", message("First without: eight pumpings a day"), "preterm-pumping", 45),
        Choice("fewer", message("The same body with five pumpings a day"), "preterm-pumping", 45,
               ('protocol[2].every="4.8 h"',), "preterm-pumping", (), EIGHT),
    ),
    ("daily-milk", "prolactin"),
    ("domperidone_metoclopramide_raise", "side_effects", "clinician_guidance", "nondrug_first", "herbals_believed"),
)  # fmt: skip

INDUCE = Question(
    "inducing",
    message("Inducing, and starting again"),
    message("Milk can begin without a pregnancy, and come back after a pause: by taking what little is there, often, for weeks."),
    (
        message("Weeks to months are usual. A partial supply is the usual result, and the infant is fed from the first day, however."),
        message("Starting again goes faster, the more milk there was and the shorter the pause."),
        message("Published cases are few, and those that went well are told more often: thin evidence."),
        message("If no infant comes after all, milk goes by itself when less is taken; see Stopping."),
    ),
    (
        Choice("pump", message("Eight weeks of pumping before a newborn arrives"), "induced", 150),
        Choice("restart", message("A pause of four weeks, then {nursing} and pumping"), "relactation", 100),
        Choice("gentle", message("Inducing with five pumpings a day"), "induced", 150,
               ('protocol[0].every="4.8 h"',), "induced", (), EIGHT),
    ),
    ("daily-milk", "infant-weight"),
    ("induced_possible", "weeks_to_months", "induced_volume_varies", "relactation_possible", "relactation_predictors"),
)  # fmt: skip

MORE = Question(
    "making-more",
    message("Making more"),
    message("First: is it too little? Weight and nappies tell, and soft {breasts}, frequent feeds or pump output do not."),
    (
        message("More sessions help where milk is left behind for long hours; where the infant takes what it wants, they change little."),
        message("A session gives less the shorter the time since the last: mL per hour compares better than mL per session."),
        message("Growth steps of an infant are met within a few days of feeding as it asks."),
        message("With an inflamed or overfull {breast}, emptying it more is no remedy."),
    ),
    (
        Choice("five", message("Five pumpings a day against eight"), "exclusive-pumping", 60,
               ('protocol[2].every="4.8 h"',), "exclusive-pumping", (), EIGHT),
        Choice("night", message("Without the night"), "exclusive-pumping", 60,
               ('protocol[2].night_gap={from: "23:00", to: "06:00"}',), "exclusive-pumping", (), EIGHT),
        Choice("power", message("An hour of power pumping a day, in the fourth week"), "power-pumping", 42,
               (), "preterm-pumping", (), EIGHT),
    ),
    ("daily-milk", "fullness"),
    ("supply_and_demand", "emptied_how_often_how_far", "growth_spurt", "latch_quality", "maintain_supply"),
)  # fmt: skip

EARLIER = 'protocol[3].at="60 d"'
"""The end begins two months after the birth, so that it is simulated quickly."""
SLOWLY, AT_ONCE = message("Over four weeks"), message("From one day to the next")
ENDS_EARLIER = message("Here the end begins after 60 days already.")

STOPPING = Question(
    "stopping",
    message("Stopping, or feeding otherwise"),
    message("You may stop at any time and for any reason. Stopping, pumping less and feeding otherwise are of equal standing."),
    (
        message("Milk goes by itself when less is taken; a slow end is easier on the {breasts} than an abrupt one."),
        message("Taking a little, to comfort, relieves without asking for more."),
        message("Low mood or panic on stopping is known, and a reason to call somebody."),
        message("After a loss, nobody needs to give or keep milk; stopping at once and keeping some for a while are both right."),
    ),
    (
        Choice("slow", SLOWLY, "weaning-gradual", 120, (EARLIER,), "weaning-abrupt", (EARLIER,), AT_ONCE, ENDS_EARLIER),
        Choice("abrupt", AT_ONCE, "weaning-abrupt", 120, (EARLIER,), "weaning-gradual", (EARLIER,), SLOWLY, ENDS_EARLIER),
        Choice("never", message("After a birth, without taking any milk"), "natural-no-nursing", 40),
    ),
    ("daily-milk", "fullness"),
    ("weaning_gradual", "solids_end_lactation", "engorgement_leak_clog", "relief_measures"),
)  # fmt: skip

UNEXPECTED = Question(
    "milk-i-did-not-expect",
    message("Milk that I did not expect"),
    message("Milk without a pregnancy or {nursing} has causes that are found by a blood sample and a look at what you take. Have it looked at."),
    (
        message("Red flags come first: sight that changes, strong headaches, bloody fluid, one side alone."),
        message("Many medicines raise prolactin. Do not stop one by yourself: ask who prescribed it."),
        message("Much stimulation, an underactive thyroid, weak kidneys and a small growth of the pituitary are other causes."),
    ),
    (
        Choice("growth", message("A prolactinoma of 8 mm"), "non-pregnant-woman", 30, ('person.prolactinoma="8 mm"', "person.parity=1")),
        Choice("thyroid", message("An underactive thyroid"), "non-pregnant-woman", 30, ("person.thyroid=underactive", "person.parity=1")),
        Choice("kidney", message("Kidneys under dialysis"), "non-pregnant-woman", 30, ("person.kidneys=dialysis", "person.parity=1")),
        Choice("man", message("A man, nothing happens"), "man", 30),
    ),
    ("prolactin", "daily-milk"),
    ("galactorrhoea_exists", "galactorrhoea_tumour", "galactorrhoea_medicines", "galactorrhoea_thyroid", "galactorrhoea_stimulation"),
)  # fmt: skip

MEDICINES_WHILE_FEEDING = Question(
    "medicines-while-feeding",
    message("Medicines while feeding"),
    message("Most medicines reach milk in small amounts, some must not, and no data is not the same as safe. Ask before you stop a medicine or feeding."),
    (
        message("Two answers belong to each medicine: what reaches the infant, and what it does to supply."),
        message("An infant born early or a few days old clears most medicines slowly."),
        message("Pumping and discarding does not clear a medicine from milk: it follows the blood."),
    ),
    (),
    (),
    ("medicines_reach_baby", "ask_before_medicine", "suppression_medicines"),
)  # fmt: skip

QUESTIONS = (
    HOW, CAN_I, MEDICINE_FOR_MILK, INDUCE, MORE, STOPPING, MEDICINES_WHILE_FEEDING, UNEXPECTED,
)  # fmt: skip
