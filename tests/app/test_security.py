"""What the app refuses: other machines, other pages, scripts, files, bombs, and words in the log."""

import asyncio
import gzip
import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi.routing import APIRoute

from lactea.app import api
from lactea.app.problems import AppError
from lactea.app.screens import SCREENS
from lactea.app.security.bodies import LARGEST_BODY
from lactea.app.security.silence import SilentDefects
from lactea.app.serving import check_host, listen

SCRIPT = "<script>alert('lactea')</script><img src=x onerror=alert(1)>"
SQL = "'; DROP TABLE entries; --"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", ""]
)
def test_a_forged_host_is_refused(server, host) -> None:
    answer = httpx.get(server.address, headers={"host": host.format(port=server.port)})
    assert answer.status_code in (400, 421)
    assert "Studio" not in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"]
)
def test_a_forged_origin_is_refused(client, server, origin) -> None:
    header = {"origin": origin.format(port=server.port)}
    assert client.get("/studio", headers=header).status_code == 403
    answer = client.post("/settings/delete", data={"token": client.token}, headers=header)
    assert answer.status_code == 403


def test_another_site_may_link_here_but_send_nothing(client) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/studio", headers=link).status_code == 200
    assert (
        client.post("/settings/delete", data={"token": client.token}, headers=link).status_code
        == 403
    )
    picture = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/studio", headers=picture).status_code == 403


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Host: elsewhere.example", b"421"),
        ("Origin: http://elsewhere.example", b"403"),
        ("Content-Encoding: gzip", b"415"),
    ],
)
def test_a_refusal_reaches_who_is_still_sending(server, header, status) -> None:
    host = "" if header.startswith("Host") else f"Host: 127.0.0.1:{server.port}\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(
            f"POST /studio HTTP/1.1\r\n{host}{header}\r\nContent-Length: 200000\r\n\r\n".encode()
        )
        for _ in range(4):
            time.sleep(0.1)
            line.sendall(b"x" * 50_000)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] == status
    assert b"lactea: " in answer


def test_a_refusal_waits_for_nobody(server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(
            f"POST /studio HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] == b"415"


def changing_routes() -> list[str]:
    """Addresses of the app that take more than reading."""
    waiting = [("", router) for router in (api.router, *(screen.router for screen in SCREENS))]
    found = set()
    while waiting:
        before, router = waiting.pop()
        for route in router.routes:
            if isinstance(route, APIRoute):
                changes = route.methods - {"GET", "HEAD"}
                found |= {before + route.path} if changes else set()
            else:
                waiting.append((before + route.include_context.prefix, route.original_router))
    return sorted(found)


def test_nothing_changes_without_a_token(client) -> None:
    paths = changing_routes()
    assert {"/settings", "/settings/delete", "/studio", "/log/import", "/api/simulate"} <= set(
        paths
    )
    for pattern in paths:
        path = pattern.format(key="a", number="1", name="a", id="1", session="1", entry="1")
        for given in ({}, {"token": "0" * 64}):
            assert client.post(path, data=given).status_code == 403, path
            assert client.post(path, json=given).status_code == 403, path
    with httpx.Client(base_url=client.base_url) as alone:
        assert alone.post("/settings/delete", data={"token": client.token}).status_code == 403


def test_too_much_is_refused(client) -> None:
    header = {"x-lactea-token": client.token, "content-type": "application/json"}
    assert (
        client.post("/api/check", content=b" " * (LARGEST_BODY + 1), headers=header).status_code
        == 413
    )

    def endless():
        for _ in range(LARGEST_BODY // 65536 + 2):
            yield b" " * 65536

    assert client.post("/api/check", content=endless(), headers=header).status_code == 413


def test_a_bomb_is_refused(client) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    for encoding in ("gzip", "br", "deflate", "x-gzip"):
        header = {"x-lactea-token": client.token, "content-encoding": encoding}
        assert client.post("/api/check", content=bomb, headers=header).status_code == 415


def test_a_yaml_bomb_is_refused(client) -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n"
        for n in range(20)
    )
    answer = client.send_form("/studio", act="yaml", yaml=bomb)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/static/../preferences.py",
        "/static/%2e%2e/preferences.py",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/static/%2e%2e%5c%2e%2e%5cpreferences.py",
        "/studio/runs/..%2f..%2fetc%2fpasswd/simulate.json",
        "/studio?scenario=../../../../etc/passwd",
    ],
)
def test_no_path_leads_out(server, path) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] in (b"404", b"422", b"403")
    assert b"root:" not in answer
    assert b"PreferencesFile" not in answer


def test_a_scenario_reads_no_file(client, server) -> None:
    (server.home / "run.json").write_text('{"schema": "lactea.simulate/1", "days": []}')
    text = client.post(
        "/api/check", json={"scenario": "natural"}, headers={"x-lactea-token": client.token}
    ).json()["yaml"]
    step = '{do: top_up, start: "0 d", "milk\\u005fof": run.json}'
    for wanted in (
        {"yaml": text.replace("visits: []", "visits: []", 1), "set": [f"protocol=[{step}]"]},
        {"scenario": "natural", "set": [f"protocol=[{step}]"]},
    ):
        answer = client.post("/api/check", json=wanted, headers={"x-lactea-token": client.token})
        assert answer.status_code == 422
        assert "reads a file" in answer.json()["problem"]


@pytest.mark.parametrize(
    "text", [SCRIPT, SQL, "{{ 'lac' * 3 }}{{ config }}", "%s%n\x00", "{breast.__class__}"]
)
def test_what_is_entered_stays_text(client, text) -> None:
    fields = [
        "base",
        "days",
        "seed",
        "person.age",
        "person.sex",
        "protocol[2].start",
        "yaml",
        "act",
    ]
    for field in fields:
        answer = client.send_form("/studio", **{"base": "natural", "days": "2", field: text})
        assert answer.status_code in (200, 422), field
        assert SCRIPT not in answer.text
        assert "laclaclac" not in answer.text
    for path in ("/studio", "/studio/compare", "/studio/runs/x/gland"):
        answer = client.get(path, params={"scenario": text, "run": [text, "b"], "blocked": text})
        assert answer.status_code in (200, 404, 422)
        assert SCRIPT not in answer.text


def test_a_stored_script_stays_text(client) -> None:
    text = client.post(
        "/api/check", json={"scenario": "man"}, headers={"x-lactea-token": client.token}
    ).json()["yaml"]
    evil = text.replace("name: man", f'name: "{SCRIPT}"').replace(
        'summary: "', f'summary: "{SCRIPT}'
    )
    answer = client.send_form("/studio", act="yaml", yaml=evil, days="2")
    assert answer.status_code == 200
    assert "alert" in answer.text
    assert SCRIPT not in answer.text
    form = client.get("/studio")
    assert "&lt;script&gt;" in form.text
    assert SCRIPT not in form.text


def test_every_answer_is_guarded(client) -> None:
    for path in ("/", "/static/app.js", "/nowhere", "/api/scenarios", "/api/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/care").headers["cache-control"] == "no-store"


def test_no_word_of_a_person_reaches_the_log(caplog) -> None:
    async def broken(scope, receive, send):
        raise RuntimeError("the person takes cabergoline")

    said = []

    async def send(message):
        said.append(message)

    with caplog.at_level(logging.DEBUG):
        guarded = SilentDefects(broken)({"type": "http", "path": "/"}, None, send)
        # In a thread of its own: the browser of other tests holds a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, guarded).result()
    assert said[0]["status"] == 500
    assert "RuntimeError" in caplog.text
    assert "cabergoline" not in caplog.text + str(said)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org", ""])
def test_other_machines_are_not_served(host) -> None:
    with pytest.raises(AppError, match="this machine alone"):
        check_host(host)


def test_a_port_that_is_taken_is_told() -> None:
    with listen(0) as first, pytest.raises(AppError, match="is taken"):
        listen(first.getsockname()[1])
