"""What the SBML file holds, and that libSBML finds nothing to complain of."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lactea.body.language import Input
from lactea.body.registry import Body
from lactea.exchange.agreement import Daily
from lactea.exchange.notes import INTENDED_USE, LICENCE
from lactea.exchange.problems import ExportError
from lactea.exchange.sbml import Complaint, checked_sbml, complaints, sbml_text, summary_of
from lactea.exchange.stretch import Moment, Stretch
from lactea.results import stamp
from lactea.scenario import builtin_names, load, scenario_hash

WITH_MEDICINE = "exclusive-pumping with domperidone"
Cut = Callable[[str, int | None, int], tuple[Stretch, Daily]]


def document_of(text: str) -> Any:
    import libsbml

    # Kept by the caller: a model goes when its document does.
    return libsbml.readSBMLFromString(text)


@pytest.mark.parametrize("name", [*builtin_names(), WITH_MEDICINE])
def test_libsbml_has_no_complaint(libsbml: None, stretch_and_daily: Cut, name: str) -> None:
    stretch, _ = stretch_and_daily(name, 0, 2)
    assert summary_of(complaints(sbml_text(stretch))) == ""


def test_a_run_from_the_start_of_pregnancy_is_clean_too(
    libsbml: None, stretch_and_daily: Cut
) -> None:
    stretch, _ = stretch_and_daily("natural", None, 1)
    assert stretch.start_tick == -280 * 86_400
    assert checked_sbml(stretch)[1] == []


def test_a_wrong_unit_is_complained_of(libsbml: None, pumping: Stretch) -> None:
    tag = re.compile(r'(<parameter id="prolactin_half_life"[^>]*units=)"hour"')
    wrong, changed = tag.subn(r'\1"kilogram"', sbml_text(pumping))
    assert changed == 1
    found = complaints(wrong)
    # The sum inside the rate no longer fits, and nor does the rate.
    assert {one.severity for one in found} == {"warning"}
    assert any("variable 'prolactin'" in one.text for one in found)


def test_an_error_of_libsbml_stops_the_export(
    libsbml: None, pumping: Stretch, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = Complaint("error", 10101, 1, "It is broken.")
    monkeypatch.setattr("lactea.exchange.sbml.complaints", lambda text: [error])
    with pytest.raises(ExportError, match=r"1 x error 10101: It is broken\."):
        checked_sbml(pumping)


def test_a_text_that_is_no_model_is_an_error(libsbml: None) -> None:
    assert {one.severity for one in complaints("<sbml/>")} >= {"error"}


def test_every_state_quantity_input_and_parameter_is_there(libsbml: None, pumping: Stretch) -> None:
    document = document_of(sbml_text(pumping))
    model, body = document.getModel(), pumping.body
    assert (document.getLevel(), document.getVersion()) == (3, 2)
    rules = [model.getRule(place) for place in range(model.getNumRules())]
    rates = {rule.getVariable() for rule in rules if rule.isRate()}
    assert rates == set(body.state_ids)
    assigned = {rule.getVariable() for rule in rules if rule.isAssignment()}
    assert assigned == {*body.quantity_ids, "clock", "hours_from_origin"}
    for name, value in (pumping.states | pumping.inputs).items():
        assert model.getParameter(name).getValue() == pytest.approx(value, rel=1e-14), name
    for name in pumping.used_parameters:
        found = model.getParameter(name)
        assert found.getValue() == pytest.approx(pumping.parameters[name], rel=1e-14), name
        assert found.getConstant()
    # What guides decisions alone is left out, what an equation needs is not.
    assert model.getParameter("feed_interval_least") is None
    assert model.getParameter("prolactin_half_life") is not None
    assert not model.getParameter("suckling_left").getConstant()
    assert model.getParameter("pregnant").getConstant()


def test_every_decision_is_an_event_at_its_time(libsbml: None, pumping: Stretch) -> None:
    import libsbml as library

    document = document_of(sbml_text(pumping))
    model = document.getModel()
    assert model.getNumEvents() == len(pumping.moments) >= 30
    for place, moment in enumerate(pumping.moments):
        event = model.getEvent(place)
        due = library.formulaToL3String(event.getTrigger().getMath())
        assert due.startswith("time >= ")
        hours = (moment.tick - pumping.start_tick) / 3600
        assert float(due.split()[2]) == pytest.approx(hours, rel=1e-13)
        assignments = {
            one.getVariable(): library.formulaToL3String(one.getMath())
            for one in (event.getEventAssignment(n) for n in range(event.getNumEventAssignments()))
        }
        assert set(assignments) == {*moment.inputs, *moment.assign, *moment.add}
        for name, value in moment.inputs.items():
            assert float(assignments[name].split()[0]) == value


def test_a_dose_is_added_and_a_state_that_is_set_first_has_its_sum(
    libsbml: None, pumping: Stretch
) -> None:
    import libsbml as library

    both = Moment(
        pumping.start_tick + 60, {}, {"milk_left": 3.0}, {"milk_left": 2.0, "use_left": 0.5}
    )
    document = document_of(sbml_text(replace(pumping, moments=(both,))))
    event = document.getModel().getEvent(0)
    found = {
        one.getVariable(): library.formulaToL3String(one.getMath())
        for one in (event.getEventAssignment(n) for n in range(event.getNumEventAssignments()))
    }
    assert found == {"milk_left": "5 milliliter", "use_left": "use_left + 0.5 dimensionless"}


def test_without_events_every_input_can_be_changed_from_outside(
    libsbml: None, pumping: Stretch
) -> None:
    document = document_of(sbml_text(pumping, events=False))
    model = document.getModel()
    assert model.getNumEvents() == 0
    assert not any(model.getParameter(name).getConstant() for name in pumping.body.inputs)


def test_what_has_decayed_below_any_number_is_nothing(libsbml: None, pumping: Stretch) -> None:
    text = sbml_text(replace(pumping, states=pumping.states | {"placental_lactogen": 2e-323}))
    assert complaints(text) == []
    document = document_of(text)
    assert document.getModel().getParameter("placental_lactogen").getValue() == 0.0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(libsbml: None, pumping: Stretch, value: float) -> None:
    with pytest.raises(ExportError, match="only finite numbers"):
        sbml_text(replace(pumping, states=pumping.states | {"prolactin": value}))


def test_notes_say_where_a_number_comes_from(libsbml: None, pumping: Stretch) -> None:
    document = document_of(sbml_text(pumping))
    notes = document.getModel().getParameter("prolactin_half_life").getNotesString()
    entry = pumping.body.parameters["prolactin_half_life"]
    for said in (entry.symbol, "37 min", entry.grade, "prl_halflife"):
        assert said in notes
    assert "instead" not in notes
    assumed = document.getModel().getParameter("oxytocin_burst").getNotesString()
    assert "assumed" in assumed
    assert "assays differ ten-fold" in assumed


def test_a_value_of_ones_own_is_told_apart(libsbml: None, pumping: Stretch) -> None:
    own = replace(pumping, parameters=pumping.parameters | {"prolactin_half_life": 0.5})
    document = document_of(sbml_text(own))
    parameter = document.getModel().getParameter("prolactin_half_life")
    assert parameter.getValue() == 0.5
    assert "In this file set to 0.5 hour instead." in parameter.getNotesString()


def test_the_model_says_what_it_is_and_is_for(libsbml: None, pumping: Stretch) -> None:
    document = document_of(sbml_text(pumping))
    notes = document.getModel().getNotesString()
    known = scenario_hash(load("exclusive-pumping"))
    parameters = stamp.parameter_set(pumping.parameters)
    for said in (INTENDED_USE, LICENCE, known, parameters, stamp.version(), stamp.commit()):
        assert said in notes
    annotation = document.getModel().getAnnotationString()
    assert f'scenario_hash="{known}"' in annotation
    assert f'parameter_set="{parameters}"' in annotation
    assert 'start_tick="0"' in annotation


def with_input(body: Body, entry: Input) -> Body:
    return replace(body, inputs=body.inputs | {entry.id: entry})


def test_an_id_that_sbml_cannot_take_is_refused(libsbml: None, pumping: Stretch) -> None:
    body = with_input(pumping.body, Input("5_htp", "1", "of a medicine"))
    with pytest.raises(ExportError, match="'5_htp' cannot be an SBML id"):
        sbml_text(replace(pumping, body=body, inputs=pumping.inputs | {"5_htp": 0.0}))


def test_a_unit_that_sbml_lacks_is_said(libsbml: None, pumping: Stretch) -> None:
    body = with_input(pumping.body, Input("light", "candela", "light in the room"))
    text = sbml_text(replace(pumping, body=body, inputs=pumping.inputs | {"light": 0.0}))
    assert complaints(text) == []
    document = document_of(text)
    parameter = document.getModel().getParameter("light")
    assert parameter.getUnits() == "dimensionless"
    assert "The unit is candela" in parameter.getNotesString()
