"""The README of the library: its example works as it stands."""

import os
import re
from pathlib import Path

import pytest

from lactea.engine.simulation import simulate
from lactea.medicines import MedicineError, load
from lactea.medicines.effects import targets
from lactea.safety import screen
from lactea.scenario import load as load_scenario


@pytest.fixture
def example(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the worked example, which is then the current one."""
    text = (library / "README.md").read_text("utf-8")
    blocks = re.findall(r"`([\w-]+\.yaml)`:\n\n```yaml\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in blocks] == ["recombinant-prolactin.yaml", "plan.yaml"]
    for name, block in blocks:
        (tmp_path / name).write_text(block, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_raises_prolactin_and_milk_by_the_hormone_itself(example: Path) -> None:
    with_it = simulate(load_scenario("plan.yaml"), estimate_error=False)
    lines = (example / "plan.yaml").read_text("utf-8").splitlines()
    without = [line for line in lines if "recombinant" not in line]
    (example / "plan.yaml").write_text("\n".join(without) + "\n", "utf-8")
    plain = simulate(load_scenario("plan.yaml"), estimate_error=False)
    before, after = (slice(start - plain.first_day, end - plain.first_day)
                     for start, end in ((3, 14), (21, 28)))  # fmt: skip
    given, own = with_it.days["prolactin_mean"], plain.days["prolactin_mean"]
    assert given[before] == pytest.approx(own[before], rel=1e-3)
    assert given[after].mean() > 1.2 * own[after].mean()
    milk, milk_without = (run.days["removed"].sum(axis=1)[after].mean() for run in (with_it, plain))
    assert milk > milk_without
    assert not [warning for warning in with_it.warnings if "usable" in warning]


def test_the_example_gives_the_rise_that_its_reason_says(example: Path) -> None:
    """From the depot at its pace into the volume, cleared as the body's own prolactin."""
    kinetics = load("recombinant-prolactin.yaml").kinetics("subcutaneous")
    rise = kinetics.level(3.9, kinetics.time_to_peak_h)
    assert rise == pytest.approx(167, rel=0.1)


def test_the_example_can_be_screened(example: Path) -> None:
    assert screen(load_scenario("plan.yaml")).findings


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("target: prolactin_taken", "target: prolactin", "effects[0].target"),
        ("relative_potency", "potency", "effects[0].potency"),
        ("    half_life: {value: 37, unit: min,", "    half_life: {value: 37, unit: mg,", "half_life"),
        ("class: the hormone prolactin\n", "", "class"),
        ("  powe: {text", "  pow: {text", "source"),
    ],
)  # fmt: skip
def test_a_broken_example_is_refused_with_file_and_field(
    example: Path, old: str, new: str, field: str
) -> None:
    path = example / "recombinant-prolactin.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(MedicineError) as caught:
        load("recombinant-prolactin.yaml")
    assert caught.value.source == "recombinant-prolactin.yaml"
    assert field in caught.value.field
    assert "\n" not in str(caught.value)


def test_the_targets_that_the_readme_names_exist(library: Path) -> None:
    text = (library / "README.md").read_text("utf-8")
    named = re.findall(r"such as `(\w+)`", text)
    assert len(named) == 3
    assert set(named) <= set(targets())


def test_the_files_that_the_readme_links_exist(library: Path) -> None:
    text = (library / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    for link in links:
        assert (library / link).resolve().is_file(), (link, os.listdir(library))


def test_the_entries_on_harm_are_read_as_they_stand(tmp_path: Path, library: Path) -> None:
    text = (library / "README.md").read_text("utf-8")
    (harm,) = re.findall(r"```yaml\n(tags: .*?)```", text, re.DOTALL)
    source = "sources: {mine: {text: a test, url: here, verified: primary}}\n"
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"schema: lactea.medicine/1\nname: x\nclass: x\nsummary: x\n{harm}{source}", "utf-8"
    )
    medicine = load(path)
    assert medicine.dose_limits[0].longest_days is not None
    assert medicine.interactions[0].partners == ("prolongs_qt",)
