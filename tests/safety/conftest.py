"""Scenarios for the screen, and the answers that leave nothing open."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from tests.safety.findings import PILL

from lactea.medicines import CONDITIONS, load
from lactea.reading.conditions import MonitoredItem
from lactea.scenario import Scenario

PUMP = {
    "do": "pump", "start": "0 h", "times": ["07:00", "12:00", "17:00", "22:00"], "duration": "15 min"
}  # fmt: skip
BIRTH = [{"do": "pregnancy", "length": "40 weeks"}, {"do": "birth", "at": "0 h"}]


class Make:
    """What the tests of this room are made of."""

    def cleared(self, **changes: Any) -> dict[str, Any]:
        """A health record in which everything is answered and nothing speaks against a medicine."""
        record = {
            "conditions": dict.fromkeys(CONDITIONS, "no"),
            "other_medicines": "none",
            "monitoring": dict.fromkeys(get_args(MonitoredItem), "done"),
        }
        return record | changes

    def said(self, *conditions: str) -> dict[str, Any]:
        """The cleared record, but for conditions that hold."""
        yes = dict.fromkeys(conditions, "yes")
        return self.cleared(conditions=dict.fromkeys(CONDITIONS, "no") | yes)

    def unsaid(self, *conditions: str) -> dict[str, Any]:
        """The cleared record without an answer on some conditions."""
        return self.cleared(conditions={one: "no" for one in CONDITIONS if one not in conditions})

    def taking(self, medicine: str, amount: float = 0.001, **step: Any) -> dict[str, Any]:
        """A step that takes a medicine of the library once a day, from the second day on."""
        file = load(medicine)
        route = {"route": next(iter(file.routes))} if file.routes else {}
        return {
            "do": "take", "medicine": medicine, "dose": f"{amount!r} {file.measure}",
            "start": "24 h", "every": "24 h", **route, **step,
        }  # fmt: skip

    def scenario(
        self,
        *steps: dict[str, Any],
        health: dict[str, Any] | None = None,
        before: list[dict[str, Any]] | None = None,
        **entries: Any,
    ) -> Scenario:
        """Four pumpings a day and these steps; without a pregnancy, unless ``before`` holds one."""
        person = {"parity": 0, "health": health or {}} | entries.pop("person", {})
        data = {
            "schema": "lactea.scenario/1", "name": "made", "summary": "for a test",
            "origin": "first_step", "infant": None, "person": person,
            "protocol": [*(before or []), PUMP, *steps], "horizon": "60 d",
        }  # fmt: skip
        return Scenario.model_validate(data | entries)

    def after_birth(
        self, *steps: dict[str, Any], health: dict[str, Any] | None = None, **entries: Any
    ) -> Scenario:
        """The same after a term birth at the origin."""
        return self.scenario(
            *steps, health=health, before=BIRTH, origin="placenta_delivered", **entries
        )


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture
def pill(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "pill.yaml"
    path.write_text(PILL.format(first="domperidone"), "utf-8")
    return {
        "do": "take",
        "medicine": str(path),
        "dose": "1 tablet",
        "every": "24 h",
        "start": "1 d",
    }
