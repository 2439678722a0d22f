"""An entry or a step that changes nothing is named, in the echo and with the run."""

import pytest

from lactea.cohort.covariates import EFFECTS, NO_MECHANISM
from lactea.engine import simulate
from lactea.scenario import builtin_names, dumps, echo, load, loads, remarks
from lactea.scenario.remarks import WITHOUT_MECHANISM


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("person.age=44 years", "person.age"),
        ("person.body_mass=90 kg", "person.body_mass"),
        ("protocol[2].start=200 d", "protocol[2] begins at '200 d'"),
        ("visits=[{at: 181 d}]", "visits[0] is at '181 d'"),
    ],
)
def test_what_changes_nothing_is_named(setting: str, word: str) -> None:
    scenario = load("natural", [setting])
    (said,) = remarks(scenario)
    assert word in said
    assert said in echo(scenario)
    assert simulate(scenario, days=1).warnings == [said]


def test_an_ordinary_scenario_needs_no_remark() -> None:
    assert remarks(load("natural")) == []
    assert simulate(load("natural"), days=1).warnings == []


def test_a_preterm_infant_of_the_weight_of_a_term_infant_is_told() -> None:
    early = "protocol[0].length=29 weeks"
    (said,) = remarks(load("natural", [early, "infant={}"]))
    assert "29 weeks" in said
    assert "infant.birth_weight" in said
    assert remarks(loads(dumps(load("natural", [early, "infant={}"])))) == [said]
    assert remarks(load("natural", [early, "infant.birth_weight=1.2 kg"])) == []
    assert remarks(load("preterm-pumping")) == []


LOSS = "{do: pregnancy, length: %s}, {do: birth, at: 0 h}"
PUMPED = (
    LOSS
    + ", {do: pump, start: 6 h, every: 3 h, duration: 15 min, breasts: both, simultaneous: true, device: hospital_grade}"
)


@pytest.mark.parametrize(
    ("weeks", "told"), [("13 weeks", 0), ("14 weeks", 1), ("27 weeks", 1), ("28 weeks", 0)]
)
def test_little_milk_after_a_loss_is_told_as_what_the_model_gets_wrong(
    weeks: str, told: int
) -> None:
    """docs/unseen: 97 in 100 had symptoms, and no body of the model has."""
    said = remarks(load("natural-no-nursing", [f"protocol=[{LOSS % weeks}]"]))
    assert len(said) == told
    assert all(spoken in one for one in said for spoken in (weeks, "97 in 100", "91 in 100"))
    assert remarks(load("natural-no-nursing", [f"protocol=[{PUMPED % weeks}]"])) == []


def test_feeds_by_the_clock_are_told_to_leave_gaps_between_other_milk() -> None:
    steps = "{do: pregnancy}, {do: birth}, {do: top_up, start: 1 d, after_feeds: true}"
    clock = "{do: nurse, start: 1 h, on_demand: false, every: 12 h, duration: 20 min}"
    (said,) = remarks(load("natural", [f"protocol=[{steps}, {clock}]"]))
    assert "protocol[2]" in said
    assert "between them" in said
    assert remarks(load("natural", [f"protocol=[{steps}, {{do: nurse, start: 1 h}}]"])) == []


def test_what_has_no_mechanism_is_the_same_for_cohorts() -> None:
    assert set(WITHOUT_MECHANISM) == {
        name for name, what in EFFECTS.items() if what == NO_MECHANISM
    }


@pytest.mark.parametrize("name", builtin_names())
def test_every_step_of_a_builtin_happens(name: str) -> None:
    assert not [said for said in remarks(load(name)) if "never happens" in said]
