"""The app as a person waits for it: the first useful chart, a slider, twenty tabs at once.

The app runs in a process of its own, as `lactea app` starts it. Every page is checked before its time counts.
"""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from urllib.parse import urlencode

TABS = 20
PATHS = ("/", "/questions", "/questions/how-it-works", "/studio", "/medicine?name=sertraline",
         "/evidence?words=oxytocin", "/care", "/settings", "/log", "/stash")  # fmt: skip
ROUNDS = 5
WARM_DAYS, MEASURED_DAYS = 55, 60
SLIDES = 21
PATIENCE_S = 120
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
CHART = b"<svg viewBox"
DRAG = """async () => {
  const slider = document.querySelector('#moment');
  const times = [];
  for (let place = 1; place <= %d; place++) {
    const began = performance.now();
    slider.value = String(place %% Number(slider.max));
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - began);
  }
  return times;
}"""


@dataclass(frozen=True)
class Waits:
    """Seconds that a person waits.

    Attributes
    ----------
    chart : float
        From sending the form of a run that nobody asked for before to its page with charts.
    slider : float or None
        From moving a slider to the painted picture; None without Chromium and Playwright.
    tabs : float
        Until the last of twenty pages, asked for at once, is there.
    there : float
        Share of them that are whole pages.
    """

    chart: float
    slider: float | None
    tabs: float
    there: float


@dataclass(frozen=True)
class Visitor:
    """Somebody with a cookie and a token."""

    port: int
    cookie: str
    token: str

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and text of a page."""
        return _ask(self.port, "GET", path, self.cookie)

    def run(self, days: int) -> str:
        """Ask for a run; the path of its page."""
        given = urlencode(
            {"token": self.token, "base": "natural", "act": "form", "days": days}
        ).encode()
        answer = _answer(self.port, "POST", "/studio", self.cookie, given)
        return answer.headers["location"]


def measure() -> Waits:
    """All three, on an app that is warm."""
    with _running() as port:
        visitor = _visitor(port)
        visitor.get(visitor.run(WARM_DAYS))
        chart = median(_chart(visitor, MEASURED_DAYS + number) for number in range(ROUNDS))
        slider = _slider(port, visitor)
        tabs, there = _tabs(visitor)
    return Waits(chart, slider, tabs, there)


def is_installed() -> bool:
    """Whether the packages of the app are there."""
    return all(find_spec(name) for name in ("fastapi", "uvicorn", "babel"))


def _chart(visitor: Visitor, days: int) -> float:
    began = time.perf_counter()
    status, page = visitor.get(visitor.run(days))
    seconds = time.perf_counter() - began
    if status != 200 or CHART not in page:
        raise RuntimeError(f"the page of a run has no chart (status {status}).")
    return seconds


def _tabs(visitor: Visitor) -> tuple[float, float]:
    paths = [PATHS[number % len(PATHS)] for number in range(TABS)]
    gate = threading.Barrier(TABS)

    def open_tab(path: str) -> bool:
        gate.wait()
        status, page = visitor.get(path)
        return status == 200 and b"</html>" in page

    with ThreadPoolExecutor(TABS) as tabs:
        began = time.perf_counter()
        opened = list(tabs.map(open_tab, paths))
        return time.perf_counter() - began, opened.count(True) / TABS


def _slider(port: int, visitor: Visitor) -> float | None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    if chromium is None:
        return None
    gland = visitor.run(WARM_DAYS) + "/gland"
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}{gland}", timeout=1000 * PATIENCE_S)
        times = page.evaluate(DRAG % SLIDES)
        browser.close()
    return float(median(times)) / 1000


# ------------------------------------------------------------------------------ the server


@contextmanager
def _running() -> Iterator[int]:
    """The port of an app in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "lactea", "--data-dir", folder, "app", "--port", "0",
             "--no-browser"],
            stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        assert process.stderr is not None  # asked for above
        try:
            told = process.stderr.readline()
            found = ADDRESS.search(told)
            if found is None:
                raise RuntimeError(f"the app did not start: {told.strip()}")
            yield int(found[1])
        finally:
            process.terminate()
            process.wait()
            process.stderr.close()


def _visitor(port: int) -> Visitor:
    answer = _answer(port, "GET", "/", "", b"")
    cookie = str(answer.headers["set-cookie"]).partition(";")[0]
    found = re.search(rb'name="token" content="([0-9a-f]+)"', answer.body)
    assert found is not None  # every page has one
    return Visitor(port, cookie, found[1].decode())


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def _ask(port: int, method: str, path: str, cookie: str) -> tuple[int, bytes]:
    answer = _answer(port, method, path, cookie, b"")
    return answer.status, answer.body


def _answer(port: int, method: str, path: str, cookie: str, body: bytes) -> _Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    headers = {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
    try:
        line.request(method, path, body or None, headers)
        answer = line.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return _Answer(answer.status, named, answer.read())
    finally:
        line.close()
