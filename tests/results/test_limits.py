"""What holds milk back: each kind of shortage is named, and the numbers are shares."""

import json

import pytest

from lactea.engine import simulate
from lactea.results import Result
from lactea.results.limits import WORDS, Limits, limits_of
from lactea.scenario import load


def limits(name: str, *overrides: str, days: int = 20) -> Limits | None:
    return limits_of(simulate(load(name, overrides), days=days))


def weights(name: str, *overrides: str, days: int = 20) -> dict[str, float]:
    found = limits(name, *overrides, days=days)
    assert found is not None
    return {one.name: one.weight for one in found.factors}


@pytest.mark.parametrize(
    ("strongest", "scenario"),
    [
        ("demand", ("natural",)),
        ("gland", ("natural", "person.breast_development=hypoplastic")),
        ("gland", ("induced",)),
        ("activation", ("natural", "person.pituitary=0.05")),
        ("other", ("exclusive-pumping", "person.gland_share={left: 0.1, right: 0.1}")),
        (
            "other",
            ("exclusive-pumping", "person.nutrition=0.15", "parameters.nutrient_reserve=0.1"),
        ),
    ],
)
def test_the_shortage_is_named(strongest: str, scenario: tuple[str, ...]) -> None:
    found = limits(*scenario)
    assert found is not None
    assert found.factors[0].name == strongest
    assert WORDS[strongest] in found.sentence()


@pytest.mark.parametrize("scenario", ["natural", "exclusive-pumping", "induced", "one-breast"])
def test_weights_are_shares_in_order_and_the_reached_make_up_the_milk(scenario: str) -> None:
    recording = simulate(load(scenario), days=15)
    found = limits_of(recording)
    assert found is not None
    weight = [one.weight for one in found.factors]
    assert sum(weight) == pytest.approx(1)
    assert weight == sorted(weight, reverse=True)
    assert all(0 <= one.reached <= 1 and one.weight >= 0 for one in found.factors)
    share = 1.0
    for one in found.factors:
        share *= one.reached if one.name != "demand" else 1.0
    values = recording.parameter_values
    best = 2 * 24 * 7 * values["tissue_limit"] * values["synthesis_limit"]
    assert share * best == pytest.approx(recording.days["made"][-7:].sum(), rel=0.01)


def test_what_is_made_worse_weighs_more() -> None:
    usual = weights("exclusive-pumping")
    rare = weights("exclusive-pumping", "protocol[2].every='12 h'")
    assert rare["removal"] > 2 * usual["removal"]
    assert weights("exclusive-pumping", "person.pituitary=0.6")["prolactin"] > usual["prolactin"]


def test_a_galactagogue_has_nothing_to_add_where_the_infant_decides() -> None:
    """The weight of prolactin says so before any medicine is tried."""
    failing = weights("domperidone-course", days=27)  # before the first dose
    assert weights("natural")["prolactin"] < 0.05 < failing["prolactin"]


def test_four_infants_leave_less_to_demand() -> None:
    assert weights("twins", "infant.count=4")["demand"] < 0.5 * weights("twins")["demand"]


def test_without_sessions_nothing_is_told() -> None:
    assert limits("man", days=3) is None


def test_it_stands_in_the_document_and_in_the_summary() -> None:
    result = Result(simulate(load("natural"), days=9))
    found = limits_of(result.recording)
    assert found is not None
    told = json.loads(result.to_json())["limits"]
    assert told == json.loads(json.dumps(found.as_dict()))
    assert (told["first_day"], told["last_day"]) == (2, 8)
    assert "What held milk back, days 2 to 8" in result.summary()
    silent = Result(simulate(load("man"), days=2))
    assert json.loads(silent.to_json())["limits"] is None
    assert "held milk back" not in silent.summary()


# ------------------------------------------------------------------ medicines that do not arrive

TAKEN = (
    "protocol=[{do: pregnancy}, {do: birth}, {do: pump, start: 6 h, every: 3 h, duration: 15 min}, "
    "{do: take, medicine: domperidone, dose: 10 mg, every: 8 h, start: 8 d}]"
)


def reach(*overrides: str) -> float:
    found = limits("exclusive-pumping", TAKEN, *overrides, days=16)
    assert found is not None
    assert "The level of domperidone gave" in found.sentence()
    return next(one.share for one in found.medicines if one.target == "dopamine_antagonism")


def test_a_medicine_that_is_cleared_fast_reaches_less_and_leaves_prolactin_short() -> None:
    slow, fast = "parameters.domperidone_oral_clearance='284 L/h'", (
        "parameters.domperidone_oral_clearance='8000 L/h'"
    )  # fmt: skip
    assert reach(fast) < 0.3 * reach(slow)
    assert (
        weights("exclusive-pumping", TAKEN, fast)["prolactin"]
        > weights("exclusive-pumping", TAKEN, slow)["prolactin"]
    )


def test_a_medicine_that_is_not_taken_is_not_told() -> None:
    found = limits("exclusive-pumping", days=4)
    assert found is not None
    assert found.medicines == ()


def test_a_medicine_long_gone_is_hardly_there() -> None:
    stopped = TAKEN.replace("start: 8 d", "start: 1 d, stop: 3 d")
    found = limits("exclusive-pumping", stopped, days=30)
    assert found is not None
    left = max((one.share for one in found.medicines), default=0.0)
    assert left < 1e-3 < reach()
    assert "Hardly any domperidone was left: its doses lie before these days." in found.sentence()


def test_a_medicine_that_hardly_arrives_is_not_told_as_gone() -> None:
    found = limits(
        "exclusive-pumping", TAKEN, "parameters.domperidone_oral_clearance='9e6 L/h'", days=16
    )
    assert found is not None
    assert "next to none reached the blood." in found.sentence()
