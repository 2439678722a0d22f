"""The forecast: the infant first, refusals in words, and for the made-up log all that belongs to one."""

import pytest


@pytest.fixture
def empty(client):
    client.send_form("/settings/delete", everything="yes")
    yield client
    client.send_form("/settings/delete", everything="yes")


def test_the_signs_of_the_infant_stand_above_everything(client) -> None:
    page = client.get("/forecast").text
    assert page.index("get help now") < page.index("Ask my log")


@pytest.mark.parametrize(
    ("sessions", "given", "told"),
    [
        (0, {}, "no sessions"),
        (1, {"infant": "preterm_or_ill"}, "No forecast is made"),
    ],
)
def test_without_enough_there_is_no_forecast(empty, sessions, given, told) -> None:
    for number in range(sessions):
        empty.send_form("/log/entries", what="pump", total="60 mL", at=f"2026-11-2{number} 07:30")
    page = empty.ready("/forecast", origin="2026-11-01", **given)
    assert page.status_code == 200
    assert "No forecast is made" in page.text
    assert told in page.text
    assert "What if" not in page.text
    assert empty.get("/forecast/picture.png", params={"origin": "2026-11-01"}).status_code == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"origin": "1.3.26"}, "is not a day"),
        ({"origin": "2026-11-01", "about": "../x"}, "not one of"),
    ],
)
def test_a_mistake_is_told(client, given, told) -> None:
    answer = client.get("/forecast", params=given)
    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.proof
def test_the_made_up_log_has_bands_ways_causes_and_past_errors(client, browsing, check) -> None:
    assert client.ready("/forecast", example="true").status_code == 200
    page = browsing.page("phone")
    page.goto("/forecast?example=true")
    for heading in (
        "What the log will likely show",
        "What if",
        "Why",
        "How wrong past forecasts were",
    ):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    slider = page.get_by_label("From fewer sessions to more")
    slider.press("Home")
    assert page.locator("output[for=way]").inner_text() == "stop now"
    assert page.locator("[data-way]:visible").count() == 1
    check(page, "forecast-phone-light")
    for kind, start in (("png", b"\x89PNG"), ("csv", b"# lactea "), ("svg", b"<?xml")):
        answer = client.get(f"/forecast/picture.{kind}", params={"example": "true"})
        assert answer.content.startswith(start)
