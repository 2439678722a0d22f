"""The log: one hand, backdate, undo; what was acknowledged is there after kill -9."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from tests.app.inside import page_of

from lactea.app.application import pages_and_api

SCRIPT = "<script>alert(1)</script>"
SQL = "x'); DROP TABLE sessions; --"


def entries(client) -> list[dict]:
    document = client.get("/log/record.json").json()
    return [entry for part in document.values() if isinstance(part, list) for entry in part]


@pytest.fixture
def empty(client):
    client.send_form("/settings/delete", everything="yes")
    yield client
    client.send_form("/settings/delete", everything="yes")


def test_an_entry_is_kept_backdated_and_undone(empty) -> None:
    at = (datetime.now(UTC) - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    page = empty.send_form(
        "/log/entries", what="pump", at=at, minutes="15", left="0 mL", right="drops"
    )
    assert "Kept: Pumping" in page.text
    (session,) = empty.get("/log/record.json").json()["sessions"]
    assert (session["left_mL"], session["right_mL"], session["below_measurable"]) == (
        0.0,
        0.0,
        True,
    )
    key = session["session_id"]
    assert empty.send_form("/log/undo", key=key).status_code == 200
    assert empty.get("/log/record.json").json()["sessions"] == []


def test_the_command_line_reads_the_same_record(empty, server) -> None:
    empty.send_form("/log/entries", what="weight", weight="4.12 kg")
    code = (
        "import sys\nfrom lactea.record.store import open_store, people, read\n"
        "store = open_store(sys.argv[1])\n"
        "print(read(store, people(store)[0].person_id).weights[0].weight_g)"
    )
    place = str(server.home / "record.sqlite3")
    found = subprocess.run(
        [sys.executable, "-c", code, place], capture_output=True, encoding="utf-8", check=True
    )
    assert float(found.stdout) == 4120


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"what": "pump", "left": "much"}, "much"),
        ({"what": "pump", "at": "yesterday"}, "yesterday"),
        ({"what": "dance"}, "Valid here: pump"),
        ({"what": "pump", "minutes": "-5"}, "ends after it starts"),
        ({"what": "pump", "minutes": "nan"}, ""),
        ({"what": "pump", "minutes": "1e99"}, ""),
        ({"what": "weight", "weight": "4.12"}, "unit"),
        ({"what": "pump", "side": "middle"}, ""),
    ],
)
def test_a_mistake_is_told_and_nothing_is_kept(empty, given, told) -> None:
    answer = empty.send_form("/log/entries", **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert entries(empty) == []


@pytest.mark.parametrize("text", [SCRIPT, SQL])
def test_what_is_entered_stays_text(empty, text) -> None:
    fields = ("what", "at", "minutes", "side", "left", "right", "total", "fate", "amount", "weight",
              "medicine", "symptom", "note")  # fmt: skip
    for field in fields:
        answer = empty.send_form(
            "/log/entries", **{"what": "symptom", "symptom": "tired", field: text}
        )
        assert answer.status_code in (200, 422), field
        assert SCRIPT not in answer.text
    kept = [entry for entry in entries(empty) if text in json.dumps(entry)]
    assert kept
    assert SCRIPT not in empty.get("/log").text
    empty.send_form("/log/undo", key=text)
    assert entries(empty)


def test_everything_can_be_deleted(empty, server) -> None:
    empty.send_form("/log/entries", what="symptom", symptom="unmistakable")
    empty.send_form("/log/start", kind="pump", side="both")
    empty.send_form("/settings/delete", everything="yes")
    assert entries(empty) == []
    assert not (server.home / "timer.json").exists()
    for path in server.home.iterdir():
        assert b"unmistakable" not in path.read_bytes(), path


def test_nothing_acknowledged_is_lost_by_kill(tmp_path, start) -> None:
    server = start(tmp_path)
    with server.client() as client:
        for number in range(6):
            answer = client.send_form("/log/entries", what="pump", total=f"{number} mL")
            assert answer.status_code == 200
        client.send_form("/log/start", kind="nurse", side="left")
        os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    again = pages_and_api(tmp_path, str(tmp_path / "record.sqlite3"))
    try:
        kept = page_of(again, "/log/record.json").json()["sessions"]
        assert sorted(one["total_mL"] for one in kept) == [0, 1, 2, 3, 4, 5]
        assert "Stop and keep" in page_of(again, "/log").text
    finally:
        again.state.house.workers.close()


def test_a_session_that_is_stopped_twice_is_kept_once(empty, server) -> None:
    empty.send_form("/log/start", kind="pump", side="left")
    timer = (server.home / "timer.json").read_text()
    empty.send_form("/log/stop", left="30 mL")
    (server.home / "timer.json").write_text(timer)  # as after a stop of the machine in between
    empty.send_form("/log/stop", left="30 mL")
    assert len(entries(empty)) == 1


def test_one_hand_at_night(browsing, empty, check) -> None:
    page = browsing.page("phone", "dark")
    page.goto("/log")
    check(page, "log-phone-dark")
    page.get_by_role("button", name="Pump both").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile("00:00:0[1-9]"), timeout=30_000)
    page.reload()
    expect(page.get_by_role("timer")).not_to_have_text("00:00:00")
    page.get_by_role("button", name="Night colours").click()
    check(page, "log-live-phone-night")
    page.get_by_label("Left, such as").fill("1.5 oz")
    page.get_by_role("button", name="Stop and keep").click()
    expect(page.get_by_role("status")).to_contain_text("44 mL")
    check(page, "log-kept-phone-night")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Nothing yet").wait_for()
