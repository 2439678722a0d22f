"""A run of the real engine goes through everything that results offer."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results import Result, document
from lactea.results.observables import evaluate, observables
from lactea.results.variables import DAYS, SESSIONS
from lactea.scenario import load, loads, scenario_hash

DAY = 86_400


@pytest.fixture(scope="module")
def real() -> Result:
    return Result(simulate(load("natural"), days=12, zooms=[(10 * DAY, 11 * DAY)]))


def test_facts_are_gathered_from_the_body(real: Result) -> None:
    facts = real.facts
    assert facts.card.scenario_hash == scenario_hash(load("natural"))
    assert facts.card.origin_clock_h == 8.0
    assert scenario_hash(loads(facts.card.text)) == facts.card.scenario_hash
    notes = {note.id: note for note in facts.parameters}
    assert notes.keys() == real.recording.parameter_values.keys()
    half_life = notes["prolactin_half_life"]
    assert half_life.standing == "sourced"
    assert half_life.sources == ("prl_halflife",)
    assert all(note.reason for note in facts.parameters if note.standing == "assumed")


def test_the_summary_leaves_the_words_for_the_body_to_the_person(real: Result) -> None:
    """Its table and events name no breast, whatever the person calls it."""
    told, _, _ = real.summary().partition("Parameters:")
    assert "milk left inside, mL" in told
    assert "breast" not in told


def test_a_value_is_told_in_the_unit_beside_it(real: Result) -> None:
    for note in real.facts.parameters:
        known = default_body().parameters[note.id]
        assert (note.published, note.unit) == (pytest.approx(known.value), known.unit)
    table = real.tree()["parameters"].sel(parameter="prolactin_half_life")
    assert (table["published"].item(), table["unit"].item()) == (pytest.approx(37), "min")


def test_a_medicine_brings_its_own_sources() -> None:
    step = "{do: take, medicine: domperidone, dose: 10 mg, every: 8 h, start: 0 h, stop: 2 d}"
    scenario = loads(
        "schema: lactea.scenario/1\nname: dosed\nsummary: One day of a medicine.\n"
        f"origin: first_step\nperson: {{sex: female}}\nprotocol:\n  - {step}\nhorizon: 3 d\n"
    )
    facts = Result(simulate(scenario)).facts
    own = [note for note in facts.parameters if "domperidone" in note.id]
    assert own
    assert all(note.unit and note.meaning for note in own)


@pytest.mark.parametrize("weight", [2.0, 4.5])
def test_weight_is_lost_from_the_infants_own_weight_at_birth(weight: float) -> None:
    recording = simulate(load("natural", [f"infant.birth_weight={weight} kg"]), days=4)
    assert 0 < evaluate(recording, "infant.weight_loss", "value", "any") < 12
    assert evaluate(recording, "infant.weight_nadir", "value", "any") > 1
    last = recording.days["infant_weight"][-1]
    change = evaluate(recording, "infant.weight_change", "mean", "P3D")
    assert change == pytest.approx(100 * (last / weight - 1))


def test_every_number_of_the_engine_has_a_label(real: Result) -> None:
    assert set(real.recording.days) <= set(DAYS)
    assert set(real.recording.sessions) <= set(SESSIONS)
    tree = real.tree()
    for group in ("days", "sessions", "trace", "zooms/0"):
        for name, values in tree[group].data_vars.items():
            if values.dtype.kind == "f":
                assert values.attrs["units"], f"{group}/{name}"
    assert "prl_halflife" in tree["days"]["prolactin_mean"].attrs["sources"].split()
    assert "oxt_halflife_iv" in tree["sessions"]["oxytocin_peak"].attrs["sources"].split()


def test_it_goes_to_a_file_and_back(real: Result, tmp_path: Path) -> None:
    path = tmp_path / "real.nc"
    real.to_netcdf(path)
    back = Result.from_netcdf(path)
    assert back.tree().identical(real.tree())
    assert back.to_json() == real.to_json()
    assert back.facts.card == real.facts.card
    assert back.recording.resolved == real.recording.resolved
    assert back.recording.resolved.borders


def test_its_decisions_replay_from_the_file(real: Result, tmp_path: Path) -> None:
    path = tmp_path / "real.nc"
    real.to_netcdf(path)
    back = Result.from_netcdf(path)
    again = simulate(loads(back.facts.card.text), days=12, resolved=back.recording.resolved)
    np.testing.assert_allclose(
        again.days["removed"], real.recording.days["removed"], rtol=1e-9, atol=1e-9
    )


def test_its_json_follows_the_schema(real: Result) -> None:
    jsonschema.validate(json.loads(real.to_json()), document.schema())


@pytest.mark.parametrize("name", sorted(observables()))
def test_every_observable_can_be_read(real: Result, name: str) -> None:
    for statistic in observables()[name].statistics:
        assert isinstance(evaluate(real.recording, name, statistic, "P3D/P10D"), float)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("milk.removed_per_day", 100, 1500),
        ("session.count", 4, 16),
        ("session.share_4min", 20, 100),
        ("session.first_ejection_share", 10, 100),
        ("session.first_ejection", 10, 300),
        ("breast.emptying", 10, 100),
        ("breast.fullness", 0.05, 1),
        ("milk.synthesis_rate", 2, 80),
        ("prolactin.session_fold", 1, 10),
        ("oxytocin.session_fold", 1.2, 20),
        ("infant.weight", 2.5, 4.5),
        ("infant.energy_per_weight", 40, 160),
        ("activation.level", 0.5, 1),
    ],
)
def test_units_are_those_named(real: Result, name: str, low: float, high: float) -> None:
    """Wide bounds that a slip of a factor of 60 or 100 would leave."""
    assert low <= evaluate(real.recording, name, "mean", "P7D/P10D") <= high


def test_milk_is_felt_after_it_came_in_by_chemistry_has_begun(real: Result) -> None:
    run = real.recording
    begun = evaluate(run, "activation.start", "value", "any")
    assert begun < evaluate(run, "activation.felt", "value", "any") < begun + 96


def test_the_day_of_a_figure_is_what_the_trace_says(real: Result) -> None:
    """Daily totals and running totals of the trace are two records of the same thing."""
    day = evaluate(real.recording, "milk.removed_per_day", "mean", "P8D/P9D")
    shifted = evaluate(real.recording, "milk.removed_per_day", "mean", "P8DT1S/P9D")
    assert shifted == pytest.approx(day, rel=1e-3)
