"""Starting up: what a fresh process costs, with and without finished code on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lactea.engine.machine_code import STORE

COMMAND = "from lactea.cli import main; main()"
MEMORY = """
import json, sys
from lactea.bench.memory import peak_megabytes as peak
import lactea.engine
after_import = peak()
from lactea.bench.case import benchmark_scenario
days = int(sys.argv[1])
lactea.engine.simulate(benchmark_scenario(days), days=days)
print(json.dumps([after_import, peak()]))
"""
IMPORT = """
import time
started = time.perf_counter()
import lactea.engine
print(time.perf_counter() - started)
"""
COMPILE = """
import time
from lactea.engine.doses import body_with_medicines
from lactea.engine.kernel import compile_body
from lactea.bench.case import benchmark_scenario
body = body_with_medicines(benchmark_scenario())
started = time.perf_counter()
compile_body(body)
print(time.perf_counter() - started)
"""


@dataclass(frozen=True)
class Start:
    """Seconds by the wall of one way of starting (median of all starts)."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Starting:
    """All starts, and the peak memory in MB."""

    starts: list[Start]
    memory: dict[str, float]


def measure(times: int, days: int) -> Starting:
    """Start processes one after the other; each first use has an empty store of code."""
    with tempfile.TemporaryDirectory() as warm:
        run = ["simulate", "natural", "--days"]
        _process(COMPILE, warm)
        _process(COMMAND, warm, *run, "1")
        starts = [
            _wall("Python alone", times, "pass", warm),
            _wall("lactea --help", times, COMMAND, warm, "--help"),
            _told("import of the engine", times, IMPORT, warm),
            _told("kernel: first, compiled", times, COMPILE, None),
            _told("kernel: later, from the store", times, COMPILE, warm),
            _wall("first use ever: simulate natural, 1 day", times, COMMAND, None, *run, "1"),
            _wall("later use: simulate natural, 1 day", times, COMMAND, warm, *run, "1"),
            _wall(f"first use ever: simulate natural, {days} days", 1, COMMAND, None, *run,
                  str(days)),
            _wall(f"later use: simulate natural, {days} days", times, COMMAND, warm, *run,
                  str(days)),
        ]  # fmt: skip
        after_import, after_run = json.loads(_process(MEMORY, warm, str(days)))
    return Starting(
        starts, {"after import of the engine": after_import, f"after {days} days": after_run}
    )


def _told(name: str, times: int, script: str, store: str | None) -> Start:
    """Seconds that the process measures itself."""
    return Start(name, median(float(_in_store(script, store)) for _ in range(times)))


def _wall(name: str, times: int, script: str, store: str | None, *arguments: str) -> Start:
    """Seconds from the start of the process to its end."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        _in_store(script, store, *arguments)
        seconds.append(time.perf_counter() - started)
    return Start(name, median(seconds))


def _in_store(script: str, store: str | None, *arguments: str) -> str:
    if store is not None:
        return _process(script, store, *arguments)
    with tempfile.TemporaryDirectory() as empty:
        return _process(script, empty, *arguments)


def _process(script: str, store: str, *arguments: str) -> str:
    return run_script(["-c", script, *arguments], {STORE: store})


NEVER_KEPT = "PYTHONDONTWRITEBYTECODE"


def run_script(arguments: Sequence[str], settings: dict[str, str]) -> str:
    """Run this Python on something, and return what it prints.

    Modules are kept compiled, as Python does unless told otherwise: who installs lactea starts it so.

    Raises
    ------
    RuntimeError
        If it fails; the text holds the last line that it said.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        env={name: value for name, value in os.environ.items() if name != NEVER_KEPT} | settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
        raise RuntimeError(f"A process that was to be timed ended with an error: {last}")
    return done.stdout
