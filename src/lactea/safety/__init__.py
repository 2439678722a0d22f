"""The safety screen: what speaks against a scenario, each with its source and its place.

The screen reads a scenario, the files of its medicines and what the person answered. It simulates
nothing, and it clears nothing: it names what blocks and what is unknown.
"""

from lactea.safety.case import Case, case_of, countries
from lactea.safety.document import document, json_schema
from lactea.safety.finding import Finding, Severity
from lactea.safety.problems import SafetyError
from lactea.safety.rules import RULES
from lactea.safety.screening import Screening, screen
from lactea.safety.wording import text

__all__ = [
    "RULES",
    "Case",
    "Finding",
    "SafetyError",
    "Screening",
    "Severity",
    "case_of",
    "countries",
    "document",
    "json_schema",
    "screen",
    "text",
]
