"""The builtin scenarios: valid, readable, and as their issue asks."""

import json

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.reading.durations import DAY, parse_duration
from lactea.reading.yaml_reader import parse
from lactea.scenario import (
    builtin_names,
    builtin_text,
    dumps,
    echo,
    json_schema,
    load,
    loads,
    scenario_hash,
)
from lactea.scenario.json_schema import shipped_text
from lactea.scenario.steps import Nurse, Pump, Solids, Take, TopUp

PROMISED = {
    "natural", "natural-no-nursing", "retained-placenta", "exclusive-pumping", "one-breast",
    "extended", "twins", "induced", "non-pregnant-woman", "man", "preterm-pumping",
    "weaning-abrupt", "weaning-gradual", "return-to-work",
    "cabergoline-suppression", "domperidone-course", "power-pumping", "relactation", "tandem",
    "newman-goldfarb", "newman-goldfarb-accelerated", "newman-goldfarb-menopause", "induced-short",
    "papua-new-guinea-1994", "india-2000", "metoclopramide-on-off-on", "combined-pill",
    "reisman-2018", "wamboldt-2021", "weimer-2023", "van-amesfoort-2024", "trahair-2024",
}  # fmt: skip
RESTING = {"man", "non-pregnant-woman"}
"""Nothing is done there, so there is nothing that could be known to work."""


def test_all_promised_builtins_are_there() -> None:
    assert set(builtin_names()) == PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_builtin_is_named_as_its_file_and_survives_writing(name: str) -> None:
    scenario = load(name)
    assert scenario.name == name
    assert loads(dumps(scenario)) == scenario
    assert scenario_hash(loads(dumps(scenario))) == scenario_hash(scenario)


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_builtin_runs_for_a_few_days(name: str) -> None:
    recording = simulate(load(name), days=4)
    removed = recording.days["removed"]
    assert np.isfinite(removed).all()
    assert (removed >= 0).all()
    assert recording.n_days + recording.first_day == 4


@pytest.mark.parametrize("name", sorted(PROMISED - RESTING))
def test_every_protocol_says_how_well_it_is_known(name: str) -> None:
    evidence = load(name).evidence
    assert evidence is not None
    assert evidence.sources or evidence.strength == "none"
    assert evidence.sentence() in echo(load(name))


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_builtin_obeys_the_json_schema(name: str) -> None:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json_schema())
    validator.check_schema(json_schema())
    validator.validate(parse(builtin_text(name), name).data)
    validator.validate(parse(dumps(load(name)), name).data)


def test_the_json_schema_refuses_what_the_model_refuses() -> None:
    from jsonschema import Draft202012Validator, ValidationError

    data = parse(builtin_text("natural"), "natural").data
    assert isinstance(data, dict)
    for changed in ({"horizn": "3 d"}, {"horizon": 3}, {"origin": "birth"}):
        with pytest.raises(ValidationError):
            Draft202012Validator(json_schema()).validate(data | changed)


def test_the_shipped_json_schema_is_the_one_of_the_model() -> None:
    assert json.loads(shipped_text()) == json_schema()


def test_hashes_tell_scenarios_apart() -> None:
    hashes = {scenario_hash(load(name)) for name in builtin_names()}
    assert len(hashes) == len(PROMISED)
    assert all(len(digits) == 16 and int(digits, 16) >= 0 for digits in hashes)
    spelled = load("natural", ["protocol[2].start=PT60M"])
    assert scenario_hash(spelled) == scenario_hash(load("natural"))
    assert scenario_hash(load("natural", ["infant.appetite=1.1"])) != scenario_hash(spelled)


def test_induced_takes_no_medicine_and_pumps_until_the_baby_arrives() -> None:
    scenario = load("induced")
    (pump,) = scenario.steps_of(Pump)
    (nurse,) = scenario.steps_of(Nurse)
    assert not list(scenario.steps_of(Take))
    assert list(scenario.steps_of(TopUp))
    assert scenario.pregnancy is None
    assert scenario.birth is None
    assert len(list(scenario.session_ticks(pump))) == 8 * 56
    assert pump.stop_tick == nurse.start_tick == scenario.infant_arrival_tick == 56 * DAY
    assert scenario.horizon_tick == 180 * DAY


def test_extended_lasts_two_years_with_solids_from_six_months() -> None:
    scenario = load("extended")
    (solids,) = scenario.steps_of(Solids)
    assert scenario.horizon_tick == 730 * DAY
    assert solids.share_at(180 * DAY) == 0
    assert solids.share_at(225 * DAY) == pytest.approx(0.15)
    assert solids.share_at(800 * DAY) == 0.7


def test_the_pill_after_menopause_lasts_the_printed_sixty_days_and_pumping_waits() -> None:
    """What idr_ngp_meno_coc_min prints as the least."""
    scenario = load("newman-goldfarb-menopause")
    pill, longer = (s for s in scenario.steps_of(Take) if s.medicine.startswith("combined-pill"))
    assert (pill.start, pill.stop, pill.until) == (0, 60 * DAY, None)
    assert (longer.start, longer.until is None) == (60 * DAY, False)
    assert min(pump.start for pump in scenario.steps_of(Pump)) == 60 * DAY


def test_a_case_measured_by_hand_alone_has_no_pump_before() -> None:
    """What idr_tg_wamboldt_volume prints was expressed by hand."""
    (pump,) = load("wamboldt-2021").steps_of(Pump)
    assert pump.start >= 34 * DAY


def test_gestation_follows_the_pregnancy() -> None:
    assert load("natural").gestation_at_birth_ticks == parse_duration("40 weeks")
    assert load("preterm-pumping").gestation_at_birth_ticks == parse_duration("29 weeks")
    assert load("induced").gestation_at_birth_ticks == parse_duration("40 weeks")


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_the_echo_tells_every_step(name: str) -> None:
    scenario = load(name)
    told = echo(scenario)
    for number in range(len(scenario.protocol)):
        assert f"\n  {number}. " in told
    assert scenario.summary in told


def test_the_echo_uses_the_words_of_the_person() -> None:
    words = ["words.parent=father", "words.breast=chest", "words.nursing=chestfeeding"]
    told = echo(load("one-breast", words))
    assert "Father: " in told
    assert "Chestfeeding on demand at the left chest only" in told
    assert "at both sides of the chest;" in echo(load("natural", words))
    assert "nursing" not in told.split("\n", 1)[1].lower()
    assert scenario_hash(load("natural", words)) != scenario_hash(load("natural"))
