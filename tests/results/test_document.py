"""`lactea simulate --json` keeps its promise."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest

from lactea.results import Result, document


def written(result: Result) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(result.to_json())
    return loaded


@pytest.fixture(scope="module")
def check() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(document.schema())
    return jsonschema.Draft202012Validator(document.schema())


def test_it_follows_the_schema(result: Result, check: jsonschema.Draft202012Validator) -> None:
    check.validate(written(result))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "lactea.simulate/2"),
        (("parameter_set",), "short"),
        (("days", 3, "milk_mL", "left"), -1.0),
        (("days", 3, "milk_mL", "total"), "389 mL"),
        (("days", 3, "sessions"), 2.5),
        (("events", 0, "side"), "both"),
        (("citations", 0, "used_by"), []),
    ],
)
def test_the_schema_notices(
    short: Result,
    check: jsonschema.Draft202012Validator,
    path: tuple[str | int, ...],
    value: object,
) -> None:
    text: Any = written(short)
    check.validate(text)
    place = text
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        check.validate(text)


def test_every_promised_field_is_required(
    short: Result, check: jsonschema.Draft202012Validator
) -> None:
    text = written(short)
    for name in list(text):
        assert not check.is_valid({key: value for key, value in text.items() if key != name}), name


def test_numbers_are_those_of_the_run(result: Result) -> None:
    day = next(entry for entry in written(result)["days"] if entry["day"] == 3)
    run = result.recording
    left, right = run.days["removed"][283]
    assert day["milk_mL"] == {"left": left, "right": right, "total": left + right}
    assert day["prolactin_ng_per_mL"]["max"] == run.days["prolactin_max"][283]
    assert day["placental_lactogen_ug_per_mL"]["mean"] >= 0
    assert day["sessions"] == 8


def test_what_does_not_exist_is_null(short: Result, check: jsonschema.Draft202012Validator) -> None:
    run = short.recording
    none = np.full(run.n_days, np.nan)
    without = Result(replace(run, days=dict(run.days) | {"infant_weight": none}), short.facts)
    text = written(without)
    check.validate(text)
    assert {entry["infant_weight_kg"] for entry in text["days"]} == {None}


def test_zero_millilitres_is_a_value(make_result: Callable[..., Result]) -> None:
    dry = make_result(days=3, pregnancy_days=0, supply=0.0)
    assert {entry["milk_mL"]["total"] for entry in written(dry)["days"]} == {0.0}
    assert "0 mL were removed" in dry.summary()
