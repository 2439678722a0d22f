"""Cohorts and trials in the app: those of the command line, bounded, stopped, and trials for researchers alone."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect
from tests.app.keyboard import Keys

TAGS = re.compile(r"<[^>]+>")
FEW = {"scenario": "natural", "people": "3", "days": "31"}
TRIAL = {"trial": "da-silva-2001", "people": "6"}
pytestmark = pytest.mark.slow


def begun(client, where: str, **given: str) -> str:
    answer = client.send_form(where, **given)
    assert answer.status_code in (200, 202), answer.text
    return answer.url.path


def printed(tmp_path, *arguments: str) -> dict:
    return json.loads(
        subprocess.run(
            [sys.executable, "-m", "lactea", "--json", *arguments],
            capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
        ).stdout
    )  # fmt: skip


def test_a_cohort_is_that_of_the_command_line(client, tmp_path) -> None:
    path = begun(client, "/cohort", **FEW)
    page = client.finished(path)
    assert page.status_code == 200
    document = client.get(f"{path}/cohort.json").json()
    told = printed(tmp_path, "cohort", "natural", "-n", "3", "--days", "31", "--jobs", "1")
    assert document == told
    words = TAGS.sub(" ", page.text)
    assert f"{document['columns']['milk_day7']['mean']:.4g}" in words
    rows = client.get(f"{path}/milk.csv").text.splitlines()
    assert document["commit"] in rows[0]
    assert client.get(f"{path}/spread.png").content.startswith(b"\x89PNG")
    assert document["commit"] in client.get(f"{path}/spread.svg").text
    assert client.get(f"{path}/milk.json").status_code == 404
    assert client.get(f"{path.replace('made', 'trials')}/trial.json").status_code == 422


def test_a_cohort_that_is_stopped_by_keyboard_shows_who_is_done(client, browsing) -> None:
    path = begun(client, "/cohort", **FEW | {"people": "500"})
    page = browsing.page("phone")
    page.goto(path)
    stop = page.get_by_role("button", name="Stop, and show what there is")
    Keys(page).reach(stop)
    expect(page.locator("progress + span")).to_have_text(
        re.compile(r"^([3-9]|\d\d+) of 500"), timeout=60_000
    )
    expect(stop).to_be_focused()  # what tells how far it is leaves the focus where it is
    page.keyboard.press("Enter")
    page.get_by_text("Stopped early").wait_for(timeout=60_000)
    assert 3 <= client.get(f"{path}/cohort.json").json()["people"] < 500


@pytest.mark.parametrize(
    ("where", "given", "told"),
    [
        ("/cohort", {"people": "501"}, "501"),
        ("/cohort", {"people": "many"}, "many"),
        ("/cohort", {"scenario": "../x.yaml"}, "x.yaml"),
        ("/cohort", {"scenario": "domperidone-course"}, "domperidone-course"),
        ("/cohort", {"days": "99999"}, "99999"),
        ("/cohort/trials", {"trial": "da-silva-2001"}, "researcher mode"),
    ],
)
def test_what_is_not_understood_or_too_much_is_told(client, where, given, told) -> None:
    answer = client.send_form(where, **given)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_trial_is_that_of_the_command_line_and_for_researchers_alone(
    client, settings, tmp_path
) -> None:
    settings(mode="researcher")
    assert client.send_form("/cohort/trials", trial="/etc/passwd").status_code == 422
    path = begun(client, "/cohort/trials", **TRIAL)
    page = client.finished(path)
    assert page.status_code == 200, page.text
    document = client.get(f"{path}/trial.json").json()
    assert document == printed(tmp_path, "trial", "da-silva-2001", "--n", "6", "--jobs", "1")
    words = TAGS.sub(" ", page.text)
    for finding in document["findings"]:
        assert f"{finding['estimate']['effect']:.3g}" in words
    assert len(client.get(f"{path}/people.csv").text.splitlines()) == 2 + 6
    for name in ("arms.csv", "effects.svg"):
        assert client.get(f"{path}/{name}").status_code == 200
    settings(mode="clinician")
    for address in (path, f"{path}/trial.json", f"{path}/people.csv", f"{path}/arms.csv"):
        assert client.get(address).status_code == 422


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_from_the_form_to_a_cohort_by_keyboard_alone(browsing, check, size, scheme) -> None:
    page = browsing.page(size, scheme)
    page.goto("/cohort")
    keys = Keys(page)
    keys.write("People, at most 500", "3")
    keys.write("Days to simulate", "31")
    keys.button("Simulate the people")
    page.wait_for_url("**/cohort/made/*")
    page.get_by_role("heading", name="Milk by day").wait_for(timeout=180_000)
    check(page, f"cohort-made-{size}-{scheme}")
    assert keys.walk_through() == []


def test_a_trial_looked_at(browsing, check, settings, client, untranslated) -> None:
    settings(mode="researcher", language="en-XA")
    path = begun(client, "/cohort/trials", **TRIAL)
    client.finished(path)
    page = browsing.page("desktop", "dark")
    page.goto(path)
    assert set(page.evaluate(untranslated)) <= {"lactea", "PNG", "SVG", "CSV", "JSON"}
    settings(mode="researcher", language="ar-XB")
    page = browsing.page("phone")
    page.goto(path)
    check(page, "rtl-trial-phone-light")
