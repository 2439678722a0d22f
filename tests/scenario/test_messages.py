"""Each mistake gets one paragraph: file, line, field, what was wrong, what would be right."""

from pathlib import Path

import pytest

from lactea.scenario import ScenarioError, load, loads

HEAD = """\
schema: lactea.scenario/1
name: mine
summary: a test
horizon: "180 d"
protocol:
  - {do: pregnancy, length: "40 weeks"}
  - {do: birth}
"""
STEP_LINE = 8


def complaint_about(text: str) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        loads(text, "mine.yaml")
    message = str(caught.value)
    assert message.startswith("mine.yaml")
    assert "\n" not in message
    assert message.endswith((".", ".)"))
    return caught.value


@pytest.mark.parametrize(
    ("step", "field", "words"),
    [
        ('{do: pmp, start: "6 h"}', "protocol[2].do", ["'pmp'", "Did you mean 'pump'?"]),
        ('{start: "6 h"}', "protocol[2]", ["needs the entry 'do'"]),
        ("3", "protocol[2]", ["not a mapping"]),
        (
            '{do: pump, start: "6 h", every: "3 h", duration: "15 min", divice: manual}',
            "protocol[2].divice",
            ["Did you mean 'device'?"],
        ),
        (
            '{do: pump, start: "6 h", every: "3 h", duration: "15 min", device: hospital}',
            "protocol[2].device",
            ["'hospital'", "hospital_grade, personal, manual"],
        ),
        (
            '{do: pump, start: 6, every: "3 h", duration: "15 min"}',
            "protocol[2].start",
            ["'6' has no unit", "'3 h'"],
        ),
        (
            '{do: pump, start: "6 h", every: "3 mL", duration: "15 min"}',
            "protocol[2].every",
            ["'mL' is not a unit of time"],
        ),
        (
            '{do: pump, start: "6 h", every: "0 h", duration: "15 min"}',
            "protocol[2].every",
            ["not longer than zero"],
        ),
        (
            '{do: pump, start: "6 h", every: "3 h", duration: "-15 min"}',
            "protocol[2].duration",
            ["not longer than zero"],
        ),
        ('{do: pump, start: "6 h", every: "3 h"}', "protocol[2].duration", ["how long"]),
        ('{do: pump, start: "6 h", duration: "15 min"}', "protocol[2].every", ["how often"]),
        (
            '{do: pump, every: "3 h", duration: "15 min"}',
            "protocol[2].start",
            ["no beginning", "'when'"],
        ),
        (
            '{do: pump, start: "6 h", stop: "5 h", every: "3 h", duration: "15 min"}',
            "protocol[2].stop",
            ["not after its start"],
        ),
        (
            '{do: pump, start: "6 h", every: "10 min", duration: "15 min"}',
            "protocol[2].duration",
            ["sessions of one step cannot overlap"],
        ),
        (
            '{do: hand_express, start: "6 h", every: "20 min", duration: "15 min"}',
            "protocol[2].duration",
            ["'30 min' with every breast"],
        ),
        (
            '{do: pump, start: "6 h", times: ["25:00"], duration: "15 min"}',
            "protocol[2].times[0]",
            ["not a time of day"],
        ),
        (
            '{do: nurse, start: "1 h", every: "3 h"}',
            "protocol[2].every",
            ["on demand, the infant decides", "on_demand: false"],
        ),
        ('{do: nurse, start: "1 h", latch: 1.2}', "protocol[2].latch", ["at most 1"]),
        ('{do: nurse, start: "1 h", latch: "1"}', "protocol[2].latch", ["not a number"]),
        ('{do: nurse, start: "1 h", asks_for: "2 h"}', "protocol[2].asks_for", ["an hour"]),
        (
            '{do: nurse, start: "1 h", on_demand: false, every: "3 h", duration: "10 min", asks_for: "5 min"}',
            "protocol[2].asks_for",
            ["by the clock"],
        ),
        ('{do: nurse, start: "1 h", on_demand: 1}', "protocol[2].on_demand", ["true nor false"]),
        ('{do: nurse, start: "-1 h"}', "protocol[2].start", ["before the infant is there"]),
        (
            '{do: take, medicine: domperidon, dose: "10 mg", start: "1 d"}',
            "protocol[2].medicine",
            ["'domperidon'", "Did you mean 'domperidone'?"],
        ),
        (
            '{do: take, medicine: motilium, dose: "10 mg", start: "1 d"}',
            "protocol[2].medicine",
            ["'motilium' is called 'domperidone' here."],
        ),
        (
            '{do: take, medicine: combined oral contraceptive, dose: "1 tablet", start: "1 d"}',
            "protocol[2].medicine",
            ["Valid here: alcohol"],
        ),
        (
            '{do: take, medicine: domperidone, dose: "-10 mg", start: "1 d"}',
            "protocol[2].dose",
            ["'-10 mg' is a negative dose"],
        ),
        (
            '{do: take, medicine: domperidone, dose: "10 mL", start: "1 d"}',
            "protocol[2].dose",
            ["is a volume; a mass is expected here, in mg, such as '10 mg'"],
        ),
        (
            '{do: take, medicine: growth-hormone, dose: "4 u", start: "1 d", route: subcutaneous}',
            "protocol[2].dose",
            ["'u' is a mass in which no dose is written", "Its file declares: IU."],
        ),
        (
            '{do: take, medicine: metoclopramide, dose: "0.5 mg/kg", start: "1 d"}',
            "protocol[2].dose",
            ["'0.5 mg/kg' is a dose by body weight"],
        ),
        (
            '{do: take, medicine: domperidone, dose: "10 mg", start: "1 d", route: nasal}',
            "protocol[2].route",
            ["no kinetics of domperidone by the 'nasal' route", "oral, intravenous"],
        ),
        (
            '{do: take, medicine: combined-pill, dose: "1 tablet", start: "1 d", route: vaginal}',
            "protocol[2].route",
            ["no kinetics of ethinylestradiol by the 'vaginal' route", "oral"],
        ),
        (
            "{do: take, medicine: domperidone, dose: 10, start: 1 d}",
            "protocol[2].dose",
            ["'10' has no unit", '"10 mg"'],
        ),
        (
            '{do: take, medicine: domperidone, dose: "10 IU", start: "1 d"}',
            "protocol[2].dose",
            ["'IU' is not a unit that lactea knows"],
        ),
        (
            '{do: top_up, start: "1 h", per_day: "300 g"}',
            "protocol[2].per_day",
            ["is a mass; a volume is expected"],
        ),
        ('{do: top_up, start: "1 h", per_day: "-3 mL"}', "protocol[2].per_day", ["below"]),
        ('{do: top_up, start: "1 h"}', "protocol[2]", ["'per_day'", "'share'", "'after_feeds'"]),
        (
            '{do: top_up, start: "1 h", after_feeds: true, share: 0.5}',
            "protocol[2]",
            ["exactly one"],
        ),
        (
            '{do: top_up, start: "1 h", daily: ["3 mL", 4]}',
            "protocol[2].daily[1]",
            ["no unit"],
        ),
        (
            '{do: top_up, start: "1 h", daily: ["3 mL"], share: 0.5}',
            "protocol[2]",
            ["exactly one"],
        ),
        (
            '{do: top_up, start: "1 h", milk_of: nowhere.json}',
            "protocol[2].milk_of",
            ["'nowhere.json'", "no such file"],
        ),
        (
            '{do: top_up, start: "1 h", milk_of: pyproject.toml}',
            "protocol[2].milk_of",
            ["not a run", "lactea simulate"],
        ),
        ('{do: top_up, start: "1 h", milk_of: 3}', "protocol[2].milk_of", ["name of a file"]),
        (
            '{do: solids, start: "180 d", energy_share: [["200 d", 0], ["190 d", 0.2]]}',
            "protocol[2].energy_share[1]",
            ["in the order of time"],
        ),
        ('{do: stress, start: "1 h", level: 2}', "protocol[2].level", ["at most 1"]),
        ("{do: birth}", "protocol[2]", ["at most one step 'birth'"]),
        (
            '{do: pump, when: {observable: milk.removed, above: "1 mL"}, every: "3 h", duration: "9 min"}',
            "protocol[2].when.observable",
            ["milk.removed_per_day"],
        ),
        (
            '{do: pump, when: {observable: milk.stored}, every: "3 h", duration: "9 min"}',
            "protocol[2].when",
            ["exactly one of 'above' and 'below'"],
        ),
        (
            '{do: pump, when: {observable: infant.weight, above: "5 mL"}, every: "3 h", duration: "9 min"}',
            "protocol[2].when.above",
            ["is a volume; a mass is expected"],
        ),
    ],
)
def test_a_wrong_step(step: str, field: str, words: list[str]) -> None:
    error = complaint_about(f"{HEAD}  - {step}\n")
    assert error.field == field
    assert error.line == STEP_LINE
    for word in words:
        assert word in str(error)


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("hrizon: 3", "hrizon", ["Did you mean 'horizon'?"]),
        ("person: {sex: femal}", "person.sex", ["Did you mean 'female'?"]),
        ('person: {age: "3 years"}', "person.age", ["from 10 to 100 years"]),
        ("person: {parity: -1}", "person.parity", ["at least 0"]),
        ("person: {smoking: 10}", "person.smoking", ['"10 per day"']),
        ("person: {breasts: left, parity: 1.5}", "person.parity", ["whole number"]),
        ("person: {sex: male}", "protocol[0]", ["not pregnant"]),
        ("person: {uterus: absent}", "protocol[0]", ["without a uterus"]),
        ("person: {hormone_therapy: feminising}", "person.hormone_therapy", ["masculinising"]),
        ("person: {testes: absent}", "person.testes", ["no testes"]),
        ("person: {thyroid: over}", "person.thyroid", ["underactive"]),
        ("person: {pituitary: 1.2}", "person.pituitary", ["at most 1"]),
        ("person: {nutrition: half}", "person.nutrition", ["not a number"]),
        ("person: {breast_surgery: reduction}", "person.breast_surgery", ["reduction_ducts_kept"]),
        ("person: {gland_share: 0.5}", "person.gland_share", ["not a mapping"]),
        (
            "person: {nipple_sensitivity: {left: -1}}",
            "person.nipple_sensitivity.left",
            ["at least 0"],
        ),
        ('infant: {birth_weight: "3300 mL"}', "infant.birth_weight", ["a mass is expected"]),
        (
            'infant: {birth_weight: "3,1 kg"}',
            "infant.birth_weight",
            ["'3,1 kg' has a comma", "write a point before decimals", "'3.3 kg'"],
        ),
        ('infant: {arrives: "1,5 h"}', "infant.arrives", ["'1,5 h' has a comma"]),
        (
            'infant: {birth_weight: "310 kg"}',
            "infant.birth_weight",
            ["'310 kg' is above the largest value allowed, '10 kg'"],
        ),
        (
            'person: {body_mass: "1e6 kg"}',
            "person.body_mass",
            ["'1e6 kg' is above the largest value allowed, '650 kg'"],
        ),
        (
            "person: {health: {conditions: {prolactinom: no}}}",
            "person.health.conditions.prolactinom",
            ["line 8", "Did you mean 'prolactinoma'?"],
        ),
        (
            "person: {health: {monitoring: {ekg: done}}}",
            "person.health.monitoring.ekg",
            ["line 8", "Did you mean 'ecg'?"],
        ),
        ('infant: {gestation_at_birth: "29 weeks"}', "infant.gestation_at_birth", ["280 d"]),
        ('infant: {arrives: "3 d"}', "infant.arrives", ["arrives by birth"]),
        ("origin: first_step", "protocol[0]", ["placenta_delivered"]),
        ("history: [{pregnancy: 1}]", "history[0].pregnancy", ["has no unit"]),
        ('history: [{nursed: "3 weeks"}]', "history[0].ended", ["missing"]),
        (
            'history: [{ended: "8 months"}]',
            "history[0].nursed",
            ["begins at 40 weeks before the origin"],
        ),
        ('history: [{ended: "2 years", nursed: "70 weeks"}]', "history[0].nursed", ["protocol"]),
        (
            'history: [{ended: "1 month", nursed: "9 months"}]',
            "history[0].nursed",
            ["until 8 months after the origin"],
        ),
        (
            'history: [{ended: "9 years"}, {ended: "9 years"}]',
            "history[0].nursed",
            ["earliest first"],
        ),
        ('history: [{ended: "25 years"}]', "history[0].ended", ["younger than 10 years"]),
        ('history: [{ended: "3 years", topped_up: 2}]', "history[0].topped_up", ["at most 1"]),
        (
            'history: [{ended: "3 years", pregnancy: "44 weeks"}]',
            "history[0].pregnancy",
            ["43 weeks"],
        ),
        ('origin_clock: "8"', "origin_clock", ["'07:30'"]),
        ("words: {parent: ''}", "words.parent", ["empty"]),
        ("parameters: {prolactin_half_life: 37}", "parameters.prolactin_half_life", ["not text"]),
    ],
)
def test_a_wrong_entry(line: str, field: str, words: list[str]) -> None:
    error = complaint_about(f"{HEAD}{line}\n")
    assert error.field == field
    assert error.line in (6, STEP_LINE)
    for word in words:
        assert word in str(error)


def test_a_million_sessions_are_counted_and_refused() -> None:
    error = complaint_about(
        f'{HEAD}  - {{do: pump, start: "0 h", every: "15 s", duration: "10 s"}}\n'
    )
    assert "1,036,800 sessions and doses, and at most 100,000 are simulated" in str(error)
    assert error.line == STEP_LINE


def test_a_million_doses_are_counted_and_refused() -> None:
    error = complaint_about(
        f'{HEAD}  - {{do: take, medicine: cabergoline, dose: "0 mg", start: "0 h", every: "15 s"}}\n'
    )
    assert "1,036,800 sessions and doses" in str(error)


def test_a_run_of_a_thousand_years_is_refused() -> None:
    assert "150 years" in str(complaint_about(HEAD.replace("180 d", "1000 years")))
    assert "ten years" in str(complaint_about(HEAD.replace("180 d", "20 years")))


def test_several_mistakes_are_counted() -> None:
    text = f"{HEAD}person: {{sex: femal, age: 3, parity: x}}\n"
    assert "(2 more mistakes after this one.)" in str(complaint_about(text))


def test_an_empty_text_and_a_list_are_no_scenarios() -> None:
    said = str(complaint_about(""))
    assert "the text is empty. Start from a builtin: 'lactea protocols show natural'." in said
    assert "a scenario is a mapping" in str(complaint_about("[1, 2]"))
    assert "a scenario is a mapping" in str(complaint_about("null"))


def test_a_missing_entry_is_named() -> None:
    error = complaint_about(HEAD.replace('horizon: "180 d"\n', ""))
    assert error.field == "horizon"
    assert "missing" in str(error)


def test_a_birth_after_the_origin_or_without_pregnancy_is_refused() -> None:
    late = HEAD.replace("{do: birth}", '{do: birth, at: "2 h"}')
    assert "born before the placenta" in str(complaint_about(late))
    sudden = HEAD.replace('  - {do: pregnancy, length: "40 weeks"}\n', "")
    assert "needs the pregnancy" in str(complaint_about(sudden))


def test_nothing_happens_before_the_run() -> None:
    step = '  - {do: stress, start: "-50 weeks", stop: "0 h", level: 0.5}\n'
    assert "before the run" in str(complaint_about(HEAD + step))


def test_a_breast_that_is_not_there_cannot_be_emptied() -> None:
    step = '  - {do: nurse, start: "1 h", breasts: right}\nperson: {breasts: left}\n'
    assert "only the left breast" in str(complaint_about(HEAD + step))
    assert loads(HEAD + step.replace("breasts: right", "breasts: both"))


def test_without_an_infant_nobody_nurses() -> None:
    step = '  - {do: nurse, start: "1 h"}\ninfant: null\n'
    assert "no infant for the step 'nurse'" in str(complaint_about(HEAD + step))


def test_with_a_first_step_time_begins_there() -> None:
    text = HEAD.split("protocol", maxsplit=1)[0] + (
        "origin: first_step\ninfant: null\nprotocol:\n"
        '  - {do: pump, start: "6 h", every: "3 h", duration: "15 min"}\n'
    )
    assert "the first step begins at 0 h" in str(complaint_about(text))
    assert loads(text.replace("6 h", "0 h"))


def test_a_file_of_10_mb_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text(HEAD + "# " + "x" * 10_000_000)
    with pytest.raises(ScenarioError, match=r"the file is 10\.0 MB, and at most 1 MB is read"):
        load(path)


def test_an_unknown_builtin_names_the_nearest() -> None:
    with pytest.raises(ScenarioError, match="Did you mean 'natural'"):
        load("naturel")


@pytest.mark.parametrize(
    ("steps", "place", "words"),
    [
        (['{do: pregnancy, start: "1 d"}'], "protocol[2].length", ["horizon", "281 d"]),
        (['{do: pregnancy, start: "-1 d"}'], "protocol[2].start", ["history"]),
        (["{do: pregnancy}"], "protocol[2]", ["one pregnancy ends at the origin"]),
        (
            ['{do: pregnancy, start: "70 d"}', '{do: pregnancy, start: "75 d"}'],
            "protocol[3]",
            ["at most one"],
        ),
    ],
)
def test_a_later_pregnancy_that_does_not_fit(
    steps: list[str], place: str, words: list[str]
) -> None:
    head = HEAD.replace('"180 d"', '"300 d"')
    error = complaint_about(head + "".join(f"  - {step}\n" for step in steps))
    assert error.field == place
    for word in words:
        assert word in str(error)
