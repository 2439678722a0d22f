"""Work of minutes: in a process of its own, so that it tells how far it is and can be stopped."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from threading import Lock, Thread
from typing import Any, Concatenate, ParamSpec

from lactea.app.problems import AppError
from lactea.app.security.silence import LOG, place_of
from lactea.app.wording.marking import message
from lactea.app.workers import end_with_the_app
from lactea.cohort.crews.interrupts import interrupts_held
from lactea.reading.extras import MissingExtraError

MOST_AT_ONCE = 2
MOST_KEPT = 12
KEY_LETTERS = 20
TOO_MANY = message(
    "{count} pieces of work are under way already; stop one of them, or wait until it is done."
)
Given = ParamSpec("Given")
# Spawned, not forked: a fork would copy the threads of the server in whatever state they are.
_CONTEXT = multiprocessing.get_context("spawn")


class State(StrEnum):
    """How a job stands; `ended` is one that was stopped and has nothing to show."""

    running = "running"
    done = "done"
    ended = "ended"
    refused = "refused"
    defect = "defect"


@dataclass(frozen=True)
class Progress:
    """What is going on, and how much of it is done."""

    what: str
    done: int
    of: int


@dataclass(frozen=True)
class Ending:
    """How a job came out; `told` is its result, or why there is none."""

    state: State
    told: Any = None


class Teller:
    """Hears from the work how far it is; where a stop was asked for, interrupts it once, as Ctrl-C does."""

    def __init__(self, line: Connection, stopping: Event) -> None:
        self._line, self._stopping = line, stopping
        self._interrupted = False

    def __call__(self, what: str, done: int, of: int) -> None:
        """Tell.

        Raises
        ------
        KeyboardInterrupt
            At the first call after a stop was asked for.
        """
        self._line.send(Progress(what, done, of))
        if self._stopping.is_set() and not self._interrupted:
            self._interrupted = True
            raise KeyboardInterrupt


Work = Callable[Concatenate[Teller, Given], Any]


class Job:
    """One piece of work.

    Attributes
    ----------
    key : str
        Its name in addresses; tells nothing of the person.
    progress : Progress
        As it was told last.
    ending : Ending
        How it stands.
    stop_asked : bool
        Whether somebody wanted it to end early.
    """

    def __init__(self, key: str, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self.key = key
        self.progress = Progress("", 0, 0)
        self.ending = Ending(State.running)
        self._line, theirs = _CONTEXT.Pipe(duplex=False)
        self._stopping = _CONTEXT.Event()
        self._process = _CONTEXT.Process(target=_do, args=(theirs, self._stopping, work, given))
        with interrupts_held():
            self._process.start()
        theirs.close()  # the line ends with the process
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def running(self) -> bool:
        return self.ending.state is State.running

    @property
    def stop_asked(self) -> bool:
        return self._stopping.is_set()

    def ask_to_stop(self) -> None:
        """End as soon as it can, with what there is by then."""
        self._stopping.set()

    def end(self) -> None:
        """End now, with nothing."""
        self._stopping.set()
        self._process.kill()

    def wait(self, seconds: float) -> None:
        """Until it has ended, but no longer than this."""
        self._listener.join(seconds)

    def _listen(self) -> None:
        heard: Ending | None = None
        try:
            while heard is None:
                said = self._line.recv()
                if isinstance(said, Progress):
                    self.progress = said
                else:
                    heard = said
        except (EOFError, OSError):
            heard = Ending(State.ended)
        self._process.join()
        self._line.close()
        self.ending = heard


class Jobs:
    """Jobs by key; of those that have ended, the one that was begun longest ago goes first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, Job] = OrderedDict()

    def begin(self, key: str, work: Work[Given], *given: Given.args, **_: Given.kwargs) -> Job:
        """The job of a key: the one that goes on or was done to its end, else a new one.

        Parameters
        ----------
        work
            A function of a module; takes a teller, and what is given. It and the rest must be picklable.

        Raises
        ------
        AppError
            Too much is under way.
        """
        with self._lock:
            known = self._known.get(key)
            if known is not None and (known.running or _is_whole(known)):
                return known
            count = sum(job.running for job in self._known.values())
            if count >= MOST_AT_ONCE:
                raise AppError(TOO_MANY, count=count)
            job = self._known[key] = Job(key, work, given)
            self._known.move_to_end(key)
            self._make_room()
            return job

    def find(self, key: str) -> Job | None:
        """The job of a key; None where it was never begun, or had to go."""
        with self._lock:
            return self._known.get(key)

    def forget_all(self) -> None:
        """End whatever goes on, and drop every result."""
        with self._lock:
            for job in self._known.values():
                job.end()
            self._known.clear()

    def _make_room(self) -> None:
        ended = [key for key, job in self._known.items() if not job.running]
        for key in ended[: max(0, len(self._known) - MOST_KEPT)]:
            del self._known[key]


def key_of(*parts: object) -> str:
    """A short name for work, which differs where its parts do."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:KEY_LETTERS]


def _is_whole(job: Job) -> bool:
    return job.ending.state is State.done and not job.stop_asked


def _do(
    line: Connection, stopping: Event, work: Callable[..., Any], given: tuple[Any, ...]
) -> None:
    """What the process of a job does: the work, and telling how it came out."""
    end_with_the_app()
    line.send(outcome(Teller(line, stopping), work, given))


def outcome(told: Teller, work: Callable[..., Any], given: tuple[Any, ...]) -> Ending:
    """How work comes out; of a defect its kind and line alone are written down."""
    try:
        return Ending(State.done, work(told, *given))
    except KeyboardInterrupt:
        return Ending(State.ended)
    except (ValueError, MissingExtraError) as error:
        return Ending(State.refused, str(error))
    except Exception as error:
        LOG.error("defect: %s", place_of(error))
        return Ending(State.defect)
