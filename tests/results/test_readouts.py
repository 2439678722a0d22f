"""Numbers that are asked of one run, by name, statistic and time."""

import json

import pytest

from lactea.engine import simulate
from lactea.results import Result
from lactea.results.observables import ObservableError, evaluate
from lactea.results.readouts import read_readout
from lactea.scenario import load

ASKED = ("prolactin.basal:mean:P2D/P4D", "activation.time", "breast.engorgement:max:PT1H/PT2H")


@pytest.fixture(scope="module")
def result() -> Result:
    return Result(simulate(load("natural"), days=4))


def test_a_run_tells_what_it_is_asked(result: Result) -> None:
    asked = [read_readout(text) for text in ASKED]
    told = json.loads(result.to_json(asked))["readouts"]
    assert [one["unit"] for one in told] == ["ng/mL", "h", "1"]
    assert [one["value"] for one in told] == [result.read(text) for text in ASKED]
    assert told[0]["value"] == evaluate(result.recording, "prolactin.basal", "mean", "P2D/P4D")
    assert f"{asked[0]}  {told[0]['value']:.4g} ng/mL" in result.summary(asked)
    assert "readouts" not in json.loads(result.to_json())


def test_nothing_is_told_as_less_than_nothing(result: Result) -> None:
    assert str(result.read(ASKED[2])) == "0.0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prolactin.basl", "Did you mean 'prolactin.basal'"),
        ("prolactin.basal:middle", "is not a statistic"),
        ("prolactin.basal:mean:P1D:P2D", "write OBSERVABLE"),
    ],
)
def test_what_is_no_readout_is_refused(text: str, said: str) -> None:
    with pytest.raises(ObservableError, match=said):
        read_readout(text)
