"""Progress: how far, how long still; in place on a terminal, in lines elsewhere."""

import io
from collections.abc import Iterator

import pytest

from lactea.cli.progress import EVERY_SECONDS, Progress, in_words


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, times: list[float], done: list[int]
) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    clock: Iterator[float] = iter([0.0, *times])
    progress = Progress(100, "people", lambda: next(clock))
    for count in done:
        progress.tell(count)
    return stream.getvalue()


def test_a_terminal_sees_one_line_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, Screen(), [0.0, 10.0, 100.0], [0, 10, 100])
    lines = text.split("\r")
    assert [line.strip() for line in lines] == [
        "", "0 of 100 people", "10 of 100 people, 2 min left", "100 of 100 people",
    ]  # fmt: skip
    assert text.endswith("\n")


def test_elsewhere_a_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [0.0, 1.0, EVERY_SECONDS + 1, EVERY_SECONDS + 2, 2 * EVERY_SECONDS + 1]
    text = told(monkeypatch, io.StringIO(), times, [0, 1, 31, 32, 61])
    assert text.splitlines() == ["31 of 100 people, 69 s left", "61 of 100 people, 39 s left"]


def test_what_was_there_before_took_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, Screen(), [0.0, 10.0], [90, 91])
    assert "91 of 100 people, 2 min left" in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "1 s"),
        (89.0, "89 s"),
        (119.0, "2 min"),
        (5400.0, "2 h"),
        (1e5, "28 h"),
        (3e5, "3 days"),
    ],
)
def test_times_are_no_more_precise_than_needed(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
