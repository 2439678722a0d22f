"""``lactea medicines``: the library for all, doses not for parents, mistakes without a traceback."""

import json
import re
from pathlib import Path

import pytest

from lactea.medicines import known_names, load

DOSE = re.compile(r"\d\s?(mg|ug|g|IU)\b(?!/d?L)")


def test_the_library_is_listed(run) -> None:
    lines = run("medicines").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(known_names())
    document = json.loads(run("medicines", "--json").stdout)
    assert document["schema"] == "lactea.medicines/1"
    known = {row["name"]: row for row in document["medicines"]}
    assert set(known) == set(known_names())
    assert known["combined-pill"]["acts_on"] == ["estradiol_taken", "progesterone_taken"]
    assert known["fenugreek"]["acts_on"] == []
    assert "no usable figure" in next(line for line in lines if line.startswith("fenugreek"))


@pytest.mark.parametrize("name", known_names())
def test_a_medicine_is_told_with_sources_and_grades(run, name: str) -> None:
    told = run("medicines", "show", name)
    assert told.exit_code == 0
    medicine = load(name)
    for key, source in medicine.sources.items():
        assert f"[{key}] {source.text}" in told.stdout
    for _, fact in medicine.facts():
        assert f"{fact.value:g} {fact.unit}".removesuffix(" 1") in told.stdout
    assert not re.search(r"times [\d.]+ 1 ", told.stdout)
    for effect in medicine.effects:
        assert effect.link is not None or "no usable figure" in told.stdout
    document = json.loads(run("medicines", "show", name, "--json").stdout)
    assert document["medicine"]["name"] == name


@pytest.mark.parametrize("name", known_names())
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_parents_are_shown_no_dose(run, name: str, form: tuple[str, ...]) -> None:
    told = run("medicines", "show", name, "--mode", "parent", *form)
    assert told.exit_code == 0
    assert not DOSE.search(told.stdout), DOSE.search(told.stdout)
    for caution in load(name).contraindications:
        assert caution.source in told.stdout


def test_a_medicine_of_ones_own_is_shown_and_a_broken_one_refused(run, tmp_path: Path) -> None:
    library = Path(load.__code__.co_filename).parent / "library"
    text = (library / "sulpiride.yaml").read_text("utf-8").replace("name: sulpiride", "name: mine")
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    assert run("medicines", "show", str(path)).stdout.startswith("mine: antipsychotic")
    path.write_text(text.replace("unit: ng/mL", "unit: mL"), "utf-8")
    told = run("medicines", "show", str(path))
    assert told.exit_code == 2
    assert f"{path}, line" in told.stderr
    assert "effects[0].potency" in told.stderr
    assert "Traceback" not in told.stderr
    assert run("medicines", "show", "sulpirid").exit_code == 2
