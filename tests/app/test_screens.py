"""The screens in a real browser: main paths, two sizes, light and dark, without scripts."""

import re

import pytest
from playwright.sync_api import expect
from tests.app.keyboard import Keys

PLAIN = (
    "/care", "/settings", "/questions", "/questions/milk-i-did-not-expect", "/log", "/forecast",
    "/plan", "/stash", "/cohort", "/log/import", "/medicine?name=domperidone", "/evidence?words=oxytocin",
)  # fmt: skip
FORMS = (
    "/",
    "/studio",
    "/cohort",
    "/care",
    "/settings",
    "/questions",
    "/log",
    "/log/import",
    "/forecast",
    "/plan",
    "/stash",
    "/medicine",
    "/evidence",
    "/evidence/validation",
)


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_from_months_to_one_let_down_by_keyboard_alone(browsing, check, size, scheme) -> None:
    page = browsing.page(size, scheme)
    name = f"studio-{size}-{scheme}"
    page.goto("/")
    check(page, f"start-{name}")
    keys = Keys(page)
    keys.press(page.get_by_role("navigation").get_by_role("link", name="Studio"), "Enter")
    keys.write("Days to simulate", "31")
    check(page, f"form-{name}")
    keys.button("Run the form")
    keys.heading("Milk per day")
    check(page, name)
    keys.link("Day 30")
    keys.heading("Day 30")
    check(page, f"day-{name}")
    keys.link("let-down")
    keys.heading("One session, magnified")
    check(page, f"session-{name}")


def test_the_gland_lives(browsing, check) -> None:
    page = browsing.page("phone", "light")
    page.goto("/studio")
    page.get_by_label("Days to simulate").fill("31")
    page.get_by_role("button", name="Run the form").click()
    page.get_by_role("link", name="The gland as a tree").click()
    slider = page.get_by_label("Milk in the lobules along the day")
    said = page.locator("#moment-said")
    expect(said).to_have_text(re.compile(r"0\.0 h: \d+ %"))
    slider.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"0\.5 h: \d+ %"))
    check(page, "gland-phone-light")


def test_the_yaml_follows_the_form(browsing) -> None:
    page = browsing.page("desktop")
    page.goto("/studio")
    page.get_by_text("Who", exact=True).click()
    page.get_by_label("Diabetes").select_option("type1")
    expect(page.locator("#yaml")).to_have_value(re.compile("diabetes: type1"))


def test_runs_side_by_side(browsing, check) -> None:
    page = browsing.page("desktop")
    for days in ("31", "20"):
        page.goto("/studio")
        page.get_by_label("Days to simulate").fill(days)
        page.get_by_role("button", name="Run the form").click()
        page.get_by_role("heading", name="Milk per day").wait_for()
    page.goto("/studio")
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_role("button", name="Show side by side").click()
    page.get_by_role("heading", name="Milk, prolactin and sessions").wait_for()
    check(page, "compare-desktop-light")
    shown = page.locator("figure.chart").first.inner_text()
    assert "natural, 31 days" in shown
    assert "natural, 20 days" in shown
    assert ",," not in page.locator("main").inner_text()
    assert page.locator("figure.chart").first.locator("path.curve.s1").count()
    for link in page.locator(".files a").all():
        answer = page.request.get(link.get_attribute("href"))
        assert answer.ok
        assert len(answer.body()) > 500


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plain_pages(browsing, check, scheme) -> None:
    page = browsing.page("phone", scheme)
    for path in PLAIN:
        page.goto(path)
        check(page, f"{path.strip('/').partition('?')[0].replace('/', '-')}-phone-{scheme}")


def test_from_right_to_left_in_a_language_of_none(browsing, check, settings) -> None:
    settings(language="ar-XB", scheme="night")
    page = browsing.page("phone")
    for path in FORMS:
        page.goto(path)
        assert page.evaluate("document.dir") == "rtl"
        check(page, f"rtl-{path.strip('/').replace('/', '-') or 'start'}-phone-night")


def test_every_word_is_in_the_catalogue(browsing, settings, untranslated) -> None:
    settings(language="en-XA")
    page = browsing.page("desktop")
    names = {"lactea", "PNG", "SVG", "CSV", "JSON", "YAML", "mL", "natural"}
    for path in (*FORMS, "/questions/medicines-while-feeding"):
        page.goto(path)
        assert set(page.evaluate(untranslated)) <= names, path


def test_without_scripts(browsing) -> None:
    page = browsing.page("phone", scripts=False)
    page.goto("/studio")
    page.get_by_label("Days to simulate").fill("31")
    page.get_by_role("button", name="Run the form").click()
    page.get_by_role("heading", name="Milk per day").wait_for()
    assert page.locator("figure.chart svg path.curve").count() > 3


def test_words_and_units_of_a_person(browsing, settings) -> None:
    settings(breast="chest", volume="oz")
    page = browsing.page("phone")
    page.goto("/studio")
    page.get_by_text("Who", exact=True).click()
    assert page.get_by_label("Surgery of the chests").is_visible()
    page.get_by_label("Days to simulate").fill("31")
    page.get_by_role("button", name="Run the form").click()
    page.get_by_role("heading", name="Milk per day").wait_for()
    assert "oz/day" in page.locator("figure.chart figcaption").first.inner_text()
