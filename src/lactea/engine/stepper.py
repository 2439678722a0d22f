"""Printing the stepping loop: an embedded Runge-Kutta pair with error control, as one function.

The pair is Bogacki and Shampine 3(2) (1989, Applied Mathematics Letters 2:321), whose last stage is
the first of the next step. Inside a segment the loop lands on every multiple of ``grid`` seconds, so
that a decision can be taken there from the state at that very instant; where the grid lies is
part of the protocol, so a replay takes the very same steps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from llvmlite import ir

from lactea.engine.emit import INT, POINTER
from lactea.engine.shape import DOUBLE, LONG
from lactea.engine.writer import FunctionWriter

REACHED, WATCH_FIRED, BUFFER_FULL, FAILED = 0, 1, 2, 3

# Places in the control array.
(
    NOW,
    END,
    GRID,
    PLANNED,
    TOLERANCE,
    RESTART,
    CLOCK_START,
    ACCEPTED,
    REJECTED,
    FIRED,
    CONTROL_SIZE,
) = range(11)

SECONDS_PER_HOUR = 3600.0
HOURS_PER_DAY = 24.0
SMALLEST_STEP = 1e-4
NOTHING = 1e-200
"""What decays below it is set to zero, long before processors get slow on numbers that are too small."""
SAFETY, SHRINK, GROW = 0.9, 0.2, 5.0

STAGE_TIMES = (0.5, 0.75)
STAGE_WEIGHTS = ((0.5,), (0.0, 0.75))
SOLUTION = (2 / 9, 1 / 3, 4 / 9)
ERROR = (-5 / 72, 1 / 12, 1 / 9, -1 / 8)


@dataclass(frozen=True)
class Parts:
    """The printed functions that the loop calls."""

    prologue: ir.Function
    rates: ir.Function
    power: ir.Function


def emit_advance(module: ir.Module, parts: Parts, size: int) -> ir.Function:
    """Print ``int advance(y, f, p, u, c, work, scale, control, watched, sign, level, watches, record, room, count)``.

    ``y`` and ``f`` hold state and derivative (kept between calls); ``scale`` the absolute tolerance
    of each state; a watch fires when ``sign * (y[watched] - level) <= 0`` at a grid point;
    each accepted step appends ``[seconds, y, f]`` to ``record`` (``room`` rows).
    """
    kind = ir.FunctionType(
        INT, [POINTER] * 8 + [POINTER, POINTER, POINTER, LONG, POINTER, LONG, POINTER]
    )
    function = ir.Function(module, kind, "advance")
    for argument in function.args:
        if isinstance(argument.type, ir.PointerType):
            argument.add_attribute("noalias")
    _Advance(function, parts, size).emit()
    return function


class _Advance(FunctionWriter):
    def __init__(self, function: ir.Function, parts: Parts, size: int) -> None:
        super().__init__(function)
        self.parts = parts
        self.size = size
        (self.y, self.f, self.p, self.u, self.c, self.work, self.scale, self.control,
         self.watched, self.sign, self.level, self.watches, self.record, self.room,
         self.count) = function.args  # fmt: skip
        self.module = function.module

    # -- small words ------------------------------------------------------------------------

    def at(self, array: ir.Value, place: ir.Value | int) -> ir.Value:
        place = LONG(place) if isinstance(place, int) else place
        return self.b.gep(array, [place], source_etype=DOUBLE)

    def get(self, array: ir.Value, place: ir.Value | int) -> ir.Value:
        return self.b.load(self.at(array, place), typ=DOUBLE)

    def put(self, array: ir.Value, place: ir.Value | int, value: ir.Value) -> None:
        self.b.store(value, self.at(array, place))

    def work_row(self, row: int) -> ir.Value:
        return self.at(self.work, row * self.size)

    def call(self, name: str, *arguments: ir.Value) -> ir.Value:
        kind = ir.FunctionType(DOUBLE, [DOUBLE] * len(arguments))
        return self.b.call(self.module.declare_intrinsic(name, [DOUBLE], kind), arguments)

    def clock_at(self, seconds: ir.Value) -> ir.Value:
        """Local hour of day."""
        hours = self.b.fadd(
            self.get(self.control, CLOCK_START), self.b.fdiv(seconds, DOUBLE(SECONDS_PER_HOUR))
        )
        days = self.call("llvm.floor", self.b.fdiv(hours, DOUBLE(HOURS_PER_DAY)))
        return self.b.fsub(hours, self.b.fmul(days, DOUBLE(HOURS_PER_DAY)))

    def rates(self, seconds: ir.Value, y: ir.Value, out: ir.Value) -> None:
        self.b.call(self.parts.rates, [self.clock_at(seconds), y, self.c, out])

    # -- the loop ---------------------------------------------------------------------------

    def emit(self) -> None:
        b = self.b
        loop = self.function.append_basic_block("loop")
        step = self.function.append_basic_block("step")
        has_room = self.function.append_basic_block("has_room")
        b.call(self.parts.prologue, [self.p, self.u, self.c])
        self._restart_if_asked()
        b.branch(loop)

        b.position_at_end(loop)
        now, end = self.get(self.control, NOW), self.get(self.control, END)
        with b.if_then(b.fcmp_ordered(">=", now, end)):
            b.ret(INT(REACHED))
        b.branch(step)

        b.position_at_end(step)
        with b.if_then(b.icmp_signed(">=", b.load(self.count, typ=LONG), self.room)):
            b.ret(INT(BUFFER_FULL))
        b.branch(has_room)

        b.position_at_end(has_room)
        border, clipped, length = self._choose_step(now, end)
        hours = b.fdiv(length, DOUBLE(SECONDS_PER_HOUR))
        self._stages(now, length, hours)
        arrival = b.select(clipped, border, b.fadd(now, length))
        self._last_stage(arrival)
        error = self._error(hours)
        factor = self._factor(error)
        accepted = b.fcmp_ordered("<=", error, DOUBLE(1.0))
        with b.if_else(accepted) as (then, otherwise):
            with then:
                self._accept(arrival, length, factor, clipped)
                self._check_watches(arrival, clipped)
            with otherwise:
                shorter = b.fmul(length, self.call("llvm.minnum", factor, DOUBLE(0.7)))
                self.put(self.control, PLANNED, shorter)
                self._bump(REJECTED)
                with b.if_then(b.fcmp_unordered("<", shorter, DOUBLE(SMALLEST_STEP))):
                    b.ret(INT(FAILED))
        b.branch(loop)

    def _restart_if_asked(self) -> None:
        b = self.b
        asked = b.fcmp_ordered(">", self.get(self.control, RESTART), DOUBLE(0.0))
        with b.if_then(asked):
            now = self.get(self.control, NOW)
            self.rates(now, self.y, self.f)
            self.put(self.control, RESTART, DOUBLE(0.0))
            self._record(now)

    def _choose_step(self, now: ir.Value, end: ir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
        b = self.b
        grid = self.get(self.control, GRID)
        cell = self.call("llvm.floor", b.fdiv(now, grid))
        border = b.fmul(b.fadd(cell, DOUBLE(1.0)), grid)
        border = self.call("llvm.minnum", border, end)
        planned = self.get(self.control, PLANNED)
        rest = b.fsub(border, now)
        clipped = b.fcmp_ordered(">=", planned, rest)
        return border, clipped, b.select(clipped, rest, planned)

    def _stages(self, now: ir.Value, length: ir.Value, hours: ir.Value) -> None:
        b = self.b
        slopes = [self.f, self.work_row(0), self.work_row(1)]
        trial = self.work_row(3)
        for stage, (share, weights) in enumerate(zip(STAGE_TIMES, STAGE_WEIGHTS, strict=True)):
            self._combine(trial, slopes, weights, hours)
            self.rates(b.fadd(now, b.fmul(DOUBLE(share), length)), trial, slopes[stage + 1])
        self._combine(trial, slopes, SOLUTION, hours)

    def _combine(
        self, out: ir.Value, slopes: list[ir.Value], weights: tuple[float, ...], hours: ir.Value
    ) -> None:
        b = self.b
        factors = [b.fmul(DOUBLE(weight), hours) for weight in weights]
        with self.each(self.size) as i:
            value = self.get(self.y, i)
            for slope, weight, factor in zip(slopes, weights, factors, strict=False):
                if weight:
                    value = b.fadd(value, b.fmul(factor, self.get(slope, i)))
            self.put(out, i, value)

    def _last_stage(self, arrival: ir.Value) -> None:
        self.rates(arrival, self.work_row(3), self.work_row(2))

    def _error(self, hours: ir.Value) -> ir.Value:
        """Largest error over the allowed error; infinite if anything is not a number."""
        b = self.b
        largest = b.alloca(DOUBLE)
        b.store(DOUBLE(0.0), largest)
        tolerance = self.get(self.control, TOLERANCE)
        slopes = [self.f, self.work_row(0), self.work_row(1), self.work_row(2)]
        with self.each(self.size) as i:
            error = DOUBLE(0.0)
            for slope, weight in zip(slopes, ERROR, strict=True):
                error = b.fadd(error, b.fmul(DOUBLE(weight), self.get(slope, i)))
            error = self.call("llvm.fabs", b.fmul(error, hours))
            size = self.call(
                "llvm.maxnum",
                self.call("llvm.fabs", self.get(self.y, i)),
                self.call("llvm.fabs", self.get(self.work_row(3), i)),
            )
            allowed = b.fmul(tolerance, b.fadd(self.get(self.scale, i), size))
            ratio = b.fdiv(error, allowed)
            # A maximum drops what is not a number, here or at the next state; infinity stays.
            is_number = b.fcmp_ordered("ord", ratio, ratio)
            ratio = b.select(is_number, ratio, DOUBLE(math.inf))
            before = b.load(largest, typ=DOUBLE)
            b.store(self.call("llvm.maxnum", before, ratio), largest)
        return b.load(largest, typ=DOUBLE)

    def _factor(self, error: ir.Value) -> ir.Value:
        bounded = self.call("llvm.maxnum", error, DOUBLE(1e-10))
        root = self.b.call(self.parts.power, [bounded, DOUBLE(-1 / 3)])
        factor = self.b.fmul(DOUBLE(SAFETY), root)
        factor = self.call("llvm.minnum", factor, DOUBLE(GROW))
        return self.call("llvm.maxnum", factor, DOUBLE(SHRINK))

    def _accept(
        self, arrival: ir.Value, length: ir.Value, factor: ir.Value, clipped: ir.Value
    ) -> None:
        b = self.b
        next_slope = self.work_row(2)
        with self.each(self.size) as i:
            value = self.get(self.work_row(3), i)
            tiny = b.fcmp_ordered("<", self.call("llvm.fabs", value), DOUBLE(NOTHING))
            gone = b.and_(tiny, b.fcmp_ordered("!=", value, DOUBLE(0.0)))
            self.put(self.y, i, b.select(gone, DOUBLE(0.0), value))
            # With its slope, or the curve between two steps would dip below zero.
            self.put(self.f, i, b.select(gone, DOUBLE(0.0), self.get(next_slope, i)))
        proposed = b.fmul(length, factor)
        kept = self.call("llvm.maxnum", self.get(self.control, PLANNED), proposed)
        self.put(self.control, PLANNED, b.select(clipped, kept, proposed))
        self.put(self.control, NOW, arrival)
        self._bump(ACCEPTED)
        self._record(arrival)

    def _bump(self, place: int) -> None:
        self.put(self.control, place, self.b.fadd(self.get(self.control, place), DOUBLE(1.0)))

    def _record(self, seconds: ir.Value) -> None:
        b = self.b
        row = b.load(self.count, typ=LONG)
        start = self.at(self.record, b.mul(row, LONG(1 + 2 * self.size)))
        self.put(start, 0, seconds)
        values, slopes = self.at(start, 1), self.at(start, 1 + self.size)
        with self.each(self.size) as i:
            self.put(values, i, self.get(self.y, i))
            self.put(slopes, i, self.get(self.f, i))
        b.store(b.add(row, LONG(1)), self.count)

    def _check_watches(self, arrival: ir.Value, clipped: ir.Value) -> None:
        """A decision may fall at this grid point: report the first watch that asks for it."""
        b = self.b
        with b.if_then(clipped), self.each(self.watches) as i:
            place = b.fptosi(self.get(self.watched, i), LONG)
            gap = b.fsub(self.get(self.y, place), self.get(self.level, i))
            asks = b.fcmp_ordered("<=", b.fmul(self.get(self.sign, i), gap), DOUBLE(0.0))
            with b.if_then(asks):
                self.put(self.control, FIRED, b.sitofp(i, DOUBLE))
                b.ret(INT(WATCH_FIRED))
