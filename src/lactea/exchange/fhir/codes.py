"""Names of things in FHIR: codes of others where they exist, and our own system where they do not.

No LOINC code for expressed milk volume was found, and a code for what an infant takes in must not be
borrowed for what a breast gave; such things carry a code of our own and words.
"""

from __future__ import annotations

from typing import Any

Resource = dict[str, Any]

LACTEA = "urn:lactea:fhir"
RECORD_CODES = f"{LACTEA}:code-system:record"
EXTENSION = f"{LACTEA}:extension"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
VITAL_SIGNS = "http://terminology.hl7.org/CodeSystem/observation-category"

BODY_WEIGHT = {"system": LOINC, "code": "29463-7", "display": "Body weight"}
"""hl7.org/fhir/R4B/bodyweight.html"""

WORDS = {
    "pump": "Milk expressed with a pump",
    "hand": "Milk expressed by hand",
    "nurse": "Nursing at the breast",
    "weighed_feed": "Milk taken at the breast, by weighing the infant",
    "daily_total": "Milk expressed in a day",
    "left": "Left breast",
    "right": "Right breast",
    "weights": "Body weight",
    "nappies": "Nappy",
    "wet": "Wet",
    "solid": "Stool",
    "top_ups": "Milk given beside the breast",
    "sleep": "Sleep",
    "symptoms": "Symptom",
}


def own_code(code: str) -> dict[str, Any]:
    """A concept of our own code system, with its words."""
    coding = {"system": RECORD_CODES, "code": code, "display": WORDS[code]}
    return {"coding": [coding], "text": WORDS[code]}


def code_in(concept: Any, system: str) -> str | None:
    """The code that a concept has in a system."""
    codings = concept.get("coding", ()) if isinstance(concept, dict) else ()
    return next((one.get("code") for one in codings if one.get("system") == system), None)
