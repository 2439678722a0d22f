"""The trial of the forecast: its file, its scores, its table."""

from __future__ import annotations

import numpy as np
import pytest

from lactea.twin import trying
from lactea.twin.forecast import Outlook
from lactea.twin.problems import RefusalError
from lactea.twin.trying import AHEAD, HELD_BACK, KNOWN, Trial, as_line, from_line, told, try_people


def a_trial(number: int, inside: bool = True) -> Trial:
    held = np.full(HELD_BACK, inside)
    scores = {(name, ahead): 0.1 * ahead for name in ("lactea", "last value") for ahead in AHEAD}
    return Trial(number, bool(number % 2), held, held, scores, np.full(HELD_BACK, 0.5))


def test_a_trial_that_was_stopped_goes_on_and_loses_nobody(tmp_path, monkeypatch) -> None:
    asked = []

    def one(number, dropped, seed):
        asked.append(number)
        if number == 3:
            raise RefusalError("contradictory", "The log contradicts itself.")
        return a_trial(number)

    monkeypatch.setattr(trying, "try_person", one)
    file = tmp_path / "people.jsonl"
    file.write_text(as_line(a_trial(0)) + "\n" + as_line(a_trial(1))[:40])  # killed while writing
    found = try_people(5, file)
    assert asked == [1, 2, 3, 4]
    assert [trial.number for trial in found] == [0, 1, 2, 4]
    assert [from_line(line).number for line in file.read_text().splitlines()] == [0, 1, 2, 4]


def test_a_trial_comes_back_from_its_line() -> None:
    trial = a_trial(7, inside=False)
    again = from_line(as_line(trial))
    assert again.number == 7
    assert again.changed
    assert not again.inside_90.any()
    assert again.crps == pytest.approx(trial.crps)


def test_the_table_counts_days_and_tells_groups_apart() -> None:
    text = told([a_trial(0), a_trial(1, inside=False)])
    assert "all: 2 people" in text
    assert "50.0% of days" in text
    assert "as before: 1 people" in text
    assert "two sessions fewer: 1 people" in text


def test_somebody_without_milk_is_judged_too() -> None:
    nothing = Outlook(40, np.zeros((50, HELD_BACK, 2)))
    trial = trying._judged(1, False, nothing, np.zeros(KNOWN), np.zeros(HELD_BACK))
    assert trial.inside_90.all()
    assert trial.crps["lactea", 3] == 0
    assert all(np.isfinite(score) for score in trial.crps.values())


def test_the_score_is_lower_for_bands_that_are_right() -> None:
    draws = np.random.default_rng(4).normal(500, 50, 4000)
    near, wide = trying._crps_of_draws(draws, 510.0), trying._crps_of_draws(3 * draws - 1000, 510.0)
    far = trying._crps_of_draws(draws + 200, 510.0)
    assert near < wide < far
    assert near == pytest.approx(trying._crps_of_normal(500.0, 50.0, 510.0), rel=0.05)
