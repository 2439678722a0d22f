"""What the tests of transfer into milk are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from lactea.scenario import Scenario
from lactea.scenario import load as load_scenario
from lactea.transfer import Ratio, Substance
from lactea.transfer.schema import Chemistry

HOUR, DAY = 3600, 86_400


def fact(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "grade": "assumed", "reason": "a test"}


@pytest.fixture
def chemistry() -> Callable[..., Chemistry]:
    """A chemistry of a class, from plain numbers."""
    units = {"molecular_mass": "g/mol", "polar_surface": "A^2"}

    def make(class_: str, **numbers: float) -> Chemistry:
        facts = {name: fact(value, units.get(name, "1")) for name, value in numbers.items()}
        return Chemistry.model_validate({"class": class_, **facts})

    return make


@pytest.fixture
def substance() -> Callable[..., Substance]:
    """A substance that behaves simply, with changes."""

    def make(**changes: Any) -> Substance:
        data: dict[str, Any] = {
            "schema": "lactea.transfer/1",
            "name": "testol",
            "chemistry": {"class": "neutral", "logp": fact(0.0, "1"),
                          "unbound_plasma": fact(1.0, "1")},
            "mother": {"absorption_half_life": fact(0.5, "h"), "bioavailability": fact(60, "%"),
                       "clearance_over_f": fact(20, "L/h"), "half_life": fact(4, "h")},
            "baby": {"pathways": [{"by": "kidney", "share": fact(1.0, "1")}]},
        }  # fmt: skip
        return Substance.model_validate(data | changes)

    return make


@pytest.fixture
def days() -> Callable[[int], Scenario]:
    """The first days of the natural course."""
    return lambda count: load_scenario("natural", [f"horizon={count} d"])


@pytest.fixture
def one() -> Ratio:
    return Ratio(1.0, 0.5, "measured", "a test")


@pytest.fixture
def write(tmp_path) -> Callable[[dict[str, Any]], str]:
    """Write data as a file, and give its path."""

    def make(data: dict[str, Any]) -> str:
        path = tmp_path / "mine.yaml"
        path.write_text(yaml.safe_dump(data), encoding="utf-8")
        return str(path)

    return make
