"""One real server and one real browser for all tests of the app."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

SHOTS = Path(__file__).resolve().parents[2] / "out" / "app"
SMALLEST_TARGET = 44
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
LOG = "server.log"
STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass
class Server:
    """A running `lactea app`."""

    port: int
    home: Path
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> "Client":
        return Client(self.address)


class Client(httpx.Client):
    """A browser without a screen: keeps cookies, and sends the token that pages give."""

    def __init__(self, address: str) -> None:
        first = httpx.get(address, timeout=120)
        super().__init__(base_url=address, timeout=120, cookies=first.cookies)
        self.token = re.search('name="token" content="([0-9a-f]+)"', first.text)[1]

    def ready(self, path: str, **asked: str) -> httpx.Response:
        """A page; asked for again while a run that it shows goes on."""
        for _ in range(40):
            answer = self.get(path, params=asked)
            if answer.status_code != 202:
                break
        return answer

    def finished(self, path: str) -> httpx.Response:
        """A page of work under way, once the work is done."""
        for _ in range(600):
            answer = self.get(path)
            if answer.status_code != 202:
                break
            time.sleep(0.3)
        return answer

    def send_form(self, path: str, **given: str) -> httpx.Response:
        return self.post(path, data=given | {"token": self.token}, follow_redirects=True)


def started(home: Path) -> Server:
    """Start a server, and wait until it says where it listens."""
    with (home / LOG).open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lactea", "--data-dir", str(home), "app", "--port", "0",
             "--no-browser"],
            stderr=log, cwd=home,
        )  # fmt: skip
    for _ in range(1800):
        found = STARTED.search((home / LOG).read_text())
        if found:
            return Server(int(found[1]), home, process)
        assert process.poll() is None, (home / LOG).read_text()
        time.sleep(0.1)
    raise AssertionError("the server does not start")


def ended(server: Server) -> str:
    """End a server; everything that it wrote to its log."""
    server.process.terminate()
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
    return (server.home / LOG).read_text()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = started(tmp_path_factory.mktemp("home"))
    yield running
    ended(running)


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with server.client() as client:
        yield client


@pytest.fixture(scope="session")
def chromium() -> Iterator["object"]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("not run: there is no Chromium; apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Browsing:
    """Pages of one size and colour scheme; what they complain of is collected."""

    server: Server
    browser: object
    problems: list[str] = field(default_factory=list)
    contexts: list[object] = field(default_factory=list)

    def page(self, size="phone", scheme="light", scripts=True, **more):
        context = self.browser.new_context(
            base_url=self.server.address,
            viewport=dict(zip(("width", "height"), SIZES[size], strict=True)),
            color_scheme=scheme,
            java_script_enabled=scripts,
            **more,
        )
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        context.route("**/*", self._only_here)
        page = context.new_page()
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        return page

    def _only_here(self, route) -> None:
        url = route.request.url
        if url.startswith(self.server.address) or url.startswith("blob:"):
            route.continue_()
        else:
            self.problems.append(f"outbound request: {url}")
            route.abort()

    def _note_console(self, message) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")


@pytest.fixture
def browsing(server: Server, chromium: object) -> Iterator[Browsing]:
    """Pages; in the end there was no console error, no failed script and no outbound request."""
    browsing = Browsing(server, chromium)
    yield browsing
    for context in browsing.contexts:
        context.close()
    assert browsing.problems == []


@pytest.fixture
def settings(client: Client) -> Iterator["object"]:
    """Changes settings for one test."""

    def choose(**chosen: str) -> None:
        known = {
            "mode": "parent", "language": "en", "volume": "mL", "clock": "24", "scheme": "auto",
            "parent": "parent", "breast": "breast", "nursing": "nursing",
        }  # fmt: skip
        assert client.send_form("/settings", **known | chosen).status_code == 200

    yield choose
    choose()  # not deleted: that would forget the work of minutes that other tests look at, too


def photograph(page, path: Path) -> None:
    """A picture of a page; one that is just giving way to the next cannot be captured, and the next one can."""
    from playwright.sync_api import Error

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        page.screenshot(path=path)
    except Error as refused:
        if "Unable to capture screenshot" not in str(refused):
            raise
        page.wait_for_load_state()
        page.screenshot(path=path)


@pytest.fixture
def check(chromium):
    """Accessibility of a page, its fit, its targets; and a picture to look at."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def run(page, name: str) -> None:
        photograph(page, SHOTS / f"{name}.png")
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == [], name

    return run


SMALL_TARGETS = """least => [...document.querySelectorAll(
    'button, .button, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), summary, ' +
    '.choice, nav a, .card, .files a')]
  .filter(one => one.checkVisibility())
  .filter(one => { const box = one.getBoundingClientRect();
                   return box.height < least - 0.5 || box.width < least - 0.5; })
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(name="start")
def _start():
    """Starts a server of its own."""
    return started


@pytest.fixture(name="ended")
def _ended():
    """Ends such a server, and gives what it wrote to its log."""
    return ended


UNTRANSLATED = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode, parent = text.parentElement;
    if (!/[A-Za-z]{3}/.test(text.data) || parent.closest('[lang=en], svg, code, textarea, option, .quiet')) continue;
    if (!/[áéíóúñ~\\[]/.test(text.data)) found.push(text.data.trim());
  }
  return found;
}"""


@pytest.fixture
def untranslated() -> str:
    """A script that gives the words of a page which are in no catalogue."""
    return UNTRANSLATED
