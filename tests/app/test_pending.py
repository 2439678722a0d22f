"""Work of the workers that is asked for by name: a failure is told once, and then the work may begin anew."""

from concurrent.futures import CancelledError, Future
from types import SimpleNamespace

import pytest

from lactea.app.house import House
from lactea.app.pending import Pending
from lactea.app.runs import Asked, Runs
from lactea.scenario import load


class Workers:
    """Workers whose work is done by the test."""

    def __init__(self) -> None:
        self.futures = []

    def submit(self, *_: object) -> Future:
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def workers() -> Workers:
    return Workers()


@pytest.fixture
def house(workers, tmp_path) -> House:
    return House(tmp_path, "", workers, Runs(workers), SimpleNamespace())


def test_a_failure_is_told_once_and_then_begun_anew(house, workers) -> None:
    first = house.once("look", int)
    with pytest.raises(TimeoutError):
        first.result(0)
    assert house.once("look", int) is first
    workers.futures[0].set_exception(ValueError("another program is writing"))
    assert house.once("look", int) is first  # nobody was told as yet
    with pytest.raises(ValueError, match="another program"):
        house.once("look", int).result(0)
    second = house.once("look", int)
    workers.futures[1].set_result(7)
    assert second.result(0) == house.once("look", int).result(0) == 7
    assert len(workers.futures) == 2


def test_forgetting_all_drops_work_in_the_background(house, workers) -> None:
    house.once("look", int)
    workers.futures[0].set_result(7)
    house.forget_all()
    assert house.background == {}
    house.once("look", int)
    assert len(workers.futures) == 2


@pytest.mark.parametrize("again", ["ask", "find"])
def test_a_run_that_failed_is_begun_anew_once_that_was_told(workers, again) -> None:
    runs, asked = Runs(workers), Asked(load("natural"), 3)
    first = runs.ask(asked)
    workers.futures[0].set_exception(ValueError("out of range"))
    assert runs.ask(asked) is first
    assert runs.find(first.key) is first
    with pytest.raises(ValueError, match="out of range"):
        first.result(0)
    second = runs.ask(asked) if again == "ask" else runs.find(first.key)
    assert second is not first
    assert (second.key, second.done) == (first.key, False)
    assert runs.find("unknown") is None
    assert len(workers.futures) == 2


def test_cancelled_work_is_begun_anew(workers) -> None:
    future = workers.submit()
    pending = Pending(future)
    assert not pending.spent
    future.cancel()
    assert pending.spent
    with pytest.raises(CancelledError):
        pending.result(0)
