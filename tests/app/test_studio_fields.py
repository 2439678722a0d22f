"""The form of the studio says what the scenario says, and changes it as it is told."""

import pytest

from lactea.app.screens.studio.fields import changes, person_fields, step_fields
from lactea.scenario import Scenario, as_data, builtin_names, load


def shown(scenario: Scenario) -> dict[str, str]:
    fields = [*person_fields(scenario)]
    fields += [field for step in step_fields(scenario) for field in step.fields]
    return {field.path: field.value for field in fields}


def place_of(scenario: Scenario, kind: str) -> int:
    return next(n for n, step in enumerate(scenario.protocol) if step.do == kind)


@pytest.mark.parametrize(
    ("name", "asked", "amount"),
    [
        ("newman-goldfarb-accelerated", {"after_feeds": "true", "share": ""}, (None, None, True)),
        ("newman-goldfarb-accelerated", {"per_day": "300 mL", "share": ""}, (300, None, False)),
        ("metoclopramide-on-off-on", {"after_feeds": "false", "share": "0.3"}, (None, 0.3, False)),
    ],
)
def test_one_way_to_give_other_milk_takes_the_place_of_another(name, asked, amount) -> None:
    scenario = load(name)
    place = place_of(scenario, "top_up")
    given = {f"protocol[{place}].{entry}": text for entry, text in asked.items()}
    assert given.keys() <= shown(scenario).keys()
    step = load(name, changes(scenario, given)).protocol[place]
    assert (step.per_day, step.share, step.after_feeds) == amount


@pytest.mark.parametrize("name", builtin_names())
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(name) -> None:
    scenario = load(name)
    given = shown(scenario)
    assert changes(scenario, given) == []
    assert changes(scenario, {path: f" {value} " for path, value in given.items()}) == []


@pytest.mark.parametrize(
    ("entry", "typed"),
    [("person.diabetes", "type1"), ("person.storage", "1.5"), ("protocol[2].asks_for", "5 min")],
)
def test_what_is_typed_arrives_as_it_was_typed(entry, typed) -> None:
    scenario = load("natural")
    again = load("natural", changes(scenario, {entry: typed}))
    assert shown(again)[entry] == typed
    assert as_data(again) != as_data(scenario)
