"""The unseen studies: a folder that reads, with rows that say what was assumed and that no table holds."""

import re
from pathlib import Path

import pytest

from lactea.evidence.catalogue import check_entry, default_catalogue, unit_of
from lactea.evidence.runs import Run, run_of
from lactea.evidence.tables_folder import Folder, builtin_folder, read_folder
from lactea.evidence.trials import MARK, load_scenario, read_trial
from lactea.evidence.units import factor, is_relative

ROOT = Path(__file__).resolve().parents[2]
UNSEEN = ROOT / "docs" / "unseen"
PAGE = ROOT / "docs" / "unseen-studies.md"
ADDRESS = re.compile(r"https://(?!\d+\.\d+\.\d+\.\d+)[\w.-]+\.[a-z]{2,}/\S+")


@pytest.fixture(scope="module")
def folder() -> Folder:
    return read_folder(UNSEEN)


def runs(folder: Folder) -> set[Run]:
    return {
        run_of(arm, UNSEEN)
        for entry in folder.entries.values()
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None
    }


def keys(name: str) -> tuple[str, str, str] | None:
    """First author, year and first word of the journal of a study; none where no author is shown."""
    found = re.match(r"(\S.*?) ((?:19|20)\d\d) (\w+)", name)
    return (found[1].lower(), found[2], found[3].lower()) if found else None


def test_every_row_is_a_prediction_with_an_address_and_a_note(folder: Folder) -> None:
    assert folder.entries.keys() == folder.rows.keys()
    for row in folder.rows.values():
        entry = folder.entries[row.id]
        assert entry.role == "predict", row.id
        assert row.value is not None or entry.kind == "sign", row.id
        assert ADDRESS.fullmatch(row.source_url), row.id
        assert row.verified == "primary", row.id
        assert re.match(r"Round [12]\. \S.{9,}", row.note), row.id


def test_every_row_asks_for_what_exists_in_a_unit_that_can_be_compared(folder: Folder) -> None:
    known = default_catalogue()
    for entry in folder.entries.values():
        row = folder.rows[entry.id]
        check_entry(row.table, entry, known)
        if entry.kind not in {"sign", "odds", "null_effect"} and not (
            entry.contrast and is_relative(row.unit)
        ):
            assert factor(entry.observable, unit_of(entry, known), row.unit) > 0, row.id


def test_every_scenario_loads_and_every_file_is_used(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)  # a scenario looks up the file of a medicine from here
    found = runs(folder)
    for run in found:
        assert load_scenario(run.scenario, run.overrides).name
    named = {Path(run.scenario.partition(MARK)[0]) for run in found}
    trials = {path for path in named if path.parent.name == "trials"}
    bases = {(path.parent / read_trial(path).base).resolve() for path in trials}
    medicine = UNSEEN / "recombinant-prolactin.yaml"
    assert set(UNSEEN.rglob("*.yaml")) <= named | bases | {medicine}


def test_a_trial_names_the_rows_that_are_read_off_it(folder: Folder) -> None:
    read: dict[Path, set[str]] = {}
    for entry in folder.entries.values():
        for arm in (entry.arm, entry.minus_arm):
            if arm is not None and MARK in arm.scenario:
                path = UNSEEN / arm.scenario.partition(MARK)[0]
                read.setdefault(path, set()).add(entry.id)
    for path, ids in read.items():
        assert set(read_trial(path).outcomes) == ids, path.name


def test_no_study_stands_in_the_tables_of_the_package(folder: Folder) -> None:
    known = builtin_folder().rows.values()
    identifiers = {row.identifier.lower() for row in known if row.identifier}
    addresses = {row.source_url.rstrip("/") for row in known}
    studies = {keys(row.study) for row in known} - {None}
    assert len(studies) > 100
    for row in folder.rows.values():
        assert row.identifier.lower() not in identifiers, row.id
        assert row.source_url.rstrip("/") not in addresses, row.id
        assert keys(row.study) not in studies, row.id
        assert row.id not in builtin_folder().rows


def test_the_page_tells_every_study_and_how_many_there_are(folder: Folder) -> None:
    page = PAGE.read_text(encoding="utf-8")
    studies = {row.study for row in folder.rows.values()}
    for name in studies:
        assert name in page, name
    together = re.search(r"\| together \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", page)
    assert together is not None
    total, met, part, missed, rows = map(int, together.groups())
    assert (total, rows) == (len(studies), len(folder.rows))
    assert met + part + missed == total
    assert page.count("| met |\n") == met
