"""From the traced equations to fast code: what each road costs, on the real mechanisms.

    python benchmarks/roads.py            all roads that this machine has
    python benchmarks/roads.py --json     the same for programs

Each road runs in a process of its own, twice: first with an empty store, then with what the first left
there. What is timed is `repeat`: states moved by a tiny step along their rates, again and again, so
that no evaluation can be left out; it is compiled on the road itself, so that no call from Python counts.
The point is five minutes into a pumping session under domperidone, where every mechanism is at work.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import importlib.util
import inspect
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lactea.bench import source
from lactea.bench.case import decided
from lactea.bench.starting import run_script
from lactea.engine.emit import find_prelude
from lactea.engine.graph import TracedBody, trace
from lactea.engine.standing import Standing, standing_at

Array = NDArray[np.float64]
STEP = 1e-9
TICK = 40 * 86_400 + 3600 + 300
CLOCK = 1.0 + 300 / 3600
ENOUGH_SECONDS = 0.3
ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """One road in one process.

    Attributes
    ----------
    prepare : float
        Seconds from the mechanisms to the text that is compiled: tracing and printing.
    build : float
        Seconds from the text to something that can be called, importing the compiler included.
    nanoseconds : float
        For one evaluation of all rates of one person (median of rounds).
    error : float
        Largest difference from the floats, relative to the rate or, near nothing, to the scale.
    lines : int
        Of ours, comments and blank lines not counted.
    """

    road: str
    prepare: float
    build: float
    nanoseconds: float
    error: float
    lines: int


@dataclass(frozen=True)
class Built:
    """A road that can be called: `repeat` takes steps from the states it is given, `rates` answers once."""

    repeat: Callable[[int], object]
    rates: Callable[[], Array]
    people: int = 1
    keep: object = None
    """What must live as long as the functions do."""


# ------------------------------------------------------------------------------ the point


@dataclass(frozen=True)
class Point:
    """Where everything is evaluated: arrays in the order of the body, and the right answer."""

    standing: Standing
    traced: TracedBody
    states: Array
    parameters: Array
    inputs: Array
    answer: Array

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.states)


def point_of(standing: Standing, traced: TracedBody) -> Point:
    """Where a person stands, as arrays."""
    body = standing.body
    states = np.array([standing.states[name] for name in body.state_ids])
    return Point(
        standing,
        traced,
        states,
        np.array([standing.parameters[name] for name in body.parameter_ids]),
        np.array([standing.inputs[name] for name in body.input_ids]),
        np.array(_as_written(standing, states.tolist())),
    )


@cache
def standing() -> Standing:
    """Five minutes into a session, under medicine."""
    scenario, resolved = decided(41)
    return standing_at(scenario, resolved, TICK)


def _as_written(at: Standing, states: Sequence[float]) -> list[float]:
    """The equations called one after the other, by name."""
    values = {"clock": CLOCK, **at.parameters, **at.inputs}
    values |= dict(zip(at.body.state_ids, states, strict=True))
    rates: list[float] = at.body.derivatives(at.body.evaluate(values))
    return rates


def error_of(found: Array, point: Point) -> float:
    """Largest relative difference; rates below a millionth of the scale per hour count as that."""
    scales = np.array([state.scale for state in point.standing.body.states.values()])
    size = np.maximum(np.abs(point.answer), 1e-6 * scales)
    return float(np.max(np.abs(found - point.answer) / size))


# ------------------------------------------------------------------------- Python, no compiler


def floats_as_written(point: Point, store: Path) -> Built:
    """The equations called one by one, as the proof of every engine does."""

    def repeat(times: int) -> None:
        states = point.states.tolist()
        for _ in range(times):
            rates = _as_written(point.standing, states)
            states = [y + STEP * f for y, f in zip(states, rates, strict=True)]

    return Built(repeat, lambda: np.array(_as_written(point.standing, point.states.tolist())))


def floats_flat(point: Point, store: Path) -> Built:
    """The same as one function of plain Python, one line a value."""
    flat = source.flat(point.traced)
    still = flat.prologue(point.parameters.tolist(), point.inputs.tolist())

    def repeat(times: int) -> None:
        states = point.states.tolist()
        for _ in range(times):
            rates = flat.rates(CLOCK, states, still)
            states = [y + STEP * f for y, f in zip(states, rates, strict=True)]

    return Built(repeat, lambda: np.array(flat.rates(CLOCK, point.states.tolist(), still)))


# ------------------------------------------------------------------------------------ Numba

NUMBA_HEAD = """
from math import exp, log, cos, pow
from numba import njit
"""
NUMBA_LOOP = """
@njit(cache=True, error_model="numpy")
def repeat(times, clock, y, c, f):
    for _ in range(times):
        rates(clock, y, c, f)
        for i in range(len(y)):
            y[i] += {step} * f[i]
"""


def storing(traced: TracedBody, notation: source.Notation, end: str = "") -> tuple[str, str]:
    """Bodies of prologue and rates that write into the arrays `c` and `f`."""
    prelude = find_prelude(traced)
    before, kept = source.statements(
        prelude.nodes, notation, {"parameter": "p[{0}]", "input": "u[{0}]"}, {}
    )
    during, rates = source.statements(
        traced.derivatives, notation, {"state": "y[{0}]", "clock": "clock"}, prelude.slots
    )
    before += [f"    c[{place}] = {name}{end}" for place, name in enumerate(kept)]
    during += [f"    f[{place}] = {name}{end}" for place, name in enumerate(rates)]
    return "\n".join(before), "\n".join(during)


def numba_text(traced: TracedBody) -> str:
    """The module that Numba compiles; it must be a file, or nothing could be stored."""
    prologue, rates = storing(traced, source.PYTHON)
    decorator = '@njit(cache=True, error_model="numpy")'
    return (
        f"{NUMBA_HEAD}\n{decorator}\ndef prologue(p, u, c):\n{prologue}\n\n"
        f"{decorator}\ndef rates(clock, y, c, f):\n{rates}\n{NUMBA_LOOP.format(step=STEP)}"
    )


def numba(point: Point, store: Path) -> Built:
    """Python source through Numba."""
    path = store / "numba_road.py"
    if not path.exists():  # a file that is newer than its cache would be compiled again
        path.write_text(numba_text(point.traced), encoding="utf-8")
    module = _loaded(path)
    return _in_place(point, module.prologue, module.rates, module.repeat)


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _in_place(point: Point, prologue: Any, rates: Any, repeat: Any) -> Built:
    """Functions that write into arrays; each is called once, which may compile it."""
    constants = np.zeros(len(find_prelude(point.traced).nodes))
    found, states = np.zeros(point.size), point.states.copy()
    prologue(point.parameters, point.inputs, constants)
    rates(CLOCK, states, constants, found)
    repeat(1, CLOCK, states, constants, found)

    def again(times: int) -> None:
        np.copyto(states, point.states)
        repeat(times, CLOCK, states, constants, found)

    def once() -> Array:
        rates(CLOCK, point.states, constants, found)
        return found.copy()

    return Built(again, once)


# ---------------------------------------------------------------------------------------- C

C = source.Notation(
    dict(source.PYTHON.operations)
    | {"min": "{0} < {1} ? {0} : {1}", "max": "{0} > {1} ? {0} : {1}"},
    "    const double {name} = {value};",
)
C_TEXT = """#include <math.h>
void prologue(const double *restrict p, const double *restrict u, double *restrict c) {{
{prologue}
}}
void rates(double clock, const double *restrict y, const double *restrict c, double *restrict f) {{
{rates}
}}
void repeat(long times, double clock, double *restrict y, const double *restrict c,
            double *restrict f) {{
    for (long n = 0; n < times; n++) {{
        rates(clock, y, c, f);
        for (int i = 0; i < {size}; i++) y[i] += {step} * f[i];
    }}
}}
"""


def c_text(traced: TracedBody) -> str:
    """The same functions in C."""
    prologue, rates = storing(traced, C, ";")
    size = len(traced.derivatives)
    return C_TEXT.format(prologue=prologue, rates=rates, size=size, step=STEP)


def gcc(point: Point, store: Path) -> Built:
    """C source through a compiler of the machine."""
    library = store / "road.so"
    if not library.exists():
        text = store / "road.c"
        text.write_text(c_text(point.traced), encoding="utf-8")
        subprocess.run(
            ["gcc", "-O2", "-march=native", "-ffast-math", "-shared", "-fPIC", "-o",
             str(library), str(text), "-lm"],
            check=True,
        )  # fmt: skip
    return _foreign(point, ctypes.CDLL(str(library)))


def _foreign(point: Point, library: Any) -> Built:
    def at(array: Array) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    def prologue(p: Array, u: Array, c: Array) -> None:
        library.prologue(at(p), at(u), at(c))

    def rates(clock: float, y: Array, c: Array, f: Array) -> None:
        library.rates(ctypes.c_double(clock), at(y), at(c), at(f))

    def repeat(times: int, clock: float, y: Array, c: Array, f: Array) -> None:
        library.repeat(ctypes.c_long(times), ctypes.c_double(clock), at(y), at(c), at(f))

    return _in_place(point, prologue, rates, repeat)


# ------------------------------------------------------------------------------------- LLVM


def llvm(point: Point, store: Path, lanes: int = 1, own: bool = True) -> Built:
    """The road taken: the engine's own printer, with its elementary functions or the library's."""
    from llvmlite import ir

    from lactea.engine.bundles import WIDTH
    from lactea.engine.emit import POINTER, VOID, BodyPrinter
    from lactea.engine.machine_code import compile_text
    from lactea.engine.shape import LONG, Shape

    shape = Shape(lanes)
    module = ir.Module("road")
    printer = BodyPrinter(module, point.traced, shape)
    if not own:
        printer.elementary = _from_the_library(module, shape)
        printer.side_by_side = _from_the_library(module, Shape(WIDTH))
    printer.prologue()
    rates = printer.rates()
    kind = ir.FunctionType(VOID, [LONG, POINTER, POINTER, POINTER])
    function = ir.Function(module, kind, "repeat")
    _print_loop(function, rates, shape, point.size)
    code = compile_text(str(module))
    kept = max(1, len(printer.prelude.nodes))
    constants, found = np.zeros((kept, lanes)), np.zeros((point.size, lanes))

    def spread(values: Array) -> Array:
        return np.ascontiguousarray(np.repeat(values[:, None], lanes, axis=1))

    p, u, states = spread(point.parameters), spread(point.inputs), spread(point.states)
    P = ctypes.c_void_p
    begin = ctypes.CFUNCTYPE(None, P, P, P)(code.address(f"prologue_{lanes}"))
    again = ctypes.CFUNCTYPE(None, ctypes.c_long, P, P, P)(code.address("repeat"))
    begin(p.ctypes.data, u.ctypes.data, constants.ctypes.data)

    def repeat(times: int) -> None:
        np.copyto(states, spread(point.states))
        again(times, states.ctypes.data, constants.ctypes.data, found.ctypes.data)

    def once() -> Array:
        repeat(1)
        return found[:, 0].copy()

    return Built(repeat, once, lanes, code)


def _print_loop(function: Any, rates: Any, shape: Any, size: int) -> None:
    """``repeat(times, y, c, f)``: the stepping loop has to be printed, too."""
    from llvmlite import ir

    from lactea.engine.shape import LONG

    times, y, c, f = function.args
    for pointer in (y, c, f):
        pointer.add_attribute("noalias")
    before = function.append_basic_block("before")
    body = function.append_basic_block("body")
    after = function.append_basic_block("after")
    ir.IRBuilder(before).branch(body)
    b = ir.IRBuilder(body)
    count = b.phi(LONG)
    b.call(rates, [shape.number(CLOCK), y, c, f])
    for place in range(size):
        moved = b.fadd(shape.load(b, y, place), b.fmul(shape.number(STEP), shape.load(b, f, place)))
        shape.store(b, moved, y, place)
    following = b.add(count, LONG(1))
    count.add_incoming(LONG(0), before)
    count.add_incoming(following, body)
    b.cbranch(b.icmp_signed("<", following, times), body, after)
    ir.IRBuilder(after).ret_void()


def _from_the_library(module: Any, shape: Any) -> Any:
    """Elementary functions by LLVM's intrinsics, which call the C library's one by one."""
    from llvmlite import ir

    from lactea.engine.elementary import Elementary

    class Library(Elementary):
        def function(self, name: str) -> Any:
            if name not in self._defined:
                count = 2 if name == "power" else 1
                kind = ir.FunctionType(shape.type, [shape.type] * count)
                suffix = "f64" if shape.lanes == 1 else f"v{shape.lanes}f64"
                intrinsic = f"llvm.{'pow' if name == 'power' else name}.{suffix}"
                self._defined[name] = ir.Function(self.module, kind, intrinsic)
            return self._defined[name]

    return Library(module, shape)


# -------------------------------------------------------------------------------------- JAX

JAX = source.Notation(
    dict(source.PYTHON.operations) | {"min": "minimum({0}, {1})", "max": "maximum({0}, {1})"},
    source.PYTHON.line,
)


def jax(point: Point, store: Path, people: int = 1) -> Built:
    """Arrays: one loop, mapped over people side by side."""
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.environ["JAX_ENABLE_X64"] = "1"
    import jax as library
    import jax.numpy as jnp
    from jax import lax

    prelude = find_prelude(point.traced)
    during, names = source.statements(
        point.traced.derivatives, JAX, {"state": "y[{0}]", "clock": "clock"}, prelude.slots
    )
    text = ["def rates(clock, y, c):", *during, f"    return stack([{', '.join(names)}])"]
    room: dict[str, Any] = {
        "exp": jnp.exp, "log": jnp.log, "cos": jnp.cos, "pow": jnp.power,
        "minimum": jnp.minimum, "maximum": jnp.maximum,
        "stack": lambda values: jnp.stack([jnp.asarray(value) for value in values]),
    }  # fmt: skip
    exec("\n".join(text), room)
    flat = source.flat(point.traced)
    still = jnp.array(flat.prologue(point.parameters.tolist(), point.inputs.tolist()))

    def loop(times: Any, y: Any, c: Any) -> Any:
        return lax.fori_loop(0, times, lambda _, now: now + STEP * room["rates"](CLOCK, now, c), y)

    mapped = library.vmap(loop, in_axes=(None, 0, None)) if people > 1 else loop
    states = jnp.tile(jnp.array(point.states), (people, 1)) if people > 1 else point.states
    run = library.jit(mapped).lower(1, states, still).compile()
    once = library.jit(room["rates"])
    return Built(
        lambda times: run(times, states, still).block_until_ready(),
        lambda: np.asarray(once(CLOCK, jnp.array(point.states), still)),
        people,
    )


# --------------------------------------------------------------------------------- the table


@dataclass(frozen=True)
class Road:
    """A road, what of ours it needs, and what of the machine."""

    build: Callable[[Point, Path], Built]
    ours: tuple[Callable[..., Any] | ModuleType | str, ...] = ()
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


def _roads() -> dict[str, Road]:
    from lactea.engine import elementary, emit, shape

    text = (source.Notation, source.statements, source._wanted)
    printed = (emit, elementary, shape, _print_loop)
    without = (emit, shape, _print_loop, _from_the_library)
    one, eight = "one person", "8 lanes"
    return {
        "Python floats, as written": Road(floats_as_written, (_as_written,)),
        "Python floats, flat": Road(floats_flat, (*text, source.python_source, source.flat)),
        "Numba": Road(numba, (*text, storing, numba_text), ("numba",)),
        "C by gcc -O2 -ffast-math": Road(gcc, (*text, storing, c_text, C_TEXT), (), ("gcc",)),
        f"llvmlite, library's functions, {one}": Road(
            lambda point, store: llvm(point, store, 1, False), without
        ),
        f"llvmlite, own functions, {one}": Road(llvm, printed),
        f"llvmlite, library's functions, {eight}": Road(
            lambda point, store: llvm(point, store, 8, False), without
        ),
        f"llvmlite, own functions, {eight}": Road(
            lambda point, store: llvm(point, store, 8), printed
        ),
        f"JAX, {one}": Road(jax, (*text, jax), ("jax",)),
        "JAX, 64 people mapped": Road(
            lambda point, store: jax(point, store, 64), (*text, jax), ("jax",)
        ),
    }  # fmt: skip


def lines_of(parts: Iterable[Callable[..., Any] | ModuleType | str]) -> int:
    """Lines of code, without blank lines and comments."""
    texts = [part if isinstance(part, str) else inspect.getsource(part) for part in parts]
    return sum(
        bool(line.strip()) and not line.strip().startswith("#")
        for text in texts
        for line in text.splitlines()
    )


def measure(name: str, store: Path) -> Measured:
    """Build one road and time it, in this process."""
    road = _roads()[name]
    at = standing()
    started = time.perf_counter()
    traced = trace(at.body)
    traced_at = time.perf_counter()
    point = point_of(at, traced)
    building = time.perf_counter()
    built = road.build(point, store)
    built.repeat(1)
    ready = time.perf_counter()
    times = _enough(built)
    rounds = sorted(_seconds(built, times) / times for _ in range(ROUNDS))
    return Measured(
        name,
        traced_at - started,
        ready - building,
        1e9 * rounds[ROUNDS // 2] / built.people,
        error_of(built.rates(), point),
        lines_of(road.ours),
    )


def _enough(built: Built) -> int:
    times = 10
    while (seconds := _seconds(built, times)) < ENOUGH_SECONDS / 10:
        times *= 4
    return max(10, int(times * ENOUGH_SECONDS / seconds))


def _seconds(built: Built, times: int) -> float:
    started = time.process_time()
    built.repeat(times)
    return time.process_time() - started


def missing(road: Road) -> str:
    """What this machine lacks for a road, or nothing."""
    packages = [name for name in road.packages if importlib.util.find_spec(name) is None]
    programs = [name for name in road.programs if shutil.which(name) is None]
    if packages:
        return f"not run: {packages[0]} is not installed; python -m pip install {packages[0]}"
    return f"not run: there is no {programs[0]} on this machine" if programs else ""


def in_processes(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A road in two fresh processes: with an empty store, and with a filled one."""
    with tempfile.TemporaryDirectory() as store:
        settings = {"LACTEA_KERNELS": store, "NUMBA_CACHE_DIR": store}
        arguments = [__file__, "--road", name, "--store", store]
        first, later = (json.loads(run_script(arguments, settings)) for _ in range(2))
    return first, later


def main() -> None:
    """Print the table, or one road of it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", help="a word in the name of a road")
    options.add_argument("--road", help=argparse.SUPPRESS)
    options.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.road:
        print(json.dumps(asdict(measure(chosen.road, chosen.store))))
        return
    rows = []
    for name, road in _roads().items():
        if chosen.only and chosen.only not in name:
            continue
        lacking = missing(road)
        if lacking:
            rows.append({"road": name, "note": lacking})
            continue
        first, later = in_processes(name)
        rows.append(first | {"later": later["build"]})
    print(json.dumps(rows, indent=1) if chosen.json else _table(rows))


def _table(rows: Sequence[dict[str, Any]]) -> str:
    lines = ["| road | first build, s | later, s | ns/evaluation | error | lines |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for row in rows:
        if "note" in row:
            lines.append(f"| {row['road']} | {row['note']} |  |  |  |  |")
        else:
            lines.append(
                f"| {row['road']} | {row['build']:.2f} | {row['later']:.2f} | "
                f"{row['nanoseconds']:.0f} | {row['error']:.0e} | {row['lines']} |"
            )
    at = standing()
    operations = source.count_nodes(trace(at.body))
    lines.append(f"\n{len(at.states)} states, {operations} operations an evaluation.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
