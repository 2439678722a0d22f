"""A running Baby Buddy: a small server that answers as the real one does, page by page."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.record.importing import NEW_YORK, Kept

from lactea.record import Session
from lactea.record.importers.babybuddy_api import server
from lactea.record.importers.gathering import gather
from lactea.record.importers.importing import import_table
from lactea.record.importers.problems import TrackerFileError

TOKEN = "0123456789abcdef"
PUMPED = 250
CHILD = {"id": 1, "first_name": "Ada", "last_name": "Example", "birth_date": "2026-07-01"}
AT = "2026-08-01T13:00:00Z"
ENTRIES: dict[str, list[dict[str, Any]]] = {
    "children": [CHILD | {"slug": "ada-example", "picture": None}],
    "pumping": [
        {
            "id": number,
            "child": 1,
            "amount": 55.0,
            "start": "2026-08-05T09:00:00Z",
            "end": "2026-08-05T05:20:00-04:00",
            "duration": "00:20:00",
            "notes": None,
            "tags": ["left"],
        }
        for number in range(PUMPED)
    ],
    "feedings": [
        {
            "id": 2,
            "child": 1,
            "start": AT,
            "end": "2026-08-01T13:12:00Z",
            "duration": "00:12:00",
            "type": "fortified breast milk",
            "method": "bottle",
            "amount": 60.0,
            "notes": None,
            "tags": [],
        }
    ],
    "weight": [
        {"id": 1, "child": 1, "weight": 4.12, "date": "2026-08-01", "notes": None, "tags": []}
    ],
    "sleep": [
        {
            "id": 1,
            "child": 1,
            "start": AT,
            "end": "2026-08-01T14:10:00Z",
            "duration": "01:10:00",
            "nap": True,
            "notes": None,
            "tags": [],
        }
    ],
    "changes": [
        {
            "id": 1,
            "child": 1,
            "time": AT,
            "wet": True,
            "solid": True,
            "color": "yellow",
            "amount": None,
            "notes": None,
            "tags": [],
        }
    ],
    "medication": [],
}
Answer = tuple[int, dict[str, str], bytes]


def as_babybuddy(path: str, token: str | None) -> Answer:
    if token != f"Token {TOKEN}":
        return 403, {}, b'{"detail":"Invalid token."}'
    parts = urlsplit(path)
    entries = ENTRIES.get(parts.path.removeprefix("/api/").strip("/"))
    if entries is None:
        return 404, {}, b"{}"
    query = parse_qs(parts.query)
    offset = int(query["offset"][0])
    end = offset + min(int(query["limit"][0]), 100)
    following = f"http://elsewhere.invalid{path}" if end < len(entries) else None
    page = {"count": len(entries), "next": following, "previous": None}
    return 200, {}, json.dumps({**page, "results": entries[offset:end]}).encode()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, str | None], Answer]], str]]:
    """Start servers that answer with a function; their addresses."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str, str | None], Answer]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = answer(self.path, self.headers.get("Authorization"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=http.serve_forever, daemon=True).start()
        running.append(http)
        return f"http://127.0.0.1:{http.server_port}"

    yield start
    for http in running:
        http.shutdown()
        http.server_close()


def fetched(address: str, token: str = TOKEN) -> Kept:
    sink = Kept()
    found = server(address, token)
    for table in gather([found.children(), *found.tables()], None).tables:
        count = import_table(table, NEW_YORK, sink, [].append, lambda _: None)
        assert count.rejected == 0
    return sink


def test_every_page_of_every_table(serve) -> None:
    sink = fetched(serve(as_babybuddy))
    sessions = [entry for entry in sink.entries if isinstance(entry, Session)]
    assert len(sessions) == PUMPED
    assert len(sink.entries) == PUMPED + 4
    first = sessions[0]
    assert first.start_utc == datetime(2026, 8, 5, 9, tzinfo=UTC)
    assert first.end_utc == datetime(2026, 8, 5, 9, 20, tzinfo=UTC)
    assert (first.raw_total, first.note, first.source_row_id) == (
        "55.0",
        "[tags: left]",
        "pumping/0",
    )
    assert set(sink.children) == {"Ada Example"}


def test_the_export_and_the_server_are_one_source(serve) -> None:
    """Rows of both bear the same names, so that one after the other adds nothing."""
    names = {entry.source_row_id for entry in fetched(serve(as_babybuddy)).entries}
    assert {"feeding/2", "weight/1", "sleep/1", "changes/1"} < names


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, {}, b"{}"), "token is not accepted"),
        ((404, {}, b"not here"), "no Baby Buddy at this address"),
        ((500, {}, b""), "an error"),
        ((200, {}, b"<html>a page</html>"), "not that of a Baby Buddy"),
        ((200, {}, b'{"results": 5, "next": null}'), "not that of a Baby Buddy"),
        ((200, {}, b'{"results": [5], "next": null}'), "not that of a Baby Buddy"),
        ((200, {}, b"[" * 100_000), "not that of a Baby Buddy"),
        ((200, {}, b"[]"), "not that of a Baby Buddy"),
        ((200, {}, b"\xff\xfe"), "not that of a Baby Buddy"),
    ],
)
def test_a_server_that_is_none(serve, answer: Answer, said: str) -> None:
    with pytest.raises(TrackerFileError, match=said) as caught:
        fetched(serve(lambda *_: answer))
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("token", ["", "secret\nword", "geheim-\u20ac", "geheim-\udcff"])
def test_what_can_be_no_token_is_said_and_not_shown(token: str) -> None:
    with pytest.raises(TrackerFileError, match="one line of letters and digits") as caught:
        server("http://localhost:1", token)
    assert "secret" not in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_the_token_follows_no_redirection(serve) -> None:
    seen: list[str | None] = []

    def other(path: str, token: str | None) -> Answer:
        seen.append(token)
        return as_babybuddy(path, token)

    elsewhere = serve(other)
    address = serve(lambda path, _: (302, {"Location": f"{elsewhere}{path}"}, b""))
    with pytest.raises(TrackerFileError, match="sends on to another address"):
        fetched(address)
    assert seen == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://x", "x", "http://", "http://u:p@h"]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(TrackerFileError, match="begins with"):
        server(address, TOKEN)


def test_nobody_answers() -> None:
    with pytest.raises(TrackerFileError, match="nobody answers"):
        fetched("http://127.0.0.1:1")
