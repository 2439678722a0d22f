"""Records as FHIR bundles: nothing is lost, others can read what FHIR has a place for, and nothing is guessed."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.made import records
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.exchange.fhir import (
    bundle_of,
    bundle_of_plans,
    plans_of_bundle,
    read_bundle,
    record_of_bundle,
)
from lactea.exchange.problems import ExportError
from lactea.record import (
    Child,
    InfantWeight,
    MedicineTaken,
    Person,
    Record,
    RecordError,
    Session,
    measured,
    read_record,
    record_of,
    write_record,
)

RUN = CliRunner()
NOON = datetime(2026, 8, 1, 13, 5, tzinfo=UTC)
HEAD = {"person_id": "me", "zone": "America/New_York", "entered_at": NOON}


def small() -> Record:
    milk = measured("oz", left="1", right="drops")
    entries = [
        Session(**HEAD, session_id="s1", kind="pump", start_utc=NOON, device="x", **vars_of(milk)),
        Session(**HEAD, session_id="s2", kind="nurse", start_utc=NOON, child_id="Ada"),
        InfantWeight(**HEAD, entry_id="w", child_id="Ada", time_utc=NOON, weight_g=3400.0),
        MedicineTaken(**HEAD, entry_id="m", time_utc=NOON, medicine="domperidone", amount="10"),
    ]
    return record_of(
        Person(person_id="me", zone="America/New_York"), entries, [Child(child_id="Ada")]
    )


def vars_of(milk: object) -> dict[str, object]:
    return {name: getattr(milk, name) for name in type(milk).__dataclass_fields__}


def resources(bundle: dict) -> dict[str, dict]:
    """By identifier."""
    return {one["resource"]["identifier"][0]["value"]: one["resource"] for one in bundle["entry"]}


@given(records())
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    text = json.dumps(bundle_of(record), allow_nan=False)
    assert read_bundle(text, "bundle.json") == record


def test_others_find_volume_time_side_and_subject() -> None:
    found = resources(bundle_of(small()))
    pumped = found["s1"]
    assert pumped["effectivePeriod"] == {"start": "2026-08-01T09:05:00-04:00"}
    assert pumped["valueQuantity"]["value"] == pytest.approx(29.5735, rel=1e-5)
    assert pumped["valueQuantity"]["code"] == "mL"
    sides = {c["code"]["text"]: c["valueQuantity"]["value"] for c in pumped["component"]}
    assert sides == {"Left breast": pytest.approx(29.5735, rel=1e-5), "Right breast": 0.0}
    assert found["w"]["code"]["coding"][0]["code"] == "29463-7"
    assert found["w"]["valueQuantity"] == {
        "value": 3400.0,
        "unit": "g",
        "system": "http://unitsofmeasure.org",
        "code": "g",
    }
    assert found["m"]["medicationCodeableConcept"]["text"] == "domperidone"


def test_milk_is_of_the_person_and_weight_of_the_child() -> None:
    bundle = bundle_of(small())
    address = {one["resource"]["identifier"][0]["value"]: one["fullUrl"] for one in bundle["entry"]}
    found = resources(bundle)
    assert found["s2"]["subject"]["reference"] == address["me"]
    assert found["s2"]["focus"][0]["reference"] == address["Ada"]
    assert found["w"]["subject"]["reference"] == address["Ada"]


def test_every_reference_leads_somewhere_and_addresses_stay_the_same() -> None:
    bundle = bundle_of(small())
    addresses = {one["fullUrl"] for one in bundle["entry"]}
    assert len(addresses) == len(bundle["entry"])
    for one in bundle["entry"]:
        about = [one["resource"].get("subject"), *one["resource"].get("focus", ())]
        assert {a["reference"] for a in about if a} <= addresses
    assert bundle_of(small()) == bundle


def test_a_volume_that_another_tool_corrected_is_read() -> None:
    bundle = bundle_of(small())
    resources(bundle)["w"]["valueQuantity"]["value"] = 3500.0
    assert record_of_bundle(bundle, "b").weights[0].weight_g == 3500.0


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"resourceType": "Patient"}', '{"resourceType": "Bundle"}', "[" * 9999],
)
def test_what_is_no_bundle_is_said(text: str) -> None:
    with pytest.raises(ExportError, match=r"x\.json"):
        read_bundle(text, "x.json")


def test_codes_of_others_are_not_guessed() -> None:
    bundle = bundle_of(small())
    resources(bundle)["s1"]["code"] = {"text": "secret"}
    with pytest.raises(ExportError, match="none is guessed") as told:
        record_of_bundle(bundle, "b")
    assert "secret" not in str(told.value)


def test_two_people_are_no_record() -> None:
    bundle = bundle_of(small())
    bundle["entry"].append(copy.deepcopy(bundle["entry"][0]) | {"fullUrl": "urn:uuid:other"})
    with pytest.raises(ExportError, match="one person"):
        record_of_bundle(bundle, "b")


@given(st.data())
def test_a_damaged_bundle_is_an_error_and_no_traceback(data: st.DataObject) -> None:
    bundle = bundle_of(small())
    resource = data.draw(st.sampled_from([one["resource"] for one in bundle["entry"]]))
    field = data.draw(st.sampled_from(sorted(resource)))
    resource[field] = data.draw(st.sampled_from([None, "", "x", 3, [], {}, [{}], {"x": 1}]))
    with suppress(ExportError, RecordError):
        record_of_bundle(bundle, "b")


FAMILY = {
    "schema": "lactea.plan/1",
    "plan_id": "plan-0123456789",
    "version": "0.1.0",
    "goal": "Half of what the infant needs.",
    "notice": "It informs and does not prescribe.",
    "plans": [
        {
            "letter": "A",
            "title": "Five sessions a day",
            "schedule": {
                "stretches": [
                    {
                        "from": "2026-12-01",
                        "until": "2027-01-31",
                        "sessions": [{"slot": "A1-01", "time": "06:30", "minutes": 15}],
                    }
                ]
            },
            "visits": [{"date": "2026-12-08", "what": "See how it goes \u2013 weight, nappies"}],
        },
        {"letter": "B", "title": "None", "schedule": {"stretches": []}, "visits": []},
    ],
}


def test_plans_come_back_whole_and_are_proposals() -> None:
    bundle = bundle_of_plans(FAMILY)
    assert plans_of_bundle(json.loads(json.dumps(bundle)), "b") == FAMILY
    care = [one["resource"] for one in bundle["entry"] if "intent" in one["resource"]]
    assert [one["intent"] for one in care] == ["proposal", "proposal"]
    assert care[0]["period"] == {"start": "2026-12-01", "end": "2027-01-31"}
    assert len(care[0]["activity"]) == 2


def test_a_bundle_without_plans_is_said() -> None:
    with pytest.raises(ExportError, match="no plans"):
        plans_of_bundle(bundle_of(small()), "b")


def test_the_commands_go_both_ways(tmp_path: Path) -> None:
    log, bundle, back = (str(tmp_path / name) for name in ("log.json", "bundle.json", "back.json"))
    write_record(small(), log)
    for command in (("fhir", log, "-o", bundle), ("from-fhir", bundle, "-o", back)):
        assert RUN.invoke(app, ["export", *command]).exit_code == 0
    assert read_record(back) == small()
    told = RUN.invoke(app, ["export", "from-fhir", log, "-o", back])
    assert told.exit_code == 2
    assert "no FHIR R4B bundle" in told.stderr
