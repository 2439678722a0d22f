"""All rules held against one case."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.safety.case import Case, Reader, case_of
from lactea.safety.finding import Finding, Severity
from lactea.safety.rules import RULES
from lactea.scenario import Scenario

ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Screening:
    """What the screen found, the heaviest first."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether anything blocks."""
        return any(finding.severity is Severity.blocks for finding in self.findings)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one weight."""
        return tuple(one for one in self.findings if one.severity is severity)

    @property
    def questions(self) -> tuple[str, ...]:
        """Entries of the scenario that would answer what is open, each once, as the findings stand."""
        return tuple(dict.fromkeys(one.question for one in self.findings if one.question))


def screen(
    scenario: Scenario, country: str | None = None, reader: Reader = "researcher", own: bool = True
) -> Screening:
    """Hold a scenario against every rule.

    Parameters
    ----------
    scenario
        What shall be screened.
    country
        Whose limits count; None for the strictest known of all countries.
    reader
        For whom the findings are.
    own
        Whether the reader wrote the scenario; a parent sees no dose of one that others wrote.

    Raises
    ------
    SafetyError
        No file has a limit of the country.
    MedicineError
        A medicine file is missing or wrong.
    """
    case = case_of(scenario, country, reader, own)
    found = [finding for rule in RULES for finding in rule(case)]
    return Screening(case, tuple(sorted(found, key=lambda one: ORDER[one.severity])))
