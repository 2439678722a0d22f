"""Stamp, citations, review block and summary say what a run rests on."""

import csv
import re
import subprocess
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lactea.engine.simulation import simulate
from lactea.results import Result, bibliography, citations, review, stamp
from lactea.results import facts as facts_room
from lactea.results.bibliography import Reference
from lactea.scenario import load

values = st.dictionaries(st.text(min_size=1), st.floats(allow_nan=False), max_size=6)


@given(values)
def test_the_hash_of_parameters_ignores_their_order(chosen: dict[str, float]) -> None:
    backwards = dict(reversed(list(chosen.items())))
    assert stamp.parameter_set(chosen) == stamp.parameter_set(backwards)


@given(values, st.text(min_size=1), st.floats(allow_nan=False))
def test_the_hash_of_parameters_notices_each_change(
    chosen: dict[str, float], name: str, value: float
) -> None:
    same = name in chosen and repr(chosen[name]) == repr(value)
    other = chosen | {name: value}
    assert (stamp.parameter_set(chosen) == stamp.parameter_set(other)) == same


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def test_the_commit_is_that_of_lacteas_own_checkout(tmp_path: Path) -> None:
    package = tmp_path / "src" / "lactea"
    package.mkdir(parents=True)
    (package / "a.py").touch()
    assert stamp.commit(package) == "release"
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    stamp.commit.cache_clear()
    head = git(tmp_path, "rev-parse", "--short=12", "HEAD")
    assert stamp.commit(package) == head
    (package / "a.py").write_text("changed")
    stamp.commit.cache_clear()
    assert stamp.commit(package) == f"{head}+"
    # Installed into an environment inside somebody's repository, it is a release all the same.
    assert stamp.commit(tmp_path / ".venv" / "site-packages" / "lactea") == "release"


def test_citations_lead_from_parameter_to_study(result: Result) -> None:
    found = {citation.id: citation for citation in result.citations()}
    cox = found["cox-1996-exp-physiol"]
    assert cox.doi == "10.1113/expphysiol.1996.sp003985"
    assert cox.used_by == ["milk_ceiling"]
    assert cox.rows == ["mlk_syn_cox1996_m1", "mlk_syn_cox1996_m6"]
    assert not any("unwind" in citation.used_by for citation in found.values())


def test_an_unknown_row_is_cited_by_its_id(result: Result) -> None:
    found = citations.of(result.facts, references={})
    assert [citation.text for citation in found] == [
        "mlk_ana_cox1999_gain_term",
        "mlk_cmp_density",
        "mlk_cmp_energy_density",
        "mlk_syn_cox1996_m1",
        "mlk_syn_cox1996_m6",
        "prl_halflife",
    ]


def test_a_study_keeps_one_entry_and_its_identifier(result: Result) -> None:
    rows = ("mlk_syn_cox1996_m1", "mlk_syn_cox1996_m6")
    given_rows = {
        rows[0]: Reference(rows[0], "A 1990 J", "", "", "cohort", "primary"),
        rows[1]: Reference(rows[1], "A 1990 J", "doi:10.1/x", "https://a.b", "cohort", "primary"),
    }
    notes = [note for note in result.facts.parameters if note.id == "milk_ceiling"]
    (only,) = citations.of(replace(result.facts, parameters=tuple(notes)), given_rows)
    assert (only.text, only.doi, only.url) == ("A 1990 J (doi:10.1/x)", "10.1/x", "https://a.b")


def test_the_bibliography_agrees_with_the_evidence_tables() -> None:
    """Made anew with ``python -m lactea.results.bibliography`` when a table changes."""
    known = bibliography.load()
    tables = files("lactea.evidence").joinpath("tables")
    with_maps = [p for p in Path(str(tables)).glob("*.csv") if not p.name.endswith(".map.csv")]
    assert {path.stem for path in with_maps} >= {"hormones", "milk"}
    fresh = list(bibliography.compile_references(with_maps))
    assert fresh
    assert [row for row in fresh if known.get(row.row_id) != row] == []


def test_the_bibliography_is_written_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "again.csv"
    with path.open("w", encoding="utf-8") as stream:
        bibliography.write(bibliography.load().values(), stream)
    packaged = files("lactea.results").joinpath("bibliography.csv").read_text("utf-8")
    assert path.read_text("utf-8") == packaged
    header = next(csv.reader(packaged.splitlines()))
    assert header == [field.name for field in fields(Reference)]


def test_the_review_counts_parameters_by_standing(result: Result) -> None:
    assert review.count_by_standing(result.facts) == {"sourced": 6, "fitted": 2, "assumed": 1}
    text = result.review().as_text()
    assert "6 sourced, 2 fitted, 1 assumed" in text
    assert result.facts.version in text
    assert result.facts.card.scenario_hash in text


def test_the_summary_says_what_a_reader_asks_first(result: Result) -> None:
    text = result.summary()
    assert re.search(r"^day, the first being 0 +0 +1 +3 +7 +30 +90 +119$", text, flags=re.MULTILINE)
    assert "Milk came in 60 h" in text
    assert "Assumed, no human figure found: unwind" in text
    assert result.stamp in text
    removed = result.recording.days["removed"][280 + 30].sum()
    assert re.search(rf"^milk removed, mL .* {removed:.0f} ", text, flags=re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 100


def test_words_stay_neutral(make_result: Callable[..., Result]) -> None:
    text = make_result(days=10, supply=0.0).summary().lower()
    banned = ("fail", "insufficient", "inadequate", "poor", "only", "unfortunately", "!")
    assert [word for word in banned if word in text] == []


def test_a_run_without_activation_says_so(short: Result) -> None:
    quiet = Result(replace(short.recording, events=[]), short.facts)
    assert "did not pass one half" in quiet.summary()


def test_a_run_cites_the_sources_of_its_medicines() -> None:
    step = "{do: take, medicine: metoclopramide, dose: 10 mg, every: 8 h, start: 0 d}"
    scenario = load("non-pregnant-woman", [f"protocol=[{step}]"])
    cited = citations.of(facts_room.gather(simulate(scenario, days=1, estimate_error=False)))
    known = {citation.text.split(" (")[0]: citation for citation in cited}
    assert "Healy 1977 Clin Endocrinol" in known
    kinetics = next(entry for text, entry in known.items() if text.startswith("Single-dose"))
    assert kinetics.url == "https://pubmed.ncbi.nlm.nih.gov/7286058"
    assert {"metoclopramide_oral_clearance", "metoclopramide_oral_volume"} <= set(kinetics.used_by)
