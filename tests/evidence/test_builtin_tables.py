"""The tables that come with lactea: whole, honest, and answerable."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from lactea.body.registry import default_body
from lactea.evidence.catalogue import check_entry, default_catalogue, unit_of
from lactea.evidence.mapping import Entry
from lactea.evidence.roles import DUPLICATE, cited_rows, fitted_rows, overfitted
from lactea.evidence.runs import Run, run_of
from lactea.evidence.sensitivity import GLAND
from lactea.evidence.split import MOST_FITTED
from lactea.evidence.strata import settings_of_people
from lactea.evidence.table import Row
from lactea.evidence.tables_folder import SPREADS, Folder, builtin_folder, read_folder
from lactea.evidence.trials import MARK, load_scenario, read_trial
from lactea.evidence.units import factor, is_relative

MOST_RUNS = 131
MOST_PEOPLE = 2_100


@pytest.fixture(scope="module")
def folder() -> Folder:
    return builtin_folder()


def counted(folder: Folder) -> list[Entry]:
    return [entry for entry in folder.entries.values() if entry.arm is not None]


def runs(folder: Folder) -> set[Run]:
    return {
        run_of(arm, folder.path)
        for entry in counted(folder)
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None
    }


def test_every_row_has_a_line_with_a_reason(folder: Folder) -> None:
    assert set(folder.tables) == {"hormones", "induction_drugs", "milk"}
    bare = [e.id for e in folder.entries.values() if e.arm is None and not e.reason]
    assert bare == []
    assert not [e.id for e in folder.entries.values() if e.reason == "no line in the mapping"]


def test_enough_rows_are_predicted_without_having_been_fitted(folder: Folder) -> None:
    cited = cited_rows(default_body().parameters.values(), folder.rows)
    fitted = fitted_rows(folder.rows, folder.entries, cited, folder.split)
    assert len(counted(folder)) - len(fitted) >= 120


def test_at_most_a_third_of_the_studies_of_a_subsystem_is_fitted(folder: Folder) -> None:
    cited = cited_rows(default_body().parameters.values(), folder.rows)
    fitted = fitted_rows(folder.rows, folder.entries, cited, folder.split)
    assert overfitted(folder.rows, folder.entries, fitted, MOST_FITTED) == []


def test_the_split_names_every_counted_study_and_the_mapping_agrees(folder: Folder) -> None:
    for entry in counted(folder):
        key = (entry.subsystem, folder.rows[entry.id].study)
        assert key in folder.split.roles, key
        assert entry.role == folder.split.roles[key], entry.id


def test_the_split_gives_at_most_a_third_of_each_subsystem_to_fitting(folder: Folder) -> None:
    studies: dict[str, Counter[str]] = {}
    for (subsystem, _), role in folder.split.roles.items():
        studies.setdefault(subsystem, Counter())[role] += 1
    for subsystem, found in studies.items():
        assert found["fit"] <= MOST_FITTED * found.total(), subsystem


def test_nothing_from_memory_is_used(folder: Folder) -> None:
    used = [e.id for e in counted(folder) if folder.rows[e.id].verified == "memory"]
    assert used == []


def test_duplicates_point_at_rows(folder: Folder) -> None:
    for entry in folder.entries.values():
        if entry.reason.startswith(DUPLICATE):
            other = folder.entries[entry.reason.removeprefix(DUPLICATE)]
            assert not other.reason.startswith(DUPLICATE), entry.id
            assert other.id != entry.id


def test_every_counted_row_has_a_number_or_needs_none(folder: Folder) -> None:
    for entry in counted(folder):
        needs_none = entry.kind in {"sign", "null_effect"}
        assert folder.rows[entry.id].value is not None or needs_none, entry.id


def test_every_counted_row_asks_for_what_exists_in_a_unit_that_can_be_compared(
    folder: Folder,
) -> None:
    known = default_catalogue()
    for entry in counted(folder):
        row = folder.rows[entry.id]
        check_entry(row.table, entry, known)
        if entry.kind not in {"sign", "odds", "null_effect"} and not (
            entry.contrast and is_relative(row.unit)
        ):
            assert factor(entry.observable, unit_of(entry, known), row.unit) > 0


def test_the_runs_are_few_and_their_scenarios_load(folder: Folder) -> None:
    found = runs(folder)
    alone = {
        run_of(arm, folder.path)
        for entry in counted(folder)
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None and entry.group is None
    }
    assert len(alone) <= MOST_RUNS
    everybody = people(folder)
    assert len(everybody) <= MOST_PEOPLE
    for run in found | {replace(run, person=None) for run in everybody}:
        assert load_scenario(run.scenario, run.overrides).name


def people(folder: Folder) -> set[Run]:
    """The runs of everybody in a virtual group; people of the same number and settings are the same."""
    return {
        replace(run_of(arm, folder.path), person=place, overrides=(*arm.overrides, *own))
        for entry in counted(folder)
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None and entry.group is not None
        for place, own in enumerate(settings_of_people(entry.group.strata, entry.group.people))
    }


def test_groups_are_asked_between_people_and_are_contrasts_only_with_a_mechanism(
    folder: Folder,
) -> None:
    grouped = [entry for entry in counted(folder) if entry.group is not None]
    assert {entry.kind for entry in grouped} >= {"share", "spread", "odds"}
    differ = {
        item
        for entry in grouped
        if entry.contrast
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None
        for item in arm.overrides
    }
    # What else people differ by is recorded without effect (lactea.cohort.covariates.EFFECTS).
    acting = ("diabetes", "body_mass_index", "breast_surgery", "delivery", "smoking", "parity")
    assert all(
        _starts(item, ("protocol[", *(f"person.{name}=" for name in acting))) for item in differ
    )


def test_what_is_set_is_what_a_study_reports(folder: Folder) -> None:
    allowed = ("person.", "infant.", "protocol[", "horizon=")
    strange = [
        item
        for run in runs(folder) | people(folder)
        for item in run.overrides
        if not _starts(item, allowed)
    ]
    assert strange == []


def _starts(item: str, allowed: Iterable[str]) -> bool:
    return item.startswith(tuple(allowed))


def test_clusters_join_one_observable_in_one_subsystem(folder: Folder) -> None:
    members: dict[str, list[Entry]] = {}
    for entry in counted(folder):
        if entry.cluster:
            members.setdefault(entry.cluster, []).append(entry)
    for name, entries in members.items():
        assert len({e.subsystem for e in entries}) == 1, name
        assert len({e.statistic for e in entries}) == 1, name
        assert len({e.group and e.group.between for e in entries}) == 1, name
        observables = {e.observable for e in entries}
        # Daily milk is weighed on the mother's side or on the infant's: the same milk.
        assert len(observables) == 1 or observables <= {"milk.removed_per_day", "infant.intake"}


def test_the_gland_parameters_exist() -> None:
    assert set(GLAND) <= set(default_body().parameters)


def test_scenario_and_trial_files_of_the_mapping_stand_beside_it(folder: Folder) -> None:
    named = {run.scenario.partition(MARK)[0] for run in runs(folder)}
    trials = {Path(name) for name in named if Path(name).parent.name == "trials"}
    assert trials == set((folder.path / "trials").glob("*.yaml"))
    bases = {Path(read_trial(path).base).name for path in trials}
    used = bases | {Path(name).name for name in named}
    assert {path.name for path in (folder.path / "scenarios").glob("*.yaml")} <= used


def test_a_trial_names_the_rows_that_are_read_off_it(folder: Folder) -> None:
    read: dict[Path, set[str]] = {}
    for entry in counted(folder):
        for arm in (entry.arm, entry.minus_arm):
            if arm is not None and MARK in arm.scenario:
                path = folder.path / arm.scenario.partition(MARK)[0]
                read.setdefault(path, set()).add(entry.id)
    for path, ids in read.items():
        trial = read_trial(path)
        assert set(trial.outcomes) == ids, path.name
        assert trial.name == path.stem
        assert trial.baseline is None or folder.entries[trial.baseline].role == "baseline"


def test_spreads_follow_from_the_rows_that_print_them(folder: Folder) -> None:
    spreads = read_folder(SPREADS)
    for row in spreads.rows.values():
        source = folder.rows[row.id.removeprefix("spr_")]
        assert row.note.startswith(f"computed from {source.id}: ")
        same = ("quantity", "population", "time", "study", "identifier", "n", "grade", "verified")
        assert [getattr(row, name) for name in same] == [getattr(source, name) for name in same]
        assert row.value == pytest.approx(printed_spread(source), rel=5e-3)
        asked, of_source = spreads.entries[row.id], folder.entries[source.id]
        assert asked.observable == of_source.observable
        assert (asked.role == "fit") == folder.split.is_fit(asked.subsystem, row.study), row.id


def printed_spread(row: Row) -> float:
    """CV between people in percent, or the width of the quartiles."""
    assert row.value is not None
    assert row.spread_low is not None
    assert row.n is not None
    if row.spread_kind == "IQR":
        assert row.spread_high is not None
        return row.spread_high - row.spread_low
    sd = row.spread_low * (row.n**0.5 if row.spread_kind == "SE" else 1)
    return 100 * sd / row.value
