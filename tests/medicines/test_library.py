"""The shipped files: every number sourced, nothing lost, each dose doing what its file says."""

import copy
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from tests.medicines.inventory import HEAD, INVENTORY, lines, rows_of

from lactea.body.registry import default_body
from lactea.engine.doses import body_with_medicines
from lactea.engine.simulation import simulate
from lactea.medicines import Medicine, MedicineError, known_names, load
from lactea.medicines.regimens import substances
from lactea.results import bibliography
from lactea.scenario import load as load_scenario

ISSUE = """domperidone metoclopramide sulpiride chlorpromazine haloperidol risperidone cabergoline bromocriptine
combined-pill progestin-only-pill etonogestrel medroxyprogesterone estradiol progesterone spironolactone
testosterone oxytocin pseudoephedrine alcohol nicotine metformin levothyroxine trh growth-hormone fenugreek
milk-thistle moringa blessed-thistle""".split()
LINKED = [
    (name, route) for name in known_names() if load(name).links for route in load(name).routes
]
NO_FIGURE = {"spironolactone", "nicotine", "metformin", "fenugreek", "milk-thistle", "moringa",
             "blessed-thistle"}  # fmt: skip
ROW_ID = re.compile(r"[a-z]+(_[a-z0-9]+)+")


def test_everything_that_was_asked_for_is_there() -> None:
    assert set(ISSUE) <= set(known_names())


def test_the_inventory_of_facts_is_the_committed_one() -> None:
    """A number, a statement or a source that is lost or changed is seen here, line by line."""
    with INVENTORY.open(encoding="utf-8", newline="") as stream:
        head, *committed = [tuple(row) for row in csv.reader(stream)]
    assert head == HEAD
    found = lines()
    assert [row for row in committed if row not in set(found)] == []
    assert [row for row in found if row not in set(committed)] == []
    assert len(found) == len(committed)


@pytest.mark.parametrize("name", known_names())
def test_deleting_a_fact_is_noticed(name: str, tmp_path: Path, library: Path) -> None:
    """Each number, statement, source and link: without it the file is refused or the list differs."""
    data = yaml.safe_load((library / f"{name}.yaml").read_text("utf-8"))
    whole = list(rows_of(load(name)))
    kept = tmp_path / f"{name}.yaml"
    for path in [path for path, part in _entries(data, ()) if _is_a_fact(path, part)]:
        kept.write_text(json.dumps(_without(data, path)), "utf-8")
        try:
            rest = list(rows_of(load(kept)))
        except MedicineError:
            continue
        assert rest != whole, path


def _is_a_fact(path: tuple[Any, ...], part: Any) -> bool:
    return isinstance(part, dict) and (
        not {"value", "text", "target", "rate"}.isdisjoint(part) or path[:1] == ("sources",)
    )


def _entries(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    for key, part in inner:
        yield from _entries(part, (*path, key))


def _without(data: Any, path: tuple[Any, ...]) -> Any:
    data = copy.deepcopy(data)
    here = data
    for key in path[:-1]:
        here = here[key]
    del here[path[-1]]
    return data


@pytest.mark.parametrize("name", known_names())
def test_a_file_is_complete_in_itself(name: str) -> None:
    medicine = load(name)
    assert medicine.name == name
    assert {source for _, source in medicine.cited()} == set(medicine.sources)
    for path, fact in medicine.facts():
        assert fact.source in medicine.sources or fact.reason, path
    assert medicine.taper is not None
    assert medicine.effects or medicine.contains


@pytest.mark.parametrize("name", known_names())
def test_every_evidence_row_that_a_file_names_is_known(name: str) -> None:
    known = bibliography.load()
    medicine = load(name)
    named = [row for _, fact in medicine.facts() for row in fact.rows]
    named += [
        word
        for source in medicine.sources.values()
        for word in re.split(r"[;\s]+", source.row)
        if ROW_ID.fullmatch(word)
    ]
    assert [row for row in named if row not in known] == []
    assert all(known[row].verified != "memory" for row in named)


def test_what_has_no_usable_figure_has_no_link() -> None:
    without = {name for name in known_names() if not any(m.links for m in substances(load(name)))}
    assert without == NO_FIGURE


def taken(name: str, route: str, doses: int) -> dict[str, np.ndarray]:
    """Each target of a medicine over the second day of a run, for a number of usual amounts."""
    medicine = load(name)
    amount = doses * _usual(medicine)
    step = (
        f"{{do: take, medicine: {name}, dose: {amount!r} {medicine.measure}, route: {route}, "
        "every: 8 h, start: 0 d}"
    )
    scenario = load_scenario("non-pregnant-woman", [f"protocol=[{step}]"])
    recording = simulate(scenario, days=2, estimate_error=False)
    body = body_with_medicines(scenario)
    trace = recording.trace
    second = trace.time_h >= 24
    values = dict(zip(trace.names, trace.states[second].T, strict=True))
    values |= recording.parameter_values
    targets = {effect.target for one in substances(medicine) for effect in one.links}
    for equation in body.steps:
        if all(need in values for need in equation.needs):
            values[equation.target] = equation.equation(*[values[n] for n in equation.needs])
    return {target: values[target] for target in targets}


def _usual(medicine: Medicine) -> float:
    if medicine.contains:
        return 1.0
    doses = [medicine.per_day(dose.per_day) for dose in medicine.usual_doses]
    return doses[0] / 3 if doses else 10.0


@pytest.mark.parametrize(("name", "route"), LINKED)
def test_the_effect_grows_with_the_dose(name: str, route: str) -> None:
    once, twice = taken(name, route, 1), taken(name, route, 2)
    for target in once:
        assert 0 < once[target].mean() < twice[target].mean()
        assert once[target].min() > -1e-6 * once[target].max()


@pytest.mark.parametrize("name", sorted(NO_FIGURE - {"fenugreek"}))
def test_a_medicine_without_a_figure_changes_nothing_and_the_run_says_so(name: str) -> None:
    route = next(iter(load(name).routes), "oral")
    step = f"{{do: take, medicine: {name}, dose: 100 mg, route: {route}, every: 8 h, start: 0 d}}"
    scenario = load_scenario("non-pregnant-woman", [f"protocol=[{step}]"])
    recording = simulate(scenario, days=2, estimate_error=False)
    plain = simulate(load_scenario("non-pregnant-woman"), days=2, estimate_error=False)
    assert recording.days["prolactin_mean"] == pytest.approx(plain.days["prolactin_mean"], rel=1e-6)
    assert any(f"{name} has no usable figure" in warning for warning in recording.warnings)


def test_targets_are_those_that_the_body_opens_to_medicines() -> None:
    acted_on = {effect.target for name in known_names() for effect in load(name).links}
    assert acted_on <= set(default_body().medicine_targets)
    assert len(acted_on) >= 10


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("10 mg metoclopramide", "20 mg metoclopramide"), ("1 mg risperidone", "2 mg risperidone"),
     ("2.5 mg bromocriptine", "0.5 mg bromocriptine"), ("10 mg domperidone", "20 mg domperidone")],
)  # fmt: skip
def test_prolactin_follows_dopamine_medicines(lower: str, higher: str) -> None:
    means = []
    for dose in (lower, higher):
        amount, unit, name = dose.split()
        step = f"{{do: take, medicine: {name}, dose: {amount} {unit}, every: 8 h, start: 0 d}}"
        scenario = load_scenario("non-pregnant-woman", [f"protocol=[{step}]"])
        means.append(simulate(scenario, days=2, estimate_error=False).days["prolactin_mean"][1])
    assert means[0] < means[1]
