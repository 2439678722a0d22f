"""The conditions and checks that a medicine file may name and a scenario answer, with the question for each condition.

The list is closed: a contraindication names its conditions by these ids, so that a person is asked
once for everything that any medicine of a plan depends on, and no answer is never taken for "no".
"""

from __future__ import annotations

from typing import Literal

CONDITIONS: dict[str, str] = {
    # heart and circulation
    "qt_prolongation": "Have you, or has a close relative, a long QT interval or a sudden cardiac death?",
    "heart_disease": "Have you a heart disease, such as heart failure, rhythm disorder or coronary disease?",
    "valve_disease": "Have you a disease of a heart valve, or fibrosis of lung, heart or abdomen?",
    "hypertension": "Have you high blood pressure that is not well controlled?",
    "pregnancy_hypertension": "Had you high blood pressure or pre-eclampsia in this pregnancy or after it?",
    "venous_thromboembolism": "Had you ever a blood clot in a vein or lung, or a known tendency to clot?",
    "stroke_or_arterial_disease": "Had you a stroke, or have you a disease of the arteries?",
    "low_potassium_or_magnesium": "Is your potassium or magnesium low, or do you take what lowers it?",
    "high_potassium": "Is your potassium high?",
    "raynaud": "Do your fingers turn white in the cold (Raynaud)?",
    # organs
    "liver_disease": "Have you a liver disease or liver values that are not normal?",
    "kidney_failure": "Do your kidneys work badly?",
    "adrenal_insufficiency": "Do your adrenal glands work too little (Addison)?",
    "gastrointestinal_bleeding_or_obstruction": "Have you bleeding, blockage or a hole in stomach or gut?",
    "peptic_ulcer": "Have you, or had you, an ulcer of stomach or duodenum?",
    "asthma": "Have you asthma?",
    "urinary_retention": "Is it hard for you to pass urine?",
    "glaucoma": "Have you glaucoma?",
    "porphyria": "Have you porphyria?",
    # hormones and metabolism
    "prolactinoma": "Have you a tumour of the pituitary that makes prolactin?",
    "phaeochromocytoma": "Have you a tumour of the adrenal gland that raises blood pressure?",
    "overactive_thyroid": "Is your thyroid overactive?",
    "underactive_thyroid": "Is your thyroid underactive?",
    "diabetes": "Have you diabetes, or do you take what lowers blood sugar?",
    "diabetic_retinopathy": "Has diabetes damaged your eyes?",
    "lactic_acidosis_risk": "Had you lactic acidosis, or are you short of oxygen or very dry?",
    # nerves and mind
    "epilepsy": "Have you epilepsy, or had you a seizure?",
    "parkinson": "Have you Parkinson's disease or another disorder of movement?",
    "tardive_dyskinesia": "Had you movements that you could not stop, caused by a medicine?",
    "neuroleptic_malignant_syndrome": "Had you a neuroleptic malignant syndrome?",
    "migraine_with_aura": "Have you migraine with aura?",
    "depression_history": "Had you ever a depression, strong anxiety, or thoughts of suicide?",
    "psychosis_history": "Had you ever a psychosis, mania, or another severe mental illness?",
    # tumours and blood
    "breast_cancer": "Have you, or had you, breast cancer?",
    "active_cancer": "Have you a cancer that is being treated or not yet healed?",
    "unexplained_vaginal_bleeding": "Have you vaginal bleeding whose cause is not known?",
    "bone_marrow_disease": "Are your blood cells low, or is your bone marrow ill?",
    "methaemoglobinaemia": "Had you methaemoglobinaemia, or do you lack the enzyme that undoes it?",
    "bleeding_tendency": "Do you bleed easily, or do you take what thins the blood?",
    # allergies
    "allergy_to_it": "Are you allergic to this medicine or anything in it?",
    "ergot_allergy": "Are you allergic to ergot medicines?",
    "legume_allergy": "Are you allergic to peanut, chickpea, soya or other legumes?",
    "ragweed_allergy": "Are you allergic to ragweed, daisies, marigolds or thistles?",
    # situation
    "nursing": "Do you nurse, or does an infant get your milk?",
    "pregnancy": "Are you pregnant, or could you be?",
    "critical_illness": "Are you in intensive care, or is an illness threatening your life?",
    "sepsis": "Have you an infection of the blood, or had you one after birth?",
    "smoker_over_35": "Do you smoke, and are you 35 or older?",
    "smoking": "Do you smoke?",
    "poor_cyp2d6_metaboliser": "Is it known that you break down medicines slowly by CYP2D6?",
    "infant_preterm_or_ill": "Was the infant born before its time, or is it ill?",
}
"""Plain question by id of the condition."""

MonitoredItem = Literal[
    "ecg",
    "heart_valves",
    "blood_pressure",
    "potassium",
    "glucose",
    "liver_values",
    "kidney_values",
    "blood_count",
    "thyroid_values",
    "hormone_levels",
    "mood",
    "movements",
    "blood_clot_signs",
    "milk_volume",
    "infant_weight",
    "infant_drowsiness",
    "infant_other",
]
"""What may be watched while a medicine is taken, by the name of the check."""
