"""The app shows what the command line prints: the same scenario, the same numbers, the same pictures."""

import json
import subprocess
import sys

import pytest

from lactea.view.figures import PICTURES


def command_line(tmp_path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "lactea", *arguments],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
    ).stdout  # fmt: skip


@pytest.fixture(scope="session")
def key(server) -> str:
    """A run of the studio: a builtin with a change of its form."""
    with server.client() as client:
        given = {"base": "natural", "act": "form", "days": "31", "person.diabetes": "type1"}
        answer = client.send_form("/studio", **given)
        assert answer.status_code in (200, 202), answer.text
        return answer.url.path.rpartition("/")[2]


def test_the_numbers_are_those_of_the_command_line(client, key, tmp_path) -> None:
    shown = client.get(f"/studio/runs/{key}/simulate.json").json()
    change = "person.diabetes=type1"
    printed = command_line(
        tmp_path, "simulate", "natural", "--days", "31", "--set", change, "--json"
    )
    assert shown == json.loads(printed)


def test_the_scenario_runs_on_the_command_line(client, key, tmp_path) -> None:
    (tmp_path / "mine.yaml").write_text(
        client.get(f"/studio/runs/{key}/scenario.yaml").text, "utf-8"
    )
    printed = command_line(tmp_path, "simulate", "mine.yaml", "--days", "31", "--json")
    assert client.get(f"/studio/runs/{key}/simulate.json").json() == json.loads(printed)


def test_programs_get_the_same_document(client, key) -> None:
    answer = client.post(
        "/api/simulate",
        json={"scenario": "natural", "set": ["person.diabetes=type1"], "days": 31},
        headers={"x-lactea-token": client.token},
    )
    assert answer.json() == client.get(f"/studio/runs/{key}/simulate.json").json()


def test_every_picture_can_be_kept_with_its_stamp(client, key) -> None:
    page = client.ready(f"/studio/runs/{key}").text
    shown = [picture for picture in PICTURES if f"/pictures/{picture.name}.png" in page]
    assert {"daily-milk", "prolactin", "session"} <= {picture.name for picture in shown}
    for picture in shown:
        base = f"/studio/runs/{key}/pictures/{picture.name}"
        table = client.get(f"{base}.csv").text
        assert table.startswith("# lactea ")
        assert len(table.splitlines()) > 3
    for picture in shown[:1]:
        base = f"/studio/runs/{key}/pictures/{picture.name}"
        assert client.get(f"{base}.png").content.startswith(b"\x89PNG")
        stamp = table.splitlines()[0].removeprefix("# ")
        assert stamp in client.get(f"{base}.svg").text
        assert stamp in page


def test_a_day_and_a_session_are_of_the_same_run(client, key) -> None:
    day = client.ready(f"/studio/runs/{key}/days/20")
    assert day.status_code == 200
    number = json.loads(client.get(f"/studio/runs/{key}/simulate.json").text)["days"]
    sessions = next(one["sessions"] for one in number if one["day"] == 20)
    assert day.text.count("/days/20/sessions/") == sessions
    session = client.ready(f"/studio/runs/{key}/days/20/sessions/1")
    assert session.status_code == 200
    assert "oxytocin" in session.text
    assert client.get(f"/studio/runs/{key}/days/20/sessions/{sessions + 1}").status_code == 404
    assert client.get(f"/studio/runs/{key}/days/999").status_code == 404


def test_a_mistake_is_told_and_nothing_is_lost(client) -> None:
    answer = client.send_form(
        "/studio", act="yaml", yaml="schema: lactea.scenario/1\nname: mine\nhorizon: 3 days"
    )
    assert answer.status_code == 422
    assert "summary" in answer.text
    assert "horizon: 3 days" in answer.text
    answer = client.send_form(
        "/studio", base="natural", act="form", **{"protocol[2].start": "soon"}
    )
    assert answer.status_code == 422
    assert "protocol[2].start" in answer.text
    assert "soon" in answer.text


def test_parent_mode_runs_no_medicine(client, settings) -> None:
    text = {"scenario": "domperidone-course", "days": 2}
    header = {"x-lactea-token": client.token}
    assert client.post("/api/simulate", json=text, headers=header).status_code == 422
    assert "domperidone" not in client.get("/studio").text
    for answer in (
        client.get("/studio?scenario=domperidone-course"),
        client.send_form("/studio", base="domperidone-course", act="form", seed="none"),
        client.send_form("/studio", base="domperidone-course", act="show"),
    ):
        assert answer.status_code == 422
        assert "10 mg" not in answer.text
    settings(mode="clinician")
    answer = client.post("/api/simulate", json=text, headers=header)
    assert answer.status_code == 422
    assert "safety screen" in answer.json()["problem"]
    settings(mode="researcher")
    assert client.post("/api/simulate", json=text, headers=header).status_code == 200
