"""Every variable is labelled; the root says where the run comes from."""

import numpy as np

from lactea.body.registry import default_body
from lactea.results import Result
from lactea.results.variables import DAYS, SESSIONS


def test_every_variable_has_unit_name_and_sources(result: Result) -> None:
    tree = result.tree()
    for group in ("days", "sessions", "trace", "zooms/0"):
        for name, values in tree[group].data_vars.items():
            assert set(values.attrs) == {"units", "long_name", "sources"}, name
            assert values.attrs["long_name"]
            if values.dtype.kind == "f":
                assert values.attrs["units"], f"{group}/{name}"


def test_dims_and_order(result: Result) -> None:
    days = result.tree()["days"]
    assert days["removed"].dims == ("person", "time", "side")
    assert list(days["side"].values) == ["left", "right"]
    assert days["time"].values[0] == -280
    assert result.tree()["sessions"]["volume"].dims == ("person", "session", "side")
    picked = days["removed"].sel(person=0, time=30, side="right").item()
    assert picked == result.recording.days["removed"][310, 1]


def test_the_root_carries_provenance(result: Result) -> None:
    attributes = result.tree().attrs
    wanted = "version commit scenario scenario_hash parameter_set seed engine error_estimate origin"
    assert set(wanted.split()) <= set(attributes)
    assert attributes["seed"] == 7
    assert attributes["scenario"] == "natural"


def test_sources_are_evidence_rows_of_the_equations(result: Result) -> None:
    tree = result.tree()
    assert tree["days"]["prolactin_mean"].attrs["sources"] == "prl_halflife"
    assert tree["sessions"]["prolactin_peak"].attrs["sources"] == "prl_halflife"
    assert tree["days"]["made"].attrs["sources"] == "mlk_syn_cox1996_m1"
    assert tree["trace"]["made_left"].attrs["sources"] == "mlk_syn_cox1996_m1"
    assert tree["days"]["capacity"].attrs["sources"] == ""


def test_every_recorded_name_follows_a_curve_of_the_real_body() -> None:
    body = default_body()
    known = {*body.states, *body.quantities}
    counted = {"sessions", "start_h", "duration_min", "kind", "minutes_at", "first_side"}
    for variable in (*DAYS.values(), *SESSIONS.values()):
        if variable.name not in counted:
            assert set(variable.curves) <= known, variable.name


def test_the_long_table_holds_every_daily_number_once(result: Result) -> None:
    table = result.to_frame()
    run = result.recording
    assert len(table) == sum(np.size(values) for values in run.days.values())
    assert not table.duplicated(["day", "side", "variable"]).any()
    row = table[(table.variable == "removed") & (table.day == 3) & (table.side == "left")]
    assert row.value.item() == run.days["removed"][283, 0]
    assert row.unit.item() == "mL"
