"""Plans in the app: those of the command line, stopped with the best so far, and without any dose for parents."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from tests.app.keyboard import Keys

from lactea.app.screens.log.book import Book
from lactea.app.screens.plan import asking
from lactea.plan import loads_request
from lactea.plan.away import Away
from lactea.plan.request import Request
from lactea.record.store import add, open_store
from lactea.safety.doses import DOSE
from lactea.scenario import load
from lactea.twin.bundled import example_record
from lactea.twin.synthetic import ORIGIN

CASES = Path(__file__).resolve().parents[1] / "plan" / "cases"
HANDS = (CASES / "hands-only.yaml").read_text("utf-8")
# Four weeks after the birth instead of half a year, which would be lived through first; three weeks to go.
STOP = (
    (CASES / "weaning-six-sessions.yaml")
    .read_text("utf-8")
    .replace("2027-01-31", "2026-12-20")
    .replace("2026-06-01", "2026-11-03")
)
FEW = {"tries": "6", "people": "4"}
TAGS = re.compile(r"<[^>]+>")
FILES = ("plans.json", "request.yaml", "front.svg", "front.csv", "A/scenario.yaml", "A/sessions.ics",
         "A/page.html", "A/weeks.csv")  # fmt: skip
pytestmark = pytest.mark.slow


def begun(client, text: str, **more: str) -> str:
    """The address of the plans of a request."""
    answer = client.send_form("/plan", act="yaml", yaml=text, **FEW | more)
    assert answer.status_code in (200, 202), answer.text
    return answer.url.path


@pytest.fixture
def hands(client) -> str:
    """Plans of one request; known ones are not searched again."""
    path = begun(client, HANDS)
    assert client.finished(path).status_code == 200
    return path


def test_the_numbers_are_those_of_the_command_line(client, hands, tmp_path) -> None:
    (tmp_path / "request.yaml").write_text(client.get(f"{hands}/request.yaml").text, "utf-8")
    printed = subprocess.run(
        [sys.executable, "-m", "lactea", "--mode", "parent", "--json", "plan", "request.yaml",
         "--tries", "6", "--people", "4"],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
    ).stdout  # fmt: skip
    document = client.get(f"{hands}/plans.json").json()
    assert document == json.loads(printed)
    page = TAGS.sub(" ", client.get(hands).text)
    for plan in document["plans"]:
        assert plan["title"] in page
        assert f"{100 * plan['chance']:.0f} %" in page
        assert f"{plan['burden']['hours']:.0f}" in page
        for stretch in plan["schedule"]["stretches"]:
            assert all(session["time"] in page for session in stretch["sessions"])


def test_a_plan_can_be_taken_along(client, hands, tmp_path) -> None:
    assert client.get(f"{hands}/A/page.pdf").content.startswith(b"%PDF")
    assert client.get(f"{hands}/front.png").content.startswith(b"\x89PNG")
    document = client.get(f"{hands}/plans.json").json()
    assert document["commit"] in client.get(f"{hands}/front.csv").text.splitlines()[0]
    calendar = client.get(f"{hands}/A/sessions.ics").text
    sessions = [
        one for part in document["plans"][0]["schedule"]["stretches"] for one in part["sessions"]
    ]
    assert calendar.count("RRULE") == len(sessions)
    (tmp_path / "plan.yaml").write_text(client.get(f"{hands}/A/scenario.yaml").text, "utf-8")
    assert load(tmp_path / "plan.yaml").name
    assert client.get(f"{hands}/Z/sessions.ics").status_code == 404
    assert client.get("/plan/made/nothing").status_code == 404


def test_for_parents_there_is_no_dose_anywhere(client, hands) -> None:
    told = [
        client.get(path).text for path in (hands, "/plan", *(f"{hands}/{one}" for one in FILES))
    ]
    assert [DOSE.search(TAGS.sub(" ", text)) for text in told] == [None] * len(told)


def test_a_search_is_stopped_with_the_best_so_far(client) -> None:
    path = begun(client, HANDS, tries="400")
    key = path.rpartition("/")[2]
    for _ in range(400):
        if "trying plans" in client.get(path).text:
            break
    client.send_form(f"/work/{key}/stop", back=path)
    page = client.finished(path)
    assert "Stopped early" in page.text
    document = client.get(f"{path}/plans.json").json()
    assert document["stopped"]
    assert 0 < document["tried"] < 400
    assert document["plans"]


def test_work_can_be_ended_at_once_and_only_two_go_on(client) -> None:
    paths = [begun(client, HANDS, tries="400", seed=str(seed)) for seed in (1, 2)]
    refused = client.send_form("/plan", act="yaml", yaml=HANDS, tries="400", seed="3")
    assert refused.status_code == 422
    assert "under way already" in refused.text
    for path in paths:
        key = path.rpartition("/")[2]
        client.send_form(f"/work/{key}/stop", back="//elsewhere.example", how="now")
        assert "Nothing was kept" in client.finished(path).text


def test_ways_to_stop_are_compared(client) -> None:
    path = begun(client, STOP, people="4")
    page = client.finished(path)
    assert page.status_code == 200
    document = client.get(f"{path}/plans.json").json()
    assert f"{document['plans'][0]['hardship']['engorged_h']:.0f}" in TAGS.sub(" ", page.text)
    assert "What relieves" in page.text


def shown(client, **given: str) -> Request:
    """The request that a form becomes."""
    page = client.send_form("/plan", act="show", **given)
    assert page.status_code == 200, page.text
    return loads_request(unescape(re.search(r"<textarea[^>]*>(.*)</textarea>", page.text, re.S)[1]))


def test_hours_away_are_given_in_the_form(client) -> None:
    named = {one.alias or name for name, one in Away.model_fields.items()}
    assert named == {*asking.AWAY, "days"}
    goal = {"goal.kind": "any_drops", "goal.by": "2027-01-15", "devices": "hand"}
    assert shown(client, **goal).limits.away is None
    hours = {"from": "08:00", "to": "17:00", "since": "2026-12-20", "breaks": "2", "minutes": "25"}
    given = {f"limits.away.{name}": text for name, text in hours.items()}
    away = shown(client, **goal, **given, away_days=["monday", "sunday"]).limits.away
    assert away.model_dump(mode="json", by_alias=True) == {
        **hours, "breaks": 2, "minutes": 25, "days": ["monday", "sunday"],
    }  # fmt: skip
    answer = client.send_form("/plan", act="form", **goal, **{"limits.away.to": "17:00"})
    assert answer.status_code == 422
    assert "limits.away" in answer.text
    assert 'value="17:00"' in answer.text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "a plan from a record needs a lactation that goes on"),
        ({"lactation.removal": "pumping", "lactation.born": "2026-10-01"}, "has no session"),
    ],
)
def test_a_log_that_plans_cannot_be_tried_on_is_told_before_the_search(client, given, told) -> None:
    for session in client.get("/log/record.json").json()["sessions"]:
        client.send_form("/log/undo", key=session["session_id"])
    goal = {"goal.kind": "any_drops", "goal.by": "2027-01-15", "devices": "hand"}
    usual = {"lactation.sessions_per_day": "8", "lactation.minutes": "15"}
    answer = client.send_form("/plan", act="form", use_log="yes", **usual, **goal, **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'name="use_log" value="yes" checked' in answer.text


def keep_the_example(place: str) -> date:
    """Keep the made-up log that comes with lactea, moved so that it ends yesterday; the day of the birth."""
    sessions = example_record().sessions
    later = date.today() - timedelta(days=1) - max(one.local_day for one in sessions)
    store = open_store(place)
    try:
        me = Book(place).person(store).person_id
        moved = [
            one.model_copy(
                update={
                    "person_id": me,
                    "start_utc": one.start_utc + later,
                    "end_utc": one.end_utc + later,
                }
            )
            for one in sessions
        ]
        add(store, moved)
    finally:
        store.close()
    return ORIGIN + later


@pytest.mark.proof
def test_plans_on_the_own_log_are_those_of_the_command_line(
    client, browsing, check, server, tmp_path
) -> None:
    client.send_form("/settings/delete", everything="yes")
    born, today = keep_the_example(str(server.home / "record.sqlite3")), date.today()
    given = {
        "goal.kind": "volume", "goal.per_day": "500 mL/day", "goal.by": str(today + timedelta(days=14)),
        "devices": "personal", "lactation.removal": "pumping", "lactation.born": str(born),
        "lactation.sessions_per_day": "7", "lactation.minutes": "18", "use_log": "yes",
    }  # fmt: skip
    path = client.send_form("/plan", act="form", **FEW, **given).url.path
    while (answer := client.finished(path)).status_code == 202:
        pass
    assert answer.status_code == 200, answer.text
    document = client.get(f"{path}/plans.json").json()
    assert document["own_log"]["until"] == str(today - timedelta(days=1))
    (tmp_path / "request.yaml").write_text(client.get(f"{path}/request.yaml").text, "utf-8")
    (tmp_path / "log.json").write_text(client.get("/log/record.json").text, "utf-8")
    printed = subprocess.run(
        [sys.executable, "-m", "lactea", "--mode", "parent", "--json", "plan", "request.yaml",
         "--tries", "6", "--people", "4", "--log", "log.json"],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
    ).stdout  # fmt: skip
    assert document == json.loads(printed)
    page = browsing.page("phone")
    page.goto(path)
    assert page.get_by_text("people who follow your log until").is_visible()
    check(page, "plan-own-log-phone-light")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"goal.kind": "volume", "goal.by": "2099-01-01"}, "per_day"),
        ({"goal.kind": "any_drops", "goal.by": "soon"}, "goal.by"),
        ({"goal.kind": "dance"}, "dance"),
        ({"goal.kind": "stop", "goal.by": "2099-01-01"}, "goal"),
        ({"act": "yaml", "yaml": "a: b"}, "schema"),
        ({"act": "yaml", "yaml": "[" * 3000}, ""),
        ({"act": "yaml", "yaml": HANDS, "tries": "1000000"}, "1000000"),
        ({"act": "yaml", "yaml": HANDS.replace("hand]", "<script>alert(1)</script>]")}, "script"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(client, given, told) -> None:
    answer = client.send_form("/plan", **{"act": "form", "devices": "hand"} | given)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script>alert" not in answer.text
    assert given.get("goal.by", "") in answer.text


def test_the_form_asks_what_is_pumped_with_now(client) -> None:
    entered = {"act": "show", "devices": "hand", "goal.kind": "any_drops", "goal.by": "2099-01-01",
               "lactation.born": "2026-11-01", "lactation.device": "personal", "lactation.at_once": "false"}  # fmt: skip
    page = client.send_form("/plan", **entered, **{"lactation.removal": "pumping"}).text
    assert "device: personal" in page
    assert "at_once: false" in page
    assert "device: personal" not in client.send_form(
        "/plan", **entered, **{"lactation.removal": "nursing"}
    ).text  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_from_a_goal_to_a_plan_by_keyboard_alone(browsing, check, size, scheme) -> None:
    page = browsing.page(size, scheme)
    page.goto("/plan")
    assert page.get_by_label("Share of the need").is_hidden()
    keys = Keys(page)
    keys.press(page.get_by_label("By the day", exact=True), *"01152027")
    keys.press(page.get_by_text("How long it searches"), "Enter")
    keys.write("Plans tried, at most 400", "6")
    keys.write("People they are tried on, at most 128", "4")
    check(page, f"plan-form-{size}-{scheme}")
    keys.button("Search plans")
    page.wait_for_url("**/plan/made/*")
    page.locator("#plan-A").wait_for(timeout=180_000)
    check(page, f"plan-made-{size}-{scheme}")
    assert keys.walk_through() == []
    assert page.locator(".front figure.chart svg .mark text").count() >= 1


def test_its_words_are_in_the_catalogue_and_it_is_laid_out_from_right_to_left(
    browsing, check, settings, hands, untranslated
) -> None:
    settings(language="en-XA")
    page = browsing.page("desktop")
    page.goto(hands)
    assert set(page.evaluate(untranslated)) <= {
        "lactea",
        "PNG",
        "SVG",
        "CSV",
        "JSON",
        "YAML",
        "by hand",
        "A",
    }
    settings(language="ar-XB", scheme="night")
    page = browsing.page("phone")
    page.goto(hands)
    assert page.evaluate("document.dir") == "rtl"
    check(page, "rtl-plan-phone-night")


def test_what_was_made_for_clinicians_is_not_shown_to_parents(client, settings) -> None:
    settings(mode="clinician")
    path = begun(client, HANDS, tries="1")
    assert client.finished(path).status_code == 200
    settings(mode="parent")
    for address in (path, *(f"{path}/{one}" for one in FILES)):
        answer = client.get(address)
        assert answer.status_code == 422
        assert "another mode" in answer.text
