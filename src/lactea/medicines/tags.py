"""Properties by which medicines are named in interactions.

An interaction names other medicines by their names in the library or by these tags; a medicine file
says which tags it bears. A person whose medicine is not in the library can name it by its tags.
"""

from __future__ import annotations

TAGS: dict[str, str] = {
    "prolongs_qt": "prolongs the QT interval",
    "cyp3a4_inhibitor": "slows breakdown by CYP3A4 (azoles, macrolides, protease inhibitors, grapefruit)",
    "cyp3a4_inducer": "speeds breakdown by CYP3A4 (rifampicin, carbamazepine, phenytoin, St John's wort)",
    "cyp2d6_inhibitor": "slows breakdown by CYP2D6 (paroxetine, fluoxetine, bupropion, quinidine)",
    "dopamine_antagonist": "blocks dopamine receptors",
    "dopamine_agonist": "acts like dopamine, levodopa among them",
    "antipsychotic": "treats psychosis",
    "causes_movement_disorder": "can cause movement disorders",
    "ergot": "is an ergot derivative",
    "combined_estrogen": "holds an oestrogen for contraception",
    "estrogen": "is an oestrogen",
    "progestin": "is a progestin or progesterone",
    "antihypertensive": "lowers blood pressure",
    "raises_blood_pressure": "raises blood pressure or narrows vessels (triptans and decongestants too)",
    "maoi": "inhibits monoamine oxidase",
    "serotonergic": "raises serotonin (most antidepressants)",
    "sedative": "makes drowsy (alcohol, opioids, benzodiazepines)",
    "anticholinergic": "blocks acetylcholine",
    "raises_potassium": "raises potassium (ACE inhibitors, potassium, drospirenone)",
    "lowers_potassium": "lowers potassium (most diuretics, laxatives)",
    "anticoagulant": "thins the blood or stops platelets",
    "lowers_glucose": "lowers blood glucose",
    "raises_glucose": "raises blood glucose",
    "thyroid_hormone": "is a thyroid hormone",
    "binds_in_gut": "binds medicines in the gut (calcium, iron, antacids)",
    "contracts_uterus": "makes the uterus contract",
    "androgen": "is an androgen",
    "antiandrogen": "blocks androgens",
    "sympathomimetic": "acts like adrenaline",
    "iodinated_contrast": "is an iodinated contrast agent",
    "lithium": "is lithium",
}
"""Meaning by tag."""

SHOWN_BY: dict[str, str] = {
    "androgen_antagonism": "antiandrogen",
    "androgen_taken": "androgen",
    "dopamine_agonism": "dopamine_agonist",
    "dopamine_antagonism": "dopamine_antagonist",
    "estradiol_taken": "estrogen",
    "progesterone_taken": "progestin",
    "thyroid_taken": "thyroid_hormone",
}
"""The tag that an effect with a figure shows, by its target: a file that leaves it out has it all the same."""
