"""Dosing tables become steps that give the very doses of the table, or are refused with the line."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.exchange.nonmem import Doses, steps_of
from lactea.reading.problems import InputError
from lactea.scenario import load
from lactea.scenario.steps import Take

MEANT = Doses("domperidone")
HOUR = 3600


def doses(text: str, person: str | None = None) -> list[tuple[int, str]]:
    """Tick and amount of every dose that a scenario with these steps has."""
    steps = steps_of(text, "table.csv", MEANT, person)
    listed = ", ".join("{" + ", ".join(f'{k}: "{v}"' for k, v in s.items()) + "}" for s in steps)
    birth = "{do: pregnancy, length: 40 weeks}, {do: birth, at: 0 h, placenta: delivered}"
    scenario = load("natural", [f"protocol=[{birth}, {listed}]", "horizon=400 d"])
    return sorted(
        (tick, step.dose)
        for step in scenario.steps_of(Take)
        for tick in step.dose_ticks(scenario.horizon_tick, origin_clock_tick=0)
    )


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2000),
            st.sampled_from([5, 10, 20]),
            st.integers(0, 30),
            st.integers(1, 24),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_dose_of_the_table_is_taken_and_no_other(rows: list[tuple[int, ...]]) -> None:
    table = pd.DataFrame(rows, columns=["TIME", "AMT", "ADDL", "II"])
    text = io.StringIO()
    table.to_csv(text, index=False)
    expected = sorted(
        ((time + n * apart) * HOUR, f"{amount} mg")
        for time, amount, more, apart in rows
        for n in range(more + 1)
    )
    assert doses(text.getvalue()) == expected


def test_observations_are_passed_over_and_one_person_is_chosen() -> None:
    text = "#ID,TIME,AMT,DV,EVID,MDV\n1,0,10,.,1,1\n1,2,.,33.1,0,0\n2,4,20,.,4,1\n"
    assert doses(text, "1") == [(0, "10 mg")]
    assert doses(text, "2") == [(4 * HOUR, "20 mg")]
    with pytest.raises(InputError, match="2 people"):
        doses(text)
    with pytest.raises(InputError, match="nobody has the ID"):
        doses(text, "3")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "TIME is missing"),
        ("TIME\n1\n", "AMT is missing"),
        ("TIME,AMT\n1\n", "line 2"),
        ("TIME,AMT\nx,1\n", "'x' is no number"),
        ("TIME,AMT,RATE\n0,10,-2\n", "an infusion"),
        ("TIME,AMT,SS\n0,10,1\n", "steady state"),
        ("TIME,AMT,ADDL\n0,10,3\n", "interval"),
        ("TIME,AMT,ADDL,II\n0,10,1.5,8\n", "counts doses"),
        ("TIME,AMT,EVID\n0,10,3\n", "reset"),
        ("TIME,AMT\n0,inf\n", "no number"),
        ("TIME,AMT\n0,10\n8,-3\n", "line 3, AMT: '-3' is below 0"),
        ("TIME,AMT\n-5,10\n", "line 2, TIME: '-5' is below 0"),
        ("TIME,AMT\n.,10\n", "line 2, TIME: a dose has no time"),
        ("TIME,AMT\n1e9,10\n", "line 2, TIME: '1000000000 h' is longer than 150 years"),
        ("TIME,AMT\n0.33333,10\n", "line 2, TIME: '0.33333 h' is not a whole number of seconds"),
        ("TIME,AMT,ADDL,II\n0,10,1e9,8\n", "line 2, ADDL: '8000000004 h' is longer"),
        ("TIME,AMT,EVID\n0,.,1\n", "line 2, AMT: EVID 1 is a dose, and no amount"),
        ("TIME,AMT,EVID\n0,10,0\n", "line 2, AMT: EVID 0 is no dose"),
        ("TIME,AMT,EVID\n0,10,7\n", "line 2, EVID: '7' is no event"),
        ("TIME,AMT,EVID\n0,.,0\n", "no dose"),
        ("TIME,AMT\n", "no dose"),
        ("TIME,AMT,AMT\n0,10,20\n", "line 1: the column 'AMT' stands here twice"),
    ],
)
def test_what_a_step_cannot_say_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=r"table\.csv") as told:
        doses(text)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        (Doses("domperidone", amount_unit="mL"), "--amount-unit: '1 mL' is a volume"),
        (Doses("domperidone", time_unit="kg"), "--time-unit: 'kg' is not a unit of time"),
        (Doses("domperidon"), "Did you mean 'domperidone'?"),
        (Doses("mine.yaml"), "--medicine: mine.yaml: there is no such file"),
        (Doses("domperidone", route="orally"), "--route: 'orally' is not a word allowed"),
        (Doses("combined-pill"), "--amount-unit: '1 mg' is not a dose of combined-pill"),
    ],
)
def test_what_no_row_could_be_right_with_is_told_by_its_option(meant: Doses, said: str) -> None:
    with pytest.raises(InputError, match=r"^--") as told:
        steps_of("TIME,AMT\n", "table.csv", meant)
    assert said in str(told.value)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        steps_of(text, "table.csv", MEANT)
    except InputError as error:
        assert "table.csv" in str(error)  # noqa: PT017


def test_the_command_prints_steps_that_a_scenario_takes(tmp_path: Path) -> None:
    table = tmp_path / "doses.csv"
    table.write_text("ID,TIME,AMT,ADDL,II\n1,0,10,2,8\n", "utf-8")
    meant = ("--medicine", "domperidone", "--amount-unit", "mg", "--time-unit", "h")
    told = CliRunner().invoke(app, ["doses", str(table), *meant])
    assert told.exit_code == 0, told.stderr
    (step,) = yaml.safe_load(told.stdout)
    assert step == {
        "do": "take",
        "medicine": "domperidone",
        "dose": "10 mg",
        "route": "oral",
        "start": "0 h",
        "every": "8 h",
        "stop": "20 h",
    }
    wrong = CliRunner().invoke(app, ["doses", str(tmp_path / "none.csv"), *meant])
    assert wrong.exit_code == 2
    assert "Traceback" not in wrong.output
