"""What is made from the library is as new as the library."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from lactea.medicines import known_names, load
from lactea.medicines.json_schema import json_schema, shipped_text, text
from lactea.medicines.page import page

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "medicines.md").read_text("utf-8") == page()


def test_the_page_shows_every_medicine_and_what_has_no_figure() -> None:
    lines = page().splitlines()
    for name in known_names():
        rows = [line for line in lines if line.startswith(f"| {name} |")]
        assert len(rows) == len(load(name).effects) or load(name).contains
        unlinked = [effect for effect in load(name).effects if effect.link is None]
        assert sum("no usable figure" in row for row in rows) == len(unlinked)


def test_the_readme_names_the_page() -> None:
    assert "docs/medicines.md" in (ROOT / "README.md").read_text("utf-8")


def test_the_shipped_json_schema_is_the_one_of_the_model() -> None:
    assert shipped_text() == text()


@pytest.mark.parametrize("name", known_names())
def test_every_shipped_file_agrees_with_the_json_schema(name: str, library: Path) -> None:
    data = yaml.safe_load((library / f"{name}.yaml").read_text("utf-8"))
    jsonschema.validate(data, json_schema())


def test_the_json_schema_refuses_what_the_reader_refuses(library: Path) -> None:
    data = yaml.safe_load((library / "domperidone.yaml").read_text("utf-8"))
    data["contraindications"][0]["when"] = ["no such condition"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(shipped_text()))
