"""Arms of published trials are set against each other in the same virtual people, with their spread."""

from dataclasses import replace
from functools import cache
from statistics import stdev

import pytest

from lactea.evidence.tables_folder import builtin_folder
from lactea.evidence.trial_arms import Difference, differences, page, rows_of_trials


@cache
def found(*files: str) -> list[Difference]:
    folder = builtin_folder()
    kept = {
        name: entry
        for name, entry in folder.entries.items()
        if entry.arm is not None
        and entry.arm.scenario.startswith(tuple(f"trials/{f}" for f in files))
    }
    return differences(replace(folder, entries=kept), people=3, jobs=1)


def test_every_trial_with_arms_that_are_told_has_a_row_to_read() -> None:
    files = {row.file for row in rows_of_trials(builtin_folder())}
    on_disk = {f"trials/{path.name}" for path in (builtin_folder().path / "trials").glob("*.yaml")}
    assert files == on_disk


def test_both_arms_are_the_same_people_and_a_trial_sees_more_than_their_difference() -> None:
    [domperidone] = found("hofmeyr-1985")
    assert domperidone.arm == "domperidone"
    assert len(domperidone.of_people) == 3
    # People who differ before anything is done widen a trial, and not the difference within them.
    assert all(gain > 0 for gain in domperidone.of_people)
    assert domperidone.error > stdev(domperidone.of_people) / 20**0.5 / 2


@pytest.mark.slow
def test_only_arms_of_which_a_row_tells_are_compared() -> None:
    told = {
        (one.arm, one.reading.question.observable) for one in found("aono-1979", "hofmeyr-1985")
    }
    assert told == {
        ("sulpiride", "milk.removed_per_day"),
        ("one dose", "prolactin.level"),
        ("domperidone", "prolactin.level"),
    }


def test_the_page_has_a_line_for_each_difference() -> None:
    one = found("hofmeyr-1985")
    assert one[0].unit == "ng/mL"
    [line] = [text for text in page(one).splitlines() if text.startswith("| hofmeyr-1985")]
    assert "domperidone: 255 ng/mL; placebo: 150 ng/mL" in line


def test_a_share_of_people_is_told_in_the_unit_of_what_is_read() -> None:
    shares = [row for row in rows_of_trials(builtin_folder()) if "cabergoline-dose" in row.file]
    assert shares
    low = found("cabergoline-dose-ranging-1991")
    assert {one.unit for one in low} == {"1"}
