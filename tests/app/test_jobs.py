"""Work under way: how it comes out, and that a stop interrupts it once."""

import logging
from multiprocessing import Pipe
from threading import Event

import pytest

from lactea.app.jobs import Progress, State, Teller, outcome
from lactea.reading.problems import InputError


@pytest.fixture
def line():
    ours, theirs = Pipe(duplex=False)
    yield ours, theirs
    ours.close()
    theirs.close()


def test_it_tells_how_far_it_is(line) -> None:
    ours, theirs = line

    def work(told, count):
        for done in range(count):
            told("people", done, count)
        return count

    assert outcome(Teller(theirs, Event()), work, (3,)).told == 3
    assert [ours.recv() for _ in range(3)] == [Progress("people", done, 3) for done in range(3)]


def test_a_stop_interrupts_once_so_that_what_there_is_can_be_kept(line) -> None:
    stopping = Event()
    stopping.set()

    def work(told):
        try:
            told("searching", 1, 9)
        except KeyboardInterrupt:
            told("checking", 0, 1)
            return "the best so far"

    assert outcome(Teller(line[1], stopping), work, ()).told == "the best so far"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (KeyboardInterrupt(), State.ended),
        (InputError("no."), State.refused),
        (RuntimeError("the person takes cabergoline"), State.defect),
    ],
)
def test_how_it_ends_without_a_result(line, caplog, error, state) -> None:
    def work(told):
        raise error

    with caplog.at_level(logging.DEBUG):
        found = outcome(Teller(line[1], Event()), work, ())
    assert found.state is state
    assert "cabergoline" not in caplog.text + str(found.told)
