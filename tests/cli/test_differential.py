"""The command ``lactea differential``."""

import json


def test_the_text_begins_with_what_it_is_not_and_the_red_flags(run) -> None:
    text = run("differential", "120 ng/mL", "--sex", "female").stdout
    order = ["diagnoses nothing", "First, whatever", "visual field", "Seen at 120", "prolactinoma"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "Not at this level in the studies read" in text


def test_json_holds_the_rows(run) -> None:
    data = json.loads(run("--json", "differential", "1060 mIU/L", "--sex", "male").stdout)
    assert data["schema"] == "lactea.differential/1"
    assert round(data["level_ng_per_mL"]) == 50
    assert all(cause["rows"] for cause in data["seen"])


def test_what_is_no_level_or_no_sex_is_one_paragraph(run) -> None:
    for arguments in (("much",), ("50 ng/mL", "--sex", "yes")):
        outcome = run("differential", *arguments)
        assert outcome.exit_code == 2
        assert "write" in outcome.stderr
        assert "Traceback" not in outcome.stderr
