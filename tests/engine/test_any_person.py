"""Whoever the person is: numbers, balance, and a diagnosis whose weights are shares."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.engine import simulate
from lactea.results.limits import limits_of
from lactea.scenario import Scenario, echo, load

DAYS = 6
BALANCE = 1e-9
few = settings(max_examples=max(20, settings.default.max_examples // 8))
shares = st.sampled_from([0, 1e-9, 0.01, 0.5, 1])


def by_side(shares_of_one: st.SearchStrategy[float]) -> st.SearchStrategy[str]:
    return st.tuples(shares_of_one, shares_of_one).map(
        lambda pair: f"{{left: {pair[0]:f}, right: {pair[1]:f}}}"
    )


ENTRIES = {
    "ovaries": st.sampled_from(["cycling", "polycystic", "absent", "postmenopausal"]),
    "thyroid": st.sampled_from(["normal", "underactive", "underactive_for_years"]),
    "pituitary": shares,
    "nutrition": shares,
    "pituitary_stalk": shares,
    "prolactinoma": st.sampled_from(["0 mm", "3 mm", "80 mm"]),
    "kidneys": st.sampled_from(["normal", "stage_4", "stage_5", "dialysis", "dialysis_no_urine"]),
    "chest_wall": st.sampled_from(["whole", "injured", "mastectomy"]),
    "gland_sensitivity": st.sampled_from([0.05, 1, 20]),
    "breast_development": st.sampled_from(["typical", "hypoplastic"]),
    "breast_surgery": st.sampled_from(
        ["none", "periareolar", "reduction_ducts_kept", "reduction_ducts_cut", "chest_contouring"]
    ),
    "tissue_potential": st.sampled_from([0, 0.01, 1, 3]),
    "storage": st.sampled_from([0.01, 0.3, 1, 5]),
    "breasts": st.sampled_from(["both", "left", "right"]),
    "diabetes": st.sampled_from(["none", "type1"]),
    "body_mass_index": st.sampled_from([10, 25, 80]),
    "gland_share": by_side(shares),
    "nipple_sensitivity": by_side(shares),
}


@st.composite
def people(draw: st.DrawFn) -> Scenario:
    sex = draw(st.sampled_from(["female", "male"]))
    own = {
        "female": {"uterus": "present"},
        "male": {"testes": draw(st.sampled_from(["present", "absent"]))},
    }
    therapy = {"female": "masculinising", "male": "feminising"}[sex]
    own[sex]["hormone_therapy"] = draw(st.sampled_from(["none", therapy]))
    entries = own[sex] | {name: draw(values) for name, values in ENTRIES.items()}
    name = draw(st.sampled_from(["natural", "exclusive-pumping"])) if sex == "female" else "induced"
    return load(
        name, [f"person.sex={sex}", *(f"person.{key}={value}" for key, value in entries.items())]
    )


@given(scenario=people())
@few
def test_any_person_is_followed(check_figures, scenario: Scenario) -> None:
    run = simulate(scenario, days=DAYS)
    check_figures(run.days)
    assert (run.days["removed"] >= 0).all()
    first = run.trace.states[0]
    initial = [first[run.trace.names.index(f"milk_{side}")] for side in ("left", "right")]
    gone = sum(run.days[name].sum(axis=0) for name in ("removed", "leaked", "reabsorbed"))
    made = run.days["made"].sum(axis=0)
    assert (np.abs(initial + made - gone - run.days["stored"][-1]) <= BALANCE * (made + 1)).all()
    assert echo(scenario).count("\n") > 5
    held = limits_of(run)
    assert held is not None
    assert sum(one.weight for one in held.factors) == pytest.approx(1)
    assert all(0 <= one.reached <= 1 for one in held.factors)
