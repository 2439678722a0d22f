"""Relief and signs: complete, sourced, and never advice to empty an inflamed breast."""

import json
import re

import pytest
from typer.testing import CliRunner

from lactea.care import Relief, Sign, relief, signs
from lactea.cli.application import app


@pytest.mark.parametrize("measure", relief(), ids=lambda one: one.name)
def test_a_relief_measure_is_complete_and_holds_no_dose(measure: Relief) -> None:
    assert measure.source
    assert measure.grade
    assert set(measure.topics) <= {"engorgement", "inflammation", "stopping"}
    assert not re.search(r"\d+ ?(mg|g|tablets?)\b", measure.said)


def test_nothing_tells_an_inflamed_breast_to_be_emptied_more() -> None:
    for measure in relief():
        if "inflammation" in measure.topics:
            assert not re.search(r"(?i)empty (it )?(more|fully|often)|pump more", measure.said)
    assert any("not added" in one.said for one in relief() if "inflammation" in one.topics)


@pytest.mark.parametrize("sign", signs(), ids=lambda one: one.sign)
def test_a_sign_is_complete(sign: Sign) -> None:
    assert sign.who in {"person", "infant"}
    assert sign.urgency in {"now", "same day"}
    assert sign.source
    assert sign.url.startswith("http")


def test_the_command_lists_them() -> None:
    told = CliRunner().invoke(app, ["care", "--json"])
    assert told.exit_code == 0
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.care/1"
    assert {len(document[name]) > 0 for name in ("signs", "relief", "measures")} == {True}
    text = CliRunner().invoke(app, ["care"]).stdout
    assert text.index("Signs that ask for care") < text.index("Relief")
