"""Every screen by Tab, Enter and arrows alone: what has the focus is seen, in order, and nothing traps it.

The paths of the studio, of plans and of cohorts are gone by keyboard in the tests of those.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.app.keyboard import Keys

EXPORT = Path(__file__).resolve().parents[1] / "record" / "exports" / "huckleberry.csv"
SCREENS = (
    "/", "/questions", "/questions/stopping", "/log", "/log/import", "/forecast", "/plan", "/medicine?name=codeine",
    "/stash", "/studio", "/cohort", "/evidence?words=oxytocin", "/evidence/validation", "/care", "/settings",
)  # fmt: skip


@pytest.fixture
def empty(client):
    client.send_form("/settings/delete", everything="yes")
    yield client
    client.send_form("/settings/delete", everything="yes")


expect.set_options(timeout=30_000)


@pytest.fixture(params=["phone", "desktop"])
def keys(request, browsing) -> Keys:
    return Keys(browsing.page(request.param))


def test_the_focus_goes_through_every_screen_in_order_and_is_seen(keys) -> None:
    wrong = {}
    for path in SCREENS:
        keys.page.goto(path)
        if problems := keys.walk_through():
            wrong[path] = problems
    assert not wrong, "\n".join(f"{path} {one}" for path in wrong for one in wrong[path])


def test_the_first_stop_skips_the_menu(keys) -> None:
    keys.page.goto("/log")
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate("document.activeElement.className") == "skip"
    keys.page.keyboard.press("Enter")
    assert keys.page.evaluate("document.activeElement.id") == "content"
    keys.page.keyboard.press("Tab")
    expect(keys.page.get_by_role("button", name="Nursing left")).to_be_focused()


def test_asking_questions(keys) -> None:
    keys.page.goto("/")
    keys.link("Questions")
    keys.link("Stopping")
    keys.press(keys.page.get_by_label("For whom, or how"), "ArrowDown")
    keys.button("Simulate")
    keys.page.wait_for_url("**choice=*")
    keys.press(keys.page.get_by_text("The same in numbers").first, "Enter")
    expect(keys.page.locator(".picture table").first).to_be_visible()


def test_keeping_a_log(keys, empty) -> None:
    keys.page.goto("/log")
    keys.button("Pump both")
    keys.write("Left, such as 60 mL, 2 oz, drops", "60 mL")
    keys.button("Stop and keep")
    expect(keys.page.get_by_role("status")).to_contain_text("60 mL")
    assert keys.walk_through() == []
    keys.page.goto("/log")
    keys.press(keys.page.get_by_text("Enter afterwards, or something else"), "Enter")
    keys.page.get_by_label("What", exact=True).wait_for()
    keys.press(keys.page.get_by_label("What", exact=True), *"weight")
    keys.write("Weight, such as 4.12 kg", "4.12 kg")
    keys.page.keyboard.press("Enter")
    expect(keys.page.get_by_role("status")).to_contain_text("4.12 kg")
    keys.button("Undo")
    expect(keys.page.get_by_role("status")).to_have_count(0)
    keys.press(keys.page.get_by_role("button", name=re.compile("^Delete")), "Enter")
    keys.page.get_by_text("Nothing yet").wait_for()


def test_taking_over_a_log(keys, empty) -> None:
    keys.page.goto("/log")
    keys.link("Take over a log of another tracker")
    with keys.page.expect_file_chooser() as chooser:
        keys.press(keys.page.get_by_label(re.compile("CSV, a zip")), "Enter")
    chooser.value.set_files(EXPORT)
    keys.button("Look at it")
    keys.write(
        "Time zone in which the times were written down, such as America/New_York", "Europe/Berlin"
    )
    keys.page.keyboard.press("Enter")
    keys.page.get_by_text("This is a look ahead").wait_for()
    assert keys.walk_through() == []
    keys.press(keys.page.get_by_role("button", name=re.compile("^Take over")), "Enter")
    keys.heading("Taken over")


def test_asking_of_a_medicine(keys) -> None:
    keys.page.goto("/medicine")
    keys.write("Medicine, supplement or habit", "codeine")
    keys.page.keyboard.press("Enter")
    keys.heading("What reaches the infant")


def test_keeping_a_stash(keys, empty) -> None:
    keys.page.goto("/stash")
    keys.write("Amount, such as 60 mL, 2 oz or drops", "60 mL")
    keys.press(keys.page.get_by_label("Where"), "ArrowDown")
    keys.button("Add")
    keys.page.get_by_text("Containers, what ends first on top").first.wait_for()
    assert keys.walk_through() == []
    keys.button("Take back the last row")
    keys.page.get_by_text("Nothing is kept here yet").wait_for()


def test_looking_for_evidence(keys) -> None:
    keys.page.goto("/evidence")
    keys.write("Words, such as prolactin night", "oxytocin")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**words=oxytocin")
    keys.link("Predicted against published")
    keys.reach(keys.page.get_by_role("button", name="Run the validation"))


def test_getting_care_from_everywhere(keys) -> None:
    keys.page.goto("/plan")
    keys.press(keys.page.get_by_role("link", name="Signs that ask for care now"), "Enter")
    keys.heading("When to get care")


def test_choosing_settings(keys) -> None:
    keys.page.goto("/settings")
    keys.press(keys.page.get_by_label("24 hours"), "ArrowDown")
    keys.button("Save")
    expect(keys.page.get_by_role("status")).to_have_text("Saved.")
    expect(keys.page.get_by_label("12 hours")).to_be_checked()
    box = keys.page.get_by_label("Yes, delete everything")
    keys.press(box, "Space")
    keys.page.keyboard.press("Tab")
    keys.page.keyboard.press("Enter")
    expect(keys.page.get_by_role("status")).to_have_text("Deleted.")
