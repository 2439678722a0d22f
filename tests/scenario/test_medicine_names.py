"""The names that a step ``take`` knows are those of the medicine library."""

from lactea.medicines import known_names
from lactea.scenario.medicine_names import known_medicines


def test_scenarios_know_every_shipped_medicine() -> None:
    assert known_medicines() == known_names()
