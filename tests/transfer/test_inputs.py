"""Files of transfer inputs: the shipped ones hold together, and a wrong one is told where and why."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest

from lactea.transfer import SubstanceError, all_substances, known_names, load
from lactea.transfer.pathways import PATHWAYS

TABLES = files("lactea.transfer").joinpath("tables")
README = files("lactea.transfer").joinpath("inputs", "README.md")


@pytest.mark.parametrize("name", known_names())
def test_every_number_of_a_shipped_file_has_an_origin(name: str) -> None:
    substance = load(name)
    facts = list(substance.facts())
    assert facts or substance.not_found
    for _, known in facts:
        assert known.source in substance.sources or known.reason


def test_every_medicine_of_the_input_table_has_a_file() -> None:
    rows = csv.DictReader(
        TABLES.joinpath("milk_transfer_drugs.csv").read_text("utf-8").splitlines()
    )
    assert {row["drug"] for row in rows} <= set(known_names())


def test_every_source_of_a_file_is_used() -> None:
    for substance in all_substances():
        text = substance.model_dump_json()
        for name in substance.sources:
            assert f'"source":"{name}"' in text, (substance.name, name)


def test_the_example_of_the_readme_can_be_read(tmp_path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "examplol.yaml"
    path.write_text(example, encoding="utf-8")
    assert load(path).name == "examplol"


def test_a_substance_is_found_by_its_other_names() -> None:
    assert load("acetaminophen") == load("paracetamol") == load("Paracetamol")
    assert load("milk thistle").name == "milk thistle"


def test_an_unknown_substance_is_not_called_safe() -> None:
    with pytest.raises(SubstanceError, match="no data does not mean safe") as caught:
        load("sertralin")
    assert "sertraline" in str(caught.value)


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "no unit": (lambda d: d["chemistry"]["logp"].pop("unit"), "chemistry.logp.unit"),
    "another unit": (lambda d: d["chemistry"]["logp"].update(unit="mg"), "unit: 1"),
    "no origin": (lambda d: d["chemistry"]["logp"].update(grade="RCT"), "source"),
    "nothing unbound": (lambda d: d["chemistry"]["unbound_plasma"].update(value=0), "unbound share"),
    "too much unbound": (lambda d: d["chemistry"]["unbound_plasma"].update(value=1.1), "unbound"),
    "unknown pathway": (lambda d: d["baby"]["pathways"][0].update(by="kidny"), "'kidney'"),
    "shares above one": (lambda d: d["baby"]["pathways"].append(deepcopy(d["baby"]["pathways"][0])), "more than 1"),
    "no clearance": (lambda d: d["mother"].pop("clearance_over_f"), "two of"),
    "negative clearance": (lambda d: d["mother"]["clearance_over_f"].update(value=-1), "range"),
    "a lag without a rate": (lambda d: d.update(exchange={"form": "lagged"}), "needs 'rate'"),
    "an unknown source": (lambda d: d["chemistry"]["logp"].update(grade="RCT", source="x"), "sources"),
    "an unknown entry": (lambda d: d.update(chemstry={}), "'chemistry'"),
    "no schema": (lambda d: d.pop("schema"), "schema"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_told(case: str, substance, write) -> None:
    data = substance().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["schema"] = "lactea.transfer/1"
    break_it, complaint = BROKEN[case]
    break_it(data)
    with pytest.raises(SubstanceError, match=re.escape(complaint)):
        load(write(data))


def test_a_file_that_is_no_mapping_is_told(tmp_path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    with pytest.raises(SubstanceError, match="mapping"):
        load(path)


def test_pathways_named_in_files_are_known_and_few_enough() -> None:
    for substance in all_substances():
        by_birth = [one.by for one in substance.baby.pathways if PATHWAYS[one.by].by == "birth"]
        assert len(by_birth) <= 3, substance.name
