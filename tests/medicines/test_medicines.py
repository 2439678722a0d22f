"""Medicine files: complete, sourced, convertible; and their mistakes told with their line."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.medicines import Medicine, MedicineError, known_names, load
from lactea.medicines.facts import Fact
from lactea.medicines.kinetics import Kinetics, absorption_from_peak, time_to_peak

LIBRARY = Path(__file__).parents[2] / "src" / "lactea" / "medicines" / "library"


def facts_of(value: object) -> list[Fact]:
    if isinstance(value, Fact):
        return [value]
    if isinstance(value, dict):
        return [fact for part in value.values() for fact in facts_of(part)]
    if isinstance(value, tuple):
        return [fact for part in value for fact in facts_of(part)]
    if hasattr(value, "__dict__"):
        return [fact for part in vars(value).values() for fact in facts_of(part)]
    return []


@pytest.mark.parametrize("name", known_names())
def test_every_number_has_its_origin_and_every_source_is_used(name: str) -> None:
    medicine = load(name)
    facts = facts_of(medicine)
    assert len(facts) >= 4
    assert all(fact.source in medicine.sources or fact.reason for fact in facts)
    assert {source for _, source in medicine.cited()} == set(medicine.sources)


@pytest.mark.parametrize("name", known_names())
def test_every_effect_acts_on_an_input_of_the_body(name: str) -> None:
    inputs = default_body().inputs
    for effect in load(name).effects:
        assert effect.target in inputs
        assert effect.potency_ng_per_ml is None or effect.potency_ng_per_ml > 0


def test_domperidone_has_the_kinetics_of_its_study() -> None:
    kinetics = load("domperidone").kinetics("oral")
    assert kinetics.clearance_over_f == pytest.approx(4735 * 60 / 1000)
    assert kinetics.volume_over_f == 6272
    assert 12.6 < kinetics.half_life_h < 16.0  # the half-lives that the study prints
    assert kinetics.time_to_peak_h == pytest.approx(0.9)
    assert kinetics.bioavailability == 0.15
    assert [limit.per_day_mg for limit in load("domperidone").dose_limits] == [30, 30]


def test_the_assumed_potencies_are_what_their_reasons_say() -> None:
    domperidone, cabergoline = load("domperidone"), load("cabergoline")
    kinetics = domperidone.kinetics()
    assert kinetics.level(40, 1.5) / 25 == pytest.approx(
        domperidone.effects[0].potency_ng_per_ml, rel=0.01
    )
    kinetics = cabergoline.kinetics()
    peak = kinetics.level(1, kinetics.time_to_peak_h)
    by_dose = [0.3 * peak / (1 / 0.35 - 1), 0.6 * peak / (1 / 0.24 - 1)]
    assert math.sqrt(by_dose[0] * by_dose[1]) == pytest.approx(
        cabergoline.effects[0].potency_ng_per_ml, rel=0.02
    )
    for medicine in (domperidone, cabergoline):
        assert medicine.effects[0].potency is not None
        assert medicine.effects[0].potency.grade == "assumed"


def test_an_unknown_route_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"by the 'nasal' route\. Valid here: oral"):
        load("domperidone").kinetics("nasal")


@given(st.floats(0.001, 0.5), st.floats(0.01, 0.95))
def test_absorption_puts_the_peak_where_it_was_seen(k: float, share: float) -> None:
    time = share / k
    ka = absorption_from_peak(time, k)
    assert ka > k
    assert time_to_peak(ka, k) == pytest.approx(time, rel=1e-6)


@given(st.floats(0.05, 5), st.floats(0.01, 1), st.floats(1, 1000))
def test_the_area_under_the_level_is_dose_over_clearance(
    ka: float, k: float, volume: float
) -> None:
    kinetics = Kinetics(ka, k, k * volume, volume, None)
    end = 60 / min(ka, k)
    steps = 20_000
    levels = [kinetics.level(10, end * (i + 0.5) / steps) for i in range(steps)]
    assert sum(levels) * end / steps == pytest.approx(10 * 1000 / (k * volume), rel=2e-3)


def changed(tmp_path: Path, old: str, new: str) -> MedicineError:
    text = (LIBRARY / "domperidone.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(MedicineError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert caught.value.line == text[: text.index(old)].count("\n") + 1
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("class: dopamine", "clas: dopamine", "Did you mean 'class'?"),
        ("unit: mL/min", "unit: mg", "is a mass; a volume per time is expected"),
        ("target: dopamine_antagonism", "target: dopamine_antagonist", "'dopamine_antagonism'"),
        ("{value: 0.9, unit: h, source: formulations", "{value: 0.9, unit: h, source: formulation", "Did you mean 'formulations'?"),
        ("{value: 0.9, unit: h, source: formulations", "{value: 0.9, unit: h", "no 'source'"),
        ("{value: 0.9, unit: h", "{value: 90, unit: h", "too late"),
        ("verified: primary, row: idr_prl_dom40", "verified: memory, row: idr_prl_dom40", "primary, secondary"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert complaint in str(changed(tmp_path, old, new))


def test_an_assumed_number_needs_its_reason(tmp_path: Path) -> None:
    text = (LIBRARY / "cabergoline.yaml").read_text("utf-8")
    begin, end = text.index("      reason: >-"), text.index("    fit:")
    path = tmp_path / "mine.yaml"
    path.write_text(text[:begin] + text[end:], "utf-8")
    with pytest.raises(MedicineError, match="an assumed number needs its 'reason'"):
        load(path)


def test_an_unknown_medicine_names_the_nearest() -> None:
    with pytest.raises(MedicineError, match="Did you mean 'cabergoline'"):
        load("cabergolin")


def test_a_medicine_of_ones_own_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text((LIBRARY / "domperidone.yaml").read_text("utf-8"), "utf-8")
    mine = load(str(path))
    assert isinstance(mine, Medicine)
    assert mine == load("domperidone")
