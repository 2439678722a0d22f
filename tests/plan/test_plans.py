"""Plans with simulation: small searches on few people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.plan.kept import first_fault
from lactea.plan.planning import Effort, make_plans
from lactea.plan.request import load_request
from lactea.plan.wording import text

CASES = Path(__file__).parent / "cases"


def planned(case: str, *flags: str, tries: int = 6, code: int = 0) -> dict[str, Any]:
    """The document of ``lactea plan`` for a case."""
    arguments = [
        "plan",
        str(CASES / f"{case}.yaml"),
        "--json",
        "--tries",
        str(tries),
        "--people",
        "4",
    ]
    outcome = CliRunner().invoke(app, [*arguments, *flags], prog_name="lactea")
    assert outcome.exit_code == code, outcome.output
    made: dict[str, Any] = json.loads(outcome.stdout)
    assert first_fault(made) is None
    return made


def test_a_goal_out_of_reach_is_said_with_the_most_that_is_in_reach() -> None:
    made = planned("out-of-reach")
    assert made["reach"] == "out of reach"
    assert "out of reach within these limits" in made["verdict"]
    assert "The most in reach is plan" in made["verdict"]
    assert made["plans"]


def test_an_early_born_infant_is_for_clinicians_only() -> None:
    made = planned("preterm-coming-to-volume", "--mode", "parent", code=1)
    assert made["mode"] == "parent"
    assert made["plans"] == []
    assert made["reach"] == "no plan"


def test_a_past_that_cannot_have_been_is_told(tmp_path: Path) -> None:
    text = (CASES / "relactation-gap-four-weeks.yaml").read_text("utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(f"{text}person: {{sex: male}}\n", "utf-8")
    outcome = CliRunner().invoke(app, ["plan", str(file)])
    assert outcome.exit_code == 2
    assert "this past cannot be lived" in outcome.stderr


CHEAP = ("short-notice", "hands-only", "low-supply-which-change")
DEAR = (
    "induced-six-months", "relactation-gap-four-weeks", "relactation-gap-twelve-weeks", "trans-woman", "twins",
    "medicine-answered", "medicine-unanswered", "preterm-coming-to-volume", "keep-supply-at-work",
    "return-to-work-stash", "return-to-work-breaks",
)  # fmt: skip


@pytest.mark.parametrize(
    "case", [*CHEAP, *(pytest.param(one, marks=pytest.mark.proof) for one in DEAR)]
)
def test_every_stated_case_gives_a_family_in_order_with_a_way_out(case: str) -> None:
    made = planned(case)
    plans = made["plans"]
    assert plans
    exposures = [one["burden"]["medicine_exposure"] for one in plans]
    assert exposures == sorted(exposures), "without medicine first, then the lowest dose"
    for one in plans:
        assert one["chance_band"][0] <= one["chance"] <= one["chance_band"][1]
        assert one["stop"]["steps"][-1]["sessions"] == 0
        assert not one["safety"]["blocked"]
        assert one["visits"]
        assert one["equipment"]
    check = CHECKS.get(case)
    if check is not None:
        check(made)


def no_hand_but_hands(made: dict[str, Any]) -> None:
    assert {one["schedule"]["device"] for one in made["plans"]} == {"hand"}
    assert all(one["burden"]["most_minutes_per_day"] <= 40 for one in made["plans"])
    assert all(one["burden"]["nights"] == 0 for one in made["plans"])


def changes_are_ranked(made: dict[str, Any]) -> None:
    gains = [one["gain_mL_per_day"] for one in made["changes"]]
    assert len(gains) >= 3
    assert gains == sorted(gains, reverse=True)
    by_name = {one["change"]: one["gain_mL_per_day"] for one in made["changes"]}
    assert "lactation.device" in made["taken_as_now"]
    assert by_name["one session a day more"] > 0 > by_name["one session a day fewer"]


def the_stash_says_when_pumping_may_end(made: dict[str, Any]) -> None:
    last = made["last_pumping"]
    assert last["day"] is None or "2026-12-01" <= last["day"] <= last["until"]


def nothing_answered_no_medicine(made: dict[str, Any]) -> None:
    assert not any(one["medicine"] for one in made["plans"])
    assert any(refusal["questions"] for refusal in made["refusals"])


CHECKS = {
    "hands-only": no_hand_but_hands,
    "low-supply-which-change": changes_are_ranked,
    "return-to-work-stash": the_stash_says_when_pumping_may_end,
    "medicine-unanswered": nothing_answered_no_medicine,
}


@pytest.mark.parametrize(
    "case", [pytest.param("weaning-six-sessions", marks=pytest.mark.slow), "after-loss"]
)
def test_ways_to_stop_end_in_time_and_an_abrupt_one_hurts_more(case: str) -> None:
    made = planned(case)
    assert len(CASES_ALL) >= 12
    hours = {way["title"]: way["engorged_h"] for way in made["ways"]}
    assert made["plans"][0]["hardship"]["engorged_h"] == min(hours.values())
    for plan in made["plans"]:
        for one in plan["schedule"]["stretches"]:
            assert one["until"] <= made["request"]["goal"]["by"]
    if case == "weaning-six-sessions":
        assert hours["all at once"] > 2 * min(hours.values())
        highest = {way["title"]: way["highest_engorgement"] for way in made["ways"]}
        assert highest["all at once"] == max(highest.values())


CASES_ALL = sorted(CASES.glob("*.yaml"))


def test_after_a_loss_nobody_speaks_of_an_infant_or_of_success() -> None:
    outcome = CliRunner().invoke(
        app, ["plan", str(CASES / "after-loss.yaml"), "--people", "4", "--mode", "parent"]
    )
    assert outcome.exit_code == 0, outcome.output
    for word in ("infant", "baby", "goal", "supply", "nappies", "success", "celebrat"):
        assert word not in outcome.stdout.lower()
    assert "nothing has to be done with it" in outcome.stdout


def test_an_interrupt_gives_the_best_so_far() -> None:
    def told(what: str, done: int, of: int) -> None:
        if what == "trying plans":
            raise KeyboardInterrupt

    request = load_request(CASES / "hands-only.yaml")
    found = make_plans(request, "parent", 0, Effort(24, 4, 8), told)
    assert found.stopped
    assert found.plans
    assert found.tried <= 8
    assert "Stopped early" in text(found)


def test_the_same_seed_gives_the_same_plans_and_another_other_people() -> None:
    request = load_request(CASES / "hands-only.yaml")
    one, again, other = (make_plans(request, "parent", seed, Effort(4, 4, 8)) for seed in (3, 3, 4))
    assert text(one) == text(again)
    assert one.plans[0].outcome.quantiles() != other.plans[0].outcome.quantiles()
