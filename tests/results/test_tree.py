"""Every variable is labelled; the root says where the run comes from."""

import numpy as np

from lactea.results import Result


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


def test_sources_are_evidence_rows_of_the_parameters_named(result: Result) -> None:
    tree = result.tree()
    assert tree["days"]["prolactin_mean"].attrs["sources"] == "prl_halflife"
    assert tree["trace"]["milk_left"].attrs["sources"] == "mlk_syn_cox1996_m1 mlk_syn_cox1996_m6"
    assert tree["days"]["capacity"].attrs["sources"] == ""


def test_the_long_table_holds_every_daily_number_once(result: Result) -> None:
    table = result.to_frame()
    run = result.recording
    assert len(table) == sum(np.size(values) for values in run.days.values())
    assert not table.duplicated(["day", "side", "variable"]).any()
    row = table[(table.variable == "removed") & (table.day == 3) & (table.side == "left")]
    assert row.value.item() == run.days["removed"][283, 0]
    assert row.unit.item() == "mL"
