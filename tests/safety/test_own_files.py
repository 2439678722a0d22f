"""A medicine file of one's own takes nothing away, and what it does speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.safety.findings import PREGNANT, of

from lactea.medicines import load as load_medicine
from lactea.safety import Severity, screen


@pytest.mark.parametrize("name", ["domperidone", "motilium"])
def test_a_file_of_ones_own_takes_nothing_away(make, tmp_path: Path, name: str) -> None:
    """A file named as a medicine of the library, without any of its facts."""
    path = tmp_path / "mine.yaml"
    path.write_text(PREGNANT.replace("not in pregnancy", name), "utf-8")
    own = {"do": "take", "medicine": str(path), "dose": "20 mg", "every": "24 h", "start": "1 d"}
    shipped = make.taking("domperidone", 20, start="1 d")
    for steps in ([own, shipped], [shipped, own], [own, own]):
        findings = screen(make.scenario(*steps))
        assert {"Canada", "European Union"} <= {one.about for one in of(findings, "total_dose")}
        assert any(one.about.startswith("pregnancy") for one in of(findings, "contraindications"))
    alone = {one.key for one in screen(make.scenario(shipped)).findings}
    assert alone <= {one.key for one in screen(make.scenario(own)).findings}
    assert of(screen(make.scenario(own, shipped)), "stacking") == []


SILENT = """
schema: lactea.medicine/1
name: silent
class: antagonist
summary: A medicine for a test, of which nothing is written but what it does.
kinetics:
  oral:
    half_life: {{value: 5, unit: h, source: mine, grade: expert}}
    volume_over_f: {{value: 50, unit: L, source: mine, grade: expert}}
    tmax: {{value: 1, unit: h, source: mine, grade: expert}}
effects: [{{target: {target}, {link}: {{value: 2, unit: {unit}, source: mine, grade: expert}}}}]
sources: {{mine: {{text: a test, url: here, verified: primary}}}}
"""


@pytest.fixture
def silent(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def step(target: str, link: str = "potency", unit: str = "ng/mL") -> dict[str, Any]:
        path = tmp_path / "silent.yaml"
        path.write_text(SILENT.format(target=target, link=link, unit=unit), "utf-8")
        return {"do": "take", "medicine": str(path), "dose": "1 mg", "every": "24 h", "start": "1 d", "stop": "4 d"}  # fmt: skip

    return step


def test_a_file_that_says_nothing_of_harm_is_told(make, silent) -> None:
    screening = screen(make.scenario(silent("dopamine_antagonism"), health=make.cleared()))
    (one,) = of(screening, "nothing_named")
    assert one.severity is Severity.caution
    assert "names no contraindication" in one.sentence
    shipped = make.scenario(make.taking("domperidone"), make.taking("combined-pill"))
    assert of(screen(shipped), "nothing_named") == []


@pytest.mark.parametrize(
    ("target", "link", "unit", "other"),
    [
        ("dopamine_antagonism", "potency", "ng/mL", "domperidone"),
        ("dopamine_agonism", "potency", "ng/mL", "cabergoline"),
        ("dopamine_agonism", "potency", "ng/mL", "domperidone"),
        ("estradiol_taken", "relative_potency", '"1"', "estradiol"),
        ("progesterone_taken", "relative_potency", '"1"', "progesterone"),
    ],
)
def test_what_a_medicine_acts_on_is_a_property_without_a_tag(
    make, silent, target: str, link: str, unit: str, other: str
) -> None:
    steps = [silent(target, link, unit), make.taking(other, stop="4 d")]
    found = of(screen(make.scenario(*steps, health=make.cleared())), "stacking")
    assert {one.medicine for one in found} == {"silent", load_medicine(other).name}


def test_an_oestrogen_without_a_tag_is_one_after_a_birth(make, silent) -> None:
    step = silent("estradiol_taken", "relative_potency", '"1"')
    assert of(screen(make.after_birth(step, health=make.cleared())), "clots_after_birth")
