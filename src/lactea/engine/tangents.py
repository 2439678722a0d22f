"""Printing and compiling runs along frozen steps that carry tangents: exact forward sensitivities.

Beside the states go their derivatives along any number of directions, eight to a vector. The equations are
evaluated once for all directions, with the partial derivatives of each operation; what is left for
a direction are multiplications and additions, so a further one costs a small part of a further run.

What is differentiated is the run itself, step by step, and not the equations it approximates: the derivatives
are those of the printed numbers, to rounding.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from llvmlite import ir

from lactea.body.registry import Body
from lactea.engine.derivative import LinearProgram, linearise
from lactea.engine.emit import POINTER, VOID, BodyPrinter
from lactea.engine.graph import Node, TracedBody, trace_anew
from lactea.engine.machine_code import MachineCode, Routine, compile_text
from lactea.engine.shape import DOUBLE, LONG, Shape
from lactea.engine.stepper import SOLUTION, STAGE_TIMES, STAGE_WEIGHTS
from lactea.engine.writer import FunctionWriter

WIDTH = 8
"""Directions in one vector, a block."""
STAGES = 3
_VECTOR = Shape(WIDTH)
_PLAIN = Shape()


@dataclass(frozen=True, eq=False)
class TangentKernel:
    """Machine code of one body.

    Attributes
    ----------
    prologue : ``(p, u, c)``
        Values that stay the same inside a segment.
    push_constants : ``(c, m, p_dot, u_dot, c_dot)``
        Their tangents, one block of directions; `m` is not read.
    follow : see `_Follow`
    constants, moved, partials : int
        Lengths of ``c``, of ``c_dot`` for each direction, and of what a stage of ``work`` holds
        after the slopes.
    """

    body: Body
    prologue: Routine
    push_constants: Routine
    follow: Routine
    constants: int
    moved: int
    partials: int
    code: MachineCode


@lru_cache(maxsize=8)
def compile_tangents(body: Body) -> TangentKernel:
    """Differentiate `body` and compile it, or load its code from the store (kept for this process)."""
    traced = trace_anew(body)
    rates = linearise(traced.derivatives, _is_state_or_still)
    moved = tuple(node for node in rates.sources if not node.moving)
    still = linearise(moved, _is_given)
    moving = tuple(node for node in rates.partials if node.moving)
    fixed = [node for node in (*rates.partials, *still.partials) if not node.moving]

    module = ir.Module("lactea tangents")
    # What moves is computed with the rates; what does not stands among the constants of a segment.
    widened = TracedBody(
        traced.graph,
        {str(node.index): node for node in fixed},
        (*traced.derivatives, *moving),
    )
    printer = BodyPrinter(module, widened, _PLAIN)
    prologue, evaluate = printer.prologue(), printer.rates()
    partials = _Places(printer.prelude.slots, {node.index: i for i, node in enumerate(moving)})
    push_constants = _emit_push(module, "push_constants", still, partials, _of_leaves(still))
    push_rates = _emit_push(module, "push_rates", rates, partials, _of_states(rates, moved))
    size = len(body.state_ids)
    _Follow(module, evaluate, push_rates, size, len(moved), len(moving)).emit()

    code = compile_text(str(module))
    pointer, whole = ctypes.c_void_p, ctypes.c_longlong
    follow = ctypes.CFUNCTYPE(None, *[pointer] * 10, whole, whole, pointer, whole, pointer, pointer)
    return TangentKernel(
        body=body,
        prologue=ctypes.CFUNCTYPE(None, *[pointer] * 3)(code.address(prologue.name)),
        push_constants=ctypes.CFUNCTYPE(None, *[pointer] * 5)(code.address(push_constants.name)),
        follow=follow(code.address("follow")),
        constants=max(1, len(printer.prelude.nodes)),
        moved=max(1, len(moved)),
        partials=len(moving),
        code=code,
    )


def _is_state_or_still(node: Node) -> bool:
    return node.leaf == "state" or (not node.moving and node.operation != "constant")


def _is_given(node: Node) -> bool:
    return node.leaf in ("parameter", "input")


# ------------------------------------------------------------------- pushing tangents forward


@dataclass(frozen=True)
class _Places:
    """Where partial derivatives are found: in ``c``, or in ``m``, by the index of their node."""

    constants: Mapping[int, int]
    moving: Mapping[int, int]


_Source = tuple[int, int]
"""Which of the two arrays of tangents a source stands in, and its place there."""


def _of_leaves(program: LinearProgram) -> dict[int, _Source]:
    return {node.index: (int(node.leaf == "input"), node.position) for node in program.sources}


def _of_states(program: LinearProgram, moved: Sequence[Node]) -> dict[int, _Source]:
    places = {node.index: (0, place) for place, node in enumerate(moved)}
    states = (node for node in program.sources if node.moving)
    return places | {node.index: (1, node.position) for node in states}


def _emit_push(
    module: ir.Module,
    name: str,
    program: LinearProgram,
    partials: _Places,
    sources: Mapping[int, _Source],
) -> ir.Function:
    """Print ``void name(c, m, first, second, out)``: one block of directions of `program`.

    ``first`` and ``second`` hold the tangents of the sources, ``out`` takes those of the roots.
    """
    function = ir.Function(module, ir.FunctionType(VOID, [POINTER] * 5), name)
    for argument in function.args:
        argument.add_attribute("noalias")
    c, m, first, second, out = function.args
    b = ir.IRBuilder(function.append_basic_block("entry"))

    def spread(partial: Node) -> ir.Value:
        if partial.operation == "constant":
            return _VECTOR.number(partial.value)
        array, places = (m, partials.moving) if partial.moving else (c, partials.constants)
        return _spread(b, _PLAIN.load(b, array, places[partial.index]))

    tangents: dict[int, ir.Value] = {
        index: _VECTOR.load(b, (first, second)[array], place)
        for index, (array, place) in sources.items()
    }
    for node, terms in program.sums:
        total: ir.Value | None = None
        for term in terms:
            share = tangents[term.argument.index]
            if term.partial.operation != "constant" or term.partial.value != 1.0:
                share = b.fmul(spread(term.partial), share, flags=("contract",))
            total = share if total is None else b.fadd(total, share, flags=("contract",))
        tangents[node.index] = total
    for place, root in enumerate(program.roots):
        _VECTOR.store(b, tangents.get(root.index, _VECTOR.number(0.0)), out, place)
    b.ret_void()
    return function


def _spread(b: ir.IRBuilder, number: ir.Value) -> ir.Value:
    """A number in each place of a vector."""
    vector = ir.Constant(_VECTOR.type, ir.Undefined)
    vector = b.insert_element(vector, number, ir.IntType(32)(0))
    mask = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), [0] * WIDTH)
    return b.shuffle_vector(vector, vector, mask)


# ----------------------------------------------------------------------- along frozen steps


class _Follow(FunctionWriter):
    """``void follow(y, y_dot, c, c_dot, work, trial, k_dot, trial_dot, clock, hours, steps, blocks,
    watched, watches, record, record_dot)``: states and tangents along the steps of one segment.

    ``y (n)``, and tangents in blocks of `WIDTH` directions: ``y_dot (blocks, n, 8)``,
    ``c_dot (blocks, moved, 8)``; room to work in: ``work (3, n + partials)``, ``trial (n)``,
    ``k_dot (3, blocks, n, 8)``, ``trial_dot`` as ``y_dot``; ``clock`` and ``hours (steps)``. At the
    beginning and after each step, value and slope of each watched state go to
    ``record (steps + 1, watches, 2)`` and their tangents to ``record_dot (.., blocks, 8)``.
    """

    def __init__(
        self,
        module: ir.Module,
        evaluate: ir.Function,
        push: ir.Function,
        size: int,
        moved: int,
        partials: int,
    ) -> None:
        kind = ir.FunctionType(VOID, [POINTER] * 10 + [LONG, LONG, POINTER, LONG, POINTER, POINTER])
        function = ir.Function(module, kind, "follow")
        for argument in function.args:
            if isinstance(argument.type, ir.PointerType):
                argument.add_attribute("noalias")
        super().__init__(function)
        self.evaluate, self.push = evaluate, push
        self.size, self.moved, self.row = size, moved, size + partials
        (self.y, self.y_dot, self.c, self.c_dot, self.work, self.trial, self.k_dot,
         self.trial_dot, self.clock, self.hours, self.steps, self.blocks, self.watched,
         self.watches, self.record, self.record_dot) = function.args  # fmt: skip

    def emit(self) -> None:
        b = self.b
        self.vectors = b.mul(self.blocks, LONG(self.size))
        self._stage(0, self._at(self.clock, 0), self.y, self.y_dot)
        self._record(LONG(0))
        with self.each(self.steps) as step:
            clock, hours = self._at(self.clock, step), self._at(self.hours, step)
            for stage, (share, weights) in enumerate(zip(STAGE_TIMES, STAGE_WEIGHTS, strict=True)):
                self._combine(weights, hours, self.trial, self.trial_dot)
                later = b.fadd(clock, b.fmul(DOUBLE(share), hours))
                self._stage(stage + 1, later, self.trial, self.trial_dot)
            self._combine(SOLUTION, hours, self.y, self.y_dot)
            self._stage(0, b.fadd(clock, hours), self.y, self.y_dot)
            self._record(b.add(step, LONG(1)))
        b.ret_void()

    def _at(self, array: ir.Value, place: ir.Value | int) -> ir.Value:
        return _PLAIN.load(self.b, array, place)

    def _slopes(self, stage: int) -> ir.Value:
        return _PLAIN.pointer(self.b, self.work, stage * self.row)

    def _slopes_dot(self, stage: int) -> ir.Value:
        return _VECTOR.pointer(self.b, self.k_dot, self.b.mul(LONG(stage), self.vectors))

    def _stage(self, stage: int, clock: ir.Value, y: ir.Value, y_dot: ir.Value) -> None:
        """Slopes at a point, and how they move along every direction."""
        b = self.b
        slopes = self._slopes(stage)
        b.call(self.evaluate, [clock, y, self.c, slopes])
        partials = _PLAIN.pointer(b, slopes, self.size)
        with self.each(self.blocks) as block:
            constants = _VECTOR.pointer(b, self.c_dot, b.mul(block, LONG(self.moved)))
            first = b.mul(block, LONG(self.size))
            states = _VECTOR.pointer(b, y_dot, first)
            out = _VECTOR.pointer(b, self._slopes_dot(stage), first)
            b.call(self.push, [self.c, partials, constants, states, out])

    def _combine(
        self, weights: Sequence[float], hours: ir.Value, out: ir.Value, out_dot: ir.Value
    ) -> None:
        """State and tangents a weighted sum of slopes further on."""
        b = self.b
        used = [(stage, b.fmul(DOUBLE(w), hours)) for stage, w in enumerate(weights) if w]
        slopes = [(self._slopes(stage), factor) for stage, factor in used]
        with self.each(self.size) as i:
            _PLAIN.store(b, self._moved_on(_PLAIN, self.y, slopes, i), out, i)
        spread = [(self._slopes_dot(stage), _spread(b, factor)) for stage, factor in used]
        with self.each(self.vectors) as i:
            _VECTOR.store(b, self._moved_on(_VECTOR, self.y_dot, spread, i), out_dot, i)

    def _moved_on(
        self,
        shape: Shape,
        start: ir.Value,
        slopes: Sequence[tuple[ir.Value, ir.Value]],
        place: ir.Value,
    ) -> ir.Value:
        b = self.b
        value = shape.load(b, start, place)
        for array, factor in slopes:
            step = b.fmul(factor, shape.load(b, array, place), flags=("contract",))
            value = b.fadd(value, step, flags=("contract",))
        return value

    def _record(self, row: ir.Value) -> None:
        b = self.b
        first = b.mul(row, self.watches)
        with self.each(self.watches) as i:
            place = b.load(b.gep(self.watched, [i], source_etype=LONG), typ=LONG)
            pair = b.mul(b.add(first, i), LONG(2))
            sources = (self.y, self.y_dot), (self._slopes(0), self._slopes_dot(0))
            for kind, (values, tangents) in enumerate(sources):
                out = b.add(pair, LONG(kind))
                _PLAIN.store(b, self._at(values, place), self.record, out)
                with self.each(self.blocks) as block:
                    source = b.add(b.mul(block, LONG(self.size)), place)
                    goal = b.add(b.mul(out, self.blocks), block)
                    tangent = _VECTOR.load(b, tangents, source)
                    _VECTOR.store(b, tangent, self.record_dot, goal)
