"""Mistakes in a medicine file: told with file, line, field and remedy, and never a traceback."""

import copy
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lactea.medicines import Medicine, MedicineError, known_names, load

ODD = (None, "", "no such word", -1, 0, 1e400, True, [], {}, ["x"], {"x": 1}, "1" * 5000)
MUTATIONS_PER_FILE = 25


def changed(tmp_path: Path, library: Path, old: str, new: str) -> MedicineError:
    text = (library / "domperidone.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(MedicineError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert caught.value.source == str(path)
    assert caught.value.line == text[: text.index(old)].count("\n") + 1
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("class: dopamine", "clas: dopamine", "Did you mean 'class'?"),
        ("unit: mL/min", "unit: mg", "is a mass; a volume per time is expected"),
        ("target: dopamine_antagonism", "target: dopamine_antagonist", "'dopamine_antagonism'"),
        ("value: 0.24", "value: -0.24", "-0.24 ng/mL is out of range: it must be from 1e-09 to 1e+09 ng/mL"),
        ("value: 15, unit", "value: 0, unit", "0 % is out of range"),
        ("value: 4735, unit", "value: 4735e200, unit", "is out of range"),
        ("{value: 0.9, unit: h, source: formulations", "{value: 0.9, unit: h, source: formulation", "Did you mean 'formulations'?"),
        ("{value: 0.9, unit: h, source: formulations", "{value: 0.9, unit: h", "no 'source'"),
        ("{value: 0.9, unit: h", "{value: 90, unit: h", "too late"),
        ("verified: primary, row: idr_prl_dom40", "verified: memory, row: idr_prl_dom40", "primary, secondary"),
        ("when: [prolactinoma]", "when: [prolactinom]", "Did you mean 'prolactinoma'?"),
        ("with: [prolongs_qt]", "with: [prolong_qt]", "Did you mean 'prolongs_qt'?"),
        ("tags: [dopamine_antagonist", "tags: [dopamine_antagonists", "Did you mean 'dopamine_antagonist'?"),
        ("item: ecg", "item: ekg", "'ekg' is not a word allowed here"),
        ("needed: advised", "needed: maybe", "advised, not needed, unknown"),
        ("symptom: headache", "symptom: headaches", "Did you mean 'headache'?"),
        ("value: 30, unit: mg/day, source: ema", "value: 30, unit: tablet/day, source: ema", "'tablet' is not a unit"),
        ("value: 30, unit: mg/day, source: ema", "value: -30, unit: mg/day, source: ema", "a dose is above 0"),
        ("value: 30, unit: mg/day, source: ema", "value: 30, unit: mg, source: ema", "'mg' names no time"),
        ("kind: SD, low: 2017", "kind: SD, low: -5", "-5 is no SD"),
        ("kind: range, low: 13, high: 17", "kind: range, low: 17, high: 13", "13 is less than 'low', 17"),
        ("doses: {up_to: 30, unit", "doses: {above: 50, up_to: 30, unit", "no dose is above 50 and up to 30 mg/day"),
        ("longest_days: {value: 7, unit: day", "longest_days: {value: 7, unit: mg", "a span of time is expected"),
        ("    longest: at most 7 days", "    per_kg: {value: 7, unit: mg/day, source: ema, grade: expert}", "is a mass per time"),
        ("    longest: at most 7 days", "    per_kg: {value: -1, unit: mg/kg/day, source: ema, grade: expert}", "a dose is above 0"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line(
    tmp_path: Path, library: Path, old: str, new: str, complaint: str
) -> None:
    assert complaint in str(changed(tmp_path, library, old, new))


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("units: {mg: {value: 0.5, unit: mg, source: mine, grade: expert}}", "units.mg: 'mg' is a unit of mass already"),
        ("contains_per: mg\ncontains: [{medicine: domperidone, amount: {value: 9, unit: mg, source: mine, grade: expert}}]", "contains_per: 'mg' is a unit of mass"),
    ],
)  # fmt: skip
def test_a_unit_of_mass_keeps_its_size(tmp_path: Path, entry: str, complaint: str) -> None:
    path = tmp_path / "mine.yaml"
    source = "sources: {mine: {text: a test, url: here, verified: primary}}"
    path.write_text(
        f"schema: lactea.medicine/1\nname: x\nclass: x\nsummary: x\n{entry}\n{source}\n"
    )
    with pytest.raises(MedicineError, match=re.escape(complaint)):
        load(path)
    path.write_text(path.read_text().replace("mg: {value: 0.5", "mcg: {value: 0.001"))
    if entry.startswith("units"):
        assert load(path).amount("250 mcg") == pytest.approx(0.25)


def test_a_rate_without_words_for_its_dose_tells_the_range(tmp_path: Path, library: Path) -> None:
    text = (library / "domperidone.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("    at: up to 30 mg a day\n", "", 1), "utf-8")
    assert load(path).adverse_effects[0].dose == "up to 30 mg/day"


def test_a_rate_is_no_more_than_everybody(tmp_path: Path, library: Path) -> None:
    data = yaml.safe_load((library / "domperidone.yaml").read_text("utf-8"))
    data["adverse_effects"][0]["rate"] |= {"value": 400, "unit": "%"}
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    with pytest.raises(MedicineError, match="400 % is no rate"):
        load(path)


def test_the_figure_of_an_effect_fits_its_target(tmp_path: Path, library: Path) -> None:
    old, new = "    potency:\n      value: 0.24", "    relative_potency:\n      value: 0.24"
    path = tmp_path / "mine.yaml"
    path.write_text((library / "domperidone.yaml").read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(MedicineError, match="its effect is written as potency") as caught:
        load(path)
    assert caught.value.field == "effects[0].relative_potency"


def test_an_assumed_number_needs_its_reason(tmp_path: Path, library: Path) -> None:
    text = (library / "cabergoline.yaml").read_text("utf-8")
    begin, end = text.index("      reason: >-"), text.index("\ncontraindications:")
    path = tmp_path / "mine.yaml"
    path.write_text(text[:begin] + text[end:], "utf-8")
    with pytest.raises(MedicineError, match="an assumed number needs its 'reason'"):
        load(path)


def test_an_effect_without_kinetics_is_refused(tmp_path: Path, library: Path) -> None:
    data = yaml.safe_load((library / "domperidone.yaml").read_text("utf-8"))
    del data["kinetics"]
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    with pytest.raises(MedicineError, match="there is no level that could act"):
        load(path)


def test_kinetics_that_no_medicine_has_are_refused(tmp_path: Path, library: Path) -> None:
    text = (library / "domperidone.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("value: 6272", "value: 0.01"), "utf-8")
    with pytest.raises(MedicineError, match=r"half-life of 2\.44e-05 h; one is a slip"):
        load(path)


def test_a_brand_names_the_medicine() -> None:
    with pytest.raises(MedicineError, match="'Motilium' is called 'domperidone' here"):
        load("Motilium")


def test_an_unknown_medicine_names_the_nearest() -> None:
    with pytest.raises(MedicineError, match="Did you mean 'cabergoline'"):
        load("cabergolin")


@pytest.mark.parametrize("text", ["", "[]", "42", "just words", "schema: [", "\x00", "a: &x 1"])
def test_what_is_no_medicine_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(MedicineError) as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_a_medicine_of_ones_own_is_a_file(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text((library / "domperidone.yaml").read_text("utf-8"), "utf-8")
    mine = load(str(path))
    assert isinstance(mine, Medicine)
    assert mine == load("domperidone")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every entry of plain data, at any depth."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def broken(data: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """The data with one entry gone (``odd`` is the ellipsis) or made odd."""
    data = copy.deepcopy(data)
    here = data
    for part in path[:-1]:
        here = here[part]
    if odd is ...:
        del here[path[-1]]
    else:
        here[path[-1]] = odd
    return data


@pytest.mark.parametrize("name", known_names())
def test_whatever_is_broken_in_a_shipped_file_is_told(
    name: str, tmp_path: Path, library: Path
) -> None:
    data = yaml.safe_load((library / f"{name}.yaml").read_text("utf-8"))
    everything = list(places(data))
    chance = random.Random(name)
    path = tmp_path / "mine.yaml"
    complaints = []
    for _ in range(MUTATIONS_PER_FILE):
        place, odd = chance.choice(everything), chance.choice((*ODD, ...))
        path.write_text(yaml.safe_dump(broken(data, place, odd)), "utf-8")
        try:
            load(path)
        except MedicineError as error:
            complaints.append(error)
    assert len(complaints) > MUTATIONS_PER_FILE / 4
    for error in complaints:
        assert str(path) in str(error)
        assert error.field or error.line, str(error)
        assert "\n" not in str(error)
        assert len(str(error)) < 2500


def test_a_shipped_medicine_is_checked_once_and_an_own_file_whenever_it_is_read(
    tmp_path: Path, library: Path
) -> None:
    assert load("domperidone") is load("domperidone")
    text = (library / "domperidone.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    assert load(path) == load("domperidone")
    path.write_text(text.replace("name: domperidone", "name: other", 1), "utf-8")
    assert load(path).name == "other"


def test_an_empty_file_is_not_told_to_start_from_a_scenario(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("# nothing yet\n", "utf-8")
    with pytest.raises(MedicineError, match=r"mine\.yaml: the text is empty\.") as told:
        load(path)
    assert "schema: lactea.medicine/1" in str(told.value)
    assert "natural" not in str(told.value)
