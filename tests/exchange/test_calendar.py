"""Plans as calendars: by the letter of RFC 5545, through a CalDAV server, and made anew without doubles."""

from __future__ import annotations

import copy
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.plan.kept import kept_document, kept_plan
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.exchange.calendar import calendar_of, slots_of

caldav = pytest.importorskip("caldav", reason="not run: the CalDAV client is missing")
icalendar = pytest.importorskip("icalendar", reason="not run: icalendar is missing")

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
TIMES = ("02:30", "07:00", "13:00", "21:30")


def stretch(begin: str, end: str, times: tuple[str, ...]) -> dict[str, Any]:
    return {
        "from": begin,
        "until": end,
        "sessions": [{"slot": "", "time": one, "minutes": 20} for one in times],
    }


def family(zone: str = "America/New_York") -> dict[str, Any]:
    """What `lactea plan --out` keeps."""
    plan = kept_plan(
        stretches=[stretch("2027-02-20", "2027-03-31", TIMES)],
        visits=[{"date": "2027-03-06", "what": "two weeks in: comfort"}],
    )
    return kept_document(plan, request={"name": "mine", "today": "2027-02-20", "zone": zone})


def made(document: dict[str, Any], earlier: Any = None, wording: Any = "neutral") -> Any:
    return calendar_of(document, document["plans"][0], wording, earlier, NOW)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"])
def test_sessions_stay_on_the_wall_clock_when_the_clock_changes(zone: str) -> None:
    text = made(family(zone)).to_ical()
    found = icalendar.Calendar.from_ical(text)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    sessions = [event for event in found.events if "RRULE" in event]
    assert len(sessions) == len(TIMES)
    for event in sessions:
        begin = event["DTSTART"].dt
        last = event["RRULE"]["UNTIL"][0].astimezone(ZoneInfo(zone))
        assert last.date() == date(2027, 3, 31)
        assert (last.hour, last.minute) == (begin.hour, begin.minute)
        assert event["DURATION"].dt == timedelta(minutes=20)
    if zone != "UTC":
        assert [str(one["TZID"]) for one in found.walk("VTIMEZONE")] == [zone]
        assert all(event["DTSTART"].params["TZID"] == zone for event in sessions)


def test_words_are_neutral_unless_asked_for() -> None:
    neutral, plain = (
        made(family()).to_ical().lower(),
        made(family(), wording="plain").to_ical().lower(),
    )
    for word in (b"milk", b"pump", b"breast", b"nurs", b"lactat"):
        assert word not in neutral.replace(b"lactea", b"")
    assert b"milk" in plain


def test_what_changed_counts_up_what_is_gone_is_cancelled_and_the_rest_stays() -> None:
    first = made(family())
    later = family()
    sessions = later["plans"][0]["schedule"]["stretches"][0]["sessions"]
    sessions[1]["time"] = "07:30"
    del sessions[3]
    second = {str(event["UID"]): event for event in made(later, first).events}
    old = {str(event["UID"]): event for event in made(family()).events}
    assert second.keys() == old.keys()
    told = {
        uid[-20:-13]: (int(e["SEQUENCE"]), str(e.get("STATUS", ""))) for uid, e in second.items()
    }
    assert sorted(told.values()) == [(0, ""), (0, ""), (0, ""), (1, ""), (1, "CANCELLED")]
    again = {str(event["UID"]): event for event in made(later, made(later, made(family()))).events}
    assert [int(e["SEQUENCE"]) for e in again.values()] == [
        int(e["SEQUENCE"]) for e in second.values()
    ]


def test_every_slot_has_its_own_name() -> None:
    document = family()
    plan = document["plans"][0]
    plan["schedule"]["stretches"].append(stretch("2027-04-01", "2027-04-01", TIMES[:2]))
    names = [slot.name for slot in slots_of(plan)]
    assert len(names) == len(set(names)) == 7
    single = [event for event in made(document).events if "s2-" in str(event["UID"])]
    assert all("RRULE" not in event for event in single)


# ------------------------------------------------------------------ a real server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[str, None, None]:
    """A Radicale of its own on a free port, without accounts."""
    pytest.importorskip("radicale", reason="not run: Radicale is missing")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("radicale")
    options = [f"--server-hosts=127.0.0.1:{port}", f"--storage-filesystem-folder={folder}",
               "--auth-type=none", "--logging-level=warning", "--config="]  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "radicale", *options])
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(20)


def put(folder: Any, calendar: Any) -> None:
    """Give a server every event, each with its zone, as calendar programs do."""
    zones = calendar.walk("VTIMEZONE")
    for event in calendar.events:
        single = icalendar.Calendar()
        single.add("prodid", calendar["prodid"])
        single.add("version", "2.0")
        for part in (*zones, event):
            single.add_component(copy.deepcopy(part))
        folder.save_event(single.to_ical().decode())


def test_a_server_takes_the_calendar_and_an_update_makes_no_doubles(server: str) -> None:
    with caldav.DAVClient(url=server, username="somebody", password="x") as client:
        folder = client.principal().make_calendar(name="plan")
        first = made(family())
        put(folder, first)
        assert len(folder.events()) == len(TIMES) + 1
        begin, end = datetime(2027, 3, 13, tzinfo=UTC), datetime(2027, 3, 16, tzinfo=UTC)
        days = folder.search(start=begin, end=end, event=True, expand=True)
        zone = ZoneInfo("America/New_York")
        starts = [
            one.icalendar_component["DTSTART"].dt.astimezone(zone).strftime("%H:%M") for one in days
        ]
        # The clock goes forward on 14 March 2027: 07:00 stays 07:00.
        assert {"07:00", "13:00", "21:30"} <= set(starts)
        assert not {"08:00", "06:00", "14:00", "12:00"} & set(starts)
        later = family()
        later["plans"][0]["schedule"]["stretches"][0]["sessions"].pop()
        put(folder, made(later, first))
        stored = [one.icalendar_component for one in folder.events()]
        assert len(stored) == len(TIMES) + 1
        assert sum(one.get("STATUS") == "CANCELLED" for one in stored) == 1


# ------------------------------------------------------------------ the command


def test_the_command_writes_updates_and_leaves_other_files_alone(tmp_path: Path) -> None:
    import json

    plans, out = tmp_path / "plans.json", tmp_path / "mine.ics"
    plans.write_text(json.dumps(family()), "utf-8")
    arguments = ["export", "ics", str(plans), "-o", str(out)]
    for _ in range(2):
        outcome = CliRunner().invoke(app, arguments)
        assert outcome.exit_code == 0, outcome.output
    assert len(icalendar.Calendar.from_ical(out.read_bytes()).events) == len(TIMES) + 1
    out.write_text("my diary", "utf-8")
    outcome = CliRunner().invoke(app, arguments)
    assert outcome.exit_code == 2
    assert out.read_text("utf-8") == "my diary"
    plans.write_text("{}", "utf-8")
    assert CliRunner().invoke(app, arguments).exit_code == 2
