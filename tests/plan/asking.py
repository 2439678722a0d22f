"""Random requests, and choices at random, for tests that hold whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, get_args

from lactea.medicines import CONDITIONS, known_names
from lactea.plan.limits import METHODS
from lactea.plan.request import Request
from lactea.plan.week import WEEKDAYS
from lactea.reading.conditions import MonitoredItem

TODAY = date(2026, 12, 1)


class Chance:
    """Chooses at random, where a search would choose with reason."""

    def __init__(self, numbers: random.Random) -> None:
        self.numbers = numbers

    def suggest_categorical(self, name: str, choices: Sequence[Any]) -> Any:
        return self.numbers.choice(list(choices))


def random_request(numbers: random.Random) -> Request:
    """A request that somebody might write; every entry may be odd, and all are allowed."""
    pick = numbers.choice
    lactating = numbers.random() < 0.5
    data: dict[str, Any] = {
        "schema": "lactea.plan-request/1",
        "name": "at random",
        "today": TODAY.isoformat(),
        "goal": pick([{"kind": "share_of_need", "share": 0.5, "by": day(200)},
                      {"kind": "any_drops", "by": day(60)},
                      {"kind": "volume", "per_day": "500 mL/day", "by": day(90)},
                      {"kind": "stash", "amount": "3 L", "by": day(40)}]),
        "person": {"health": random_health(numbers), "age": f"{numbers.randint(20, 48)} years"},
        "infant": {"count": 1},
        "limits": random_limits(numbers),
    }  # fmt: skip
    if pick([True, False]):
        data["country"] = pick(["Canada", "European Union", "United States"])
    if lactating:
        data["limits"].pop("not_before", None)
        born = TODAY - timedelta(days=numbers.randint(1, 200))
        data["lactation"] = {
            "born": born.isoformat(),
            "pregnancy": f"{pick([28, 36, 38, 40])} weeks",
            "removal": pick(["nursing", "pumping", "none"]),
            "sessions_per_day": numbers.randint(2, 9),
        }
    else:
        days = sorted(numbers.randint(1, 190) for _ in range(3))
        names = ("earliest", "likely", "latest")
        arrives = {name: day(at) for name, at in zip(names, days, strict=True)}
        data["infant"]["arrives"] = arrives
    return Request.model_validate(data)


def random_limits(numbers: random.Random) -> dict[str, Any]:
    devices = ["hospital_grade", "personal", "manual", "hand"]
    limits: dict[str, Any] = {
        "sessions_per_day": numbers.randint(1, 12),
        "minutes_per_day": numbers.randint(10, 400),
        "night_sessions": numbers.randint(0, 1),
        "devices": numbers.sample(devices, numbers.randint(1, 4)),
        "refused": numbers.sample([*METHODS, *known_names()], numbers.randint(0, 3)),
    }
    begin, length = numbers.randint(0, 47) / 2, numbers.randint(8, 24) / 2
    limits["sleep"] = {"from": clock(begin), "to": clock(begin + length)}
    if numbers.random() < 0.4:
        waking = 24 - length
        hours = min(numbers.randint(1, 20) / 2, waking)
        leaves = begin + length + numbers.randint(0, int(4 * (waking - hours))) / 4
        limits["away"] = {
            "from": clock(leaves), "to": clock(leaves + hours), "breaks": numbers.randint(0, 3),
            "minutes": numbers.choice([10, 20, 30]), "since": day(numbers.randint(0, 60)),
        }  # fmt: skip
        if numbers.random() < 0.7:
            limits["away"]["days"] = numbers.sample(WEEKDAYS, numbers.randint(1, 7))
    if numbers.random() < 0.2:
        limits["not_before"] = day(numbers.randint(0, 20))
    return limits


def random_health(numbers: random.Random) -> dict[str, Any]:
    """Answers of somebody who answered all, or some, or nothing; mostly no."""
    share = numbers.choice([0.0, 0.5, 1.0, 1.0, 1.0, 1.0])
    asked = [name for name in CONDITIONS if numbers.random() < share]
    health: dict[str, Any] = {
        "conditions": {name: "yes" if numbers.random() < 0.01 else "no" for name in asked},
        "monitoring": {
            name: "not_done" if numbers.random() < 0.1 else "done"
            for name in get_args(MonitoredItem)
            if numbers.random() < share
        },
    }
    if numbers.random() < share:
        health["other_medicines"] = "none"
    return health


def day(number: int) -> str:
    return (TODAY + timedelta(days=number)).isoformat()


def clock(hours: float) -> str:
    return f"{int(hours % 24):02d}:{int(hours % 1 * 60):02d}"
