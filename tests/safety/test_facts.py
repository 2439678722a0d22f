"""One test per fact: whatever a medicine file holds against a medicine is told in some scenario.

The facts are read from the files, so a new one is tested from the day it stands there. A lost one
still stands in ``docs/safety-facts.txt``, which people read in review.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lactea.medicines import Medicine, known_names, load
from lactea.medicines.cautions import DoseLimit
from lactea.safety import Finding, Severity, screen
from lactea.safety.case import countries
from lactea.safety.inventory import inventory

FILE = Path(__file__).parents[2] / "docs" / "safety-facts.txt"


def facts(entries: Callable[[Medicine], Any]) -> list[Any]:
    """One case for each entry of that kind in the library."""
    return [
        pytest.param(name, place, id=f"{name}-{place}")
        for name in known_names()
        for place in range(len(entries(load(name))))
    ]


def found(findings: tuple[Finding, ...], rule: str, name: str, about: str = "") -> Finding:
    """The one finding of a rule on a medicine whose subject begins so."""
    hits = [
        one for one in findings
        if (one.rule, one.medicine) == (rule, name) and one.about.startswith(about)
    ]  # fmt: skip
    assert hits, f"{rule} says nothing of {name}: {about}"
    return hits[0]


def place_of(limit: DoseLimit) -> str | None:
    """The country of a limit; None where it is that of a label, which counts in every country."""
    return limit.country if limit.country in countries() else None


@pytest.mark.parametrize(("name", "place"), facts(lambda one: one.dose_limits))
def test_each_cap_blocks_just_above_it_and_not_at_it(make, name: str, place: int) -> None:
    medicine = load(name)
    limit = medicine.dose_limits[place]
    most = medicine.per_day(limit.per_day)
    weekly = limit.per_day.unit.endswith("/week")
    above = screen(make.scenario(make.taking(name, most * 1.01)), place_of(limit))
    finding = found(above.findings, "total_dose", medicine.name, limit.country)
    assert finding.severity is Severity.blocks
    assert finding.source == medicine.sources[limit.per_day.source]
    assert f"cap of {most * (7 if weekly else 1):g} " in finding.sentence
    at = screen(make.scenario(make.taking(name, most)), place_of(limit)).findings
    assert finding.key not in {one.key for one in at}


@pytest.mark.parametrize(("name", "place"), facts(lambda one: one.dose_limits))
def test_each_cap_by_weight_blocks_just_above_it_and_not_at_it(make, name: str, place: int) -> None:
    medicine = load(name)
    limit = medicine.dose_limits[place]
    if limit.per_kg is None:
        return
    most = 40 * limit.per_kg.to("mg/kg/day", "0.5 mg/kg/day")

    def told(amount: float, person: dict[str, Any]) -> list[Finding]:
        scenario = make.scenario(make.taking(name, amount), person=person)
        findings = screen(scenario, place_of(limit)).findings
        return [one for one in findings if one.rule == "dose_by_weight"]

    light = {"body_mass": "40 kg"}
    (above,) = told(most * 1.01, light)
    assert (above.severity, above.medicine) == (Severity.blocks, medicine.name)
    assert above.source == medicine.sources[limit.per_kg.source]
    assert told(most, light) == []
    assert told(most * 1.01, {"body_mass": "41 kg"}) == []
    (asked,) = told(most, {})
    assert (asked.severity, asked.question) == (Severity.caution, "person.body_mass")
    assert "less than 40 kg" in asked.sentence


@pytest.mark.parametrize(("name", "place"), facts(lambda one: one.dose_limits))
def test_each_longest_time_blocks_one_day_later(make, name: str, place: int) -> None:
    medicine = load(name)
    limit = medicine.dose_limits[place]
    if limit.longest_days is None:
        assert f"{name} | longest | {limit.country}" not in "\n".join(inventory())
        return
    days = int(limit.longest_days.to("day", "7 day"))
    lasting = [
        screen(
            make.scenario(make.taking(name, stop=f"{1 + length} d"), horizon="800 d"),
            place_of(limit),
        ).findings
        for length in (days, days + 1)
    ]
    finding = found(lasting[1], "duration", medicine.name, limit.country)
    assert finding.severity is Severity.blocks
    assert finding.key not in {one.key for one in lasting[0]}


def conditional(kind: str) -> list[Any]:
    return [
        pytest.param(name, place, condition, id=f"{name}-{place}-{condition or 'always'}")
        for name in known_names()
        for place, entry in enumerate(getattr(load(name), kind))
        for condition in entry.when or ("",)
    ]


def judged(make, kind: str, name: str, place: int, condition: str) -> None:
    """An entry is told when it holds and when nobody answered, and not when the answer is no."""
    medicine = load(name)
    entry = getattr(medicine, kind)[place]
    weight = Severity.blocks if kind == "contraindications" else Severity.caution
    step = make.taking(name)

    def told(health: dict[str, Any]) -> list[Finding]:
        findings = screen(make.after_birth(step, health=health)).findings
        about = f"{entry.text}: {condition}" if condition else entry.text
        return [one for one in findings if (one.rule, one.about) == (kind, about)]

    (holds,) = told(make.said(condition) if condition else make.cleared())
    assert (holds.severity, holds.medicine) == (weight, medicine.name)
    assert entry.text.rstrip(".") in holds.sentence
    assert holds.source == medicine.sources[entry.source]
    if condition:
        (open_,) = told(make.unsaid(condition, "smoking"))
        assert open_.severity is weight
        assert open_.question == f"person.health.conditions.{condition}"
        assert told(make.cleared()) == []


@pytest.mark.parametrize(("name", "place", "condition"), conditional("contraindications"))
def test_each_contraindication_blocks_unless_the_answer_is_no(
    make, name: str, place: int, condition: str
) -> None:
    judged(make, "contraindications", name, place, condition)


@pytest.mark.parametrize(("name", "place", "condition"), conditional("cautions"))
def test_each_caution_is_told_unless_the_answer_is_no(
    make, name: str, place: int, condition: str
) -> None:
    judged(make, "cautions", name, place, condition)


TIMED = [
    pytest.param(name, kind, place, id=f"{name}-{kind}-{place}")
    for name in known_names()
    for kind in ("contraindications", "cautions")
    for place, entry in enumerate(getattr(load(name), kind))
    if entry.until_after_birth is not None
]


@pytest.mark.parametrize(("name", "kind", "place"), TIMED)
def test_each_time_since_birth_ends_when_it_says(make, name: str, kind: str, place: int) -> None:
    entry = getattr(load(name), kind)[place]
    days = entry.until_after_birth.to("day", "21 day")
    health = make.said(*entry.when)

    def told(start: float) -> list[Finding]:
        step = make.taking(name, start=f"{start} d")
        findings = screen(make.after_birth(step, health=health, horizon="800 d")).findings
        return [one for one in findings if one.rule == kind and one.about.startswith(entry.text)]

    assert told(days - 1)
    assert told(days) == []


PARTNERS = [
    pytest.param(name, place, partner, id=f"{name}-{place}-{partner}")
    for name in known_names()
    for place, entry in enumerate(load(name).interactions)
    for partner in entry.partners
]


@pytest.mark.parametrize(("name", "place", "partner"), PARTNERS)
def test_each_interaction_is_told_with_each_partner(
    make, name: str, place: int, partner: str
) -> None:
    medicine = load(name)
    entry = medicine.interactions[place]
    beside = make.cleared(other_medicines=[partner])
    findings = screen(make.scenario(make.taking(name), health=beside)).findings
    named = load(partner).name if partner in known_names() else partner
    finding = found(findings, "interactions", medicine.name, f"{named}: {entry.text}")
    assert finding.severity is (Severity.blocks if entry.severity == "avoid" else Severity.caution)
    assert entry.text.rstrip(".") in finding.sentence


@pytest.mark.parametrize(("name", "place"), facts(lambda one: one.interactions))
def test_each_interaction_matters_while_other_medicines_are_unknown(
    make, name: str, place: int
) -> None:
    health = make.cleared()
    del health["other_medicines"]
    findings = screen(make.scenario(make.taking(name), health=health)).findings
    finding = found(findings, "other_medicines", load(name).name)
    assert finding.severity is Severity.blocks
    assert load(name).interactions[place].partners == () or "What matters" in finding.sentence


@pytest.mark.parametrize(("name", "place"), facts(lambda one: one.monitoring))
@pytest.mark.parametrize("said", ["not_done", None])
def test_each_item_blocks_until_it_is_done(make, name: str, place: int, said: str | None) -> None:
    medicine = load(name)
    entry = medicine.monitoring[place]
    record = {} if said is None else {entry.item: said}
    findings = screen(
        make.scenario(make.taking(name), health=make.cleared(monitoring=record))
    ).findings
    about = f"{entry.item}: {entry.text}"
    assert found(findings, "monitoring", medicine.name, about).severity is Severity.blocks
    done = screen(make.scenario(make.taking(name), health=make.cleared())).findings
    assert found(done, "monitoring", medicine.name, about).severity is Severity.note


@pytest.mark.parametrize("name", known_names())
def test_each_taper_is_told(make, name: str) -> None:
    taper = load(name).taper
    finding = found(screen(make.scenario(make.taking(name))).findings, "taper", load(name).name)
    if taper is None or taper.needed != "not needed":
        assert finding.severity is Severity.caution
    if taper is not None:
        assert taper.text.rstrip(".") in finding.sentence


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("warnings", "caution"), ("stop_now", "note"), ("status", "note"), ("not_found", "note"), ("adverse_effects", "note")],
)  # fmt: skip
@pytest.mark.parametrize("name", known_names())
def test_each_statement_is_told(make, name: str, rule: str, severity: str) -> None:
    medicine = load(name)
    said = [
        one for one in screen(make.scenario(make.taking(name))).findings
        if (one.rule, one.medicine) == (rule, medicine.name)
    ]  # fmt: skip
    entries = getattr(medicine, rule)
    assert len(said) == len(entries)
    for finding, entry in zip(said, entries, strict=True):
        text = entry if isinstance(entry, str) else getattr(entry, "text", None) or entry.what
        text = "any unwanted effect" if text == "any" else text.rstrip(".")
        assert text.replace("..", ".") in finding.sentence
        assert finding.severity == severity


def test_the_list_is_as_new_as_the_files() -> None:
    """A fact that was lost, and one that nobody put on the list, is seen here and in review."""
    told = "run: python -m lactea.safety.inventory docs/safety-facts.txt"
    assert FILE.read_text("utf-8").splitlines() == list(inventory()), told
