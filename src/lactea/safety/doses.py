"""Leaving doses out of a sentence, for readers who shall see none but those they entered."""

from __future__ import annotations

import re

A_DOSE = "a certain dose"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = rf"{_NUMBER}(?:\s*(?:to|-|–|/)\s*{_NUMBER})?"
_UNIT = (
    r"(?:mg|[µμu]g|mcg|g|milligrams?|micrograms?|grams?|m?IU|m?U|units?|tablets?|capsules?|pills?|"
    r"drops?|puffs?|sprays?|cigarettes?|drinks?)"
)
_NO_LEVEL = r"(?!\s*/\s*[md]?L\b)"
_PER = (
    r"(?:\s*/\s*(?:kg|day|d|h|week|dose)\b|\s+(?:a|per|each)\s+(?:kg|day|week|dose)\b|\s+daily\b)"
)
_TIMES = rf"(?:\s*[x×]\s*{_NUMBER}\b)?"
DOSE = re.compile(rf"(?<![\w.]){_RANGE}\s*{_UNIT}\b{_NO_LEVEL}{_PER}*{_TIMES}", re.IGNORECASE)


def without_doses(text: str) -> str:
    """The text with every amount of a medicine replaced by words."""
    return DOSE.sub(A_DOSE, text)
