"""Printing the replay of several people side by side, each with an own clock, step and segment.

One function runs whole protocols: the vector part takes a step of everybody's own length, the scalar part
looks after a single lane whenever its clock reaches a border or a mark. Nobody waits for anybody. When
a lane is done, or has failed, the function returns, so that somebody else can take the place; until
then, and where nobody waits, that lane takes steps of length zero. It also returns when somebody has to
decide: at a tick that was asked for, or at a grid point where a watch fires.

The step is that of `lactea.engine.stepper`, pair, grid, error control and all.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, auto

from llvmlite import ir

from lactea.engine.emit import POINTER, VOID
from lactea.engine.shape import DOUBLE, LONG, Shape
from lactea.engine.stepper import (
    ERROR,
    GROW,
    HOURS_PER_DAY,
    NOTHING,
    SAFETY,
    SECONDS_PER_HOUR,
    SHRINK,
    SMALLEST_STEP,
    SOLUTION,
    STAGE_TIMES,
    STAGE_WEIGHTS,
    Parts,
)
from lactea.engine.writer import FunctionWriter

FIRST_STEP = 5.0
NEVER = 1e300


class Slot(IntEnum):
    """Places in the frame, the array of addresses that the function is given.

    Arrays marked * hold one value per lane at each place; the others are shared by all lanes.
    """

    STATES = 0  # * (states)
    SLOPES = auto()  # * (states)
    PARAMETERS = auto()  # * (parameters)
    INPUTS = auto()  # * (inputs)
    CONSTANTS = auto()  # * (constants)
    WORK = auto()  # * (4 x states)
    SCALE = auto()  # (states) absolute tolerances
    NOW = auto()  # * seconds
    END = auto()  # * seconds of the next border, mark or the end
    GRID = auto()  # * seconds
    PLANNED = auto()  # * seconds
    ACTIVE = auto()  # * 1 or 0
    RESTART = auto()  # * 1 or 0
    FAILED = auto()  # * 1 or 0
    MARK = auto()  # * seconds of the next moment at which states are kept
    MARK_NUMBER = auto()  # * whole number of that moment
    MARK_FIRST = auto()  # * whole number: where the marks of this lane begin
    MARK_TICK = auto()  # (marks of all) seconds, those of each run with one more that never comes
    BORDER = auto()  # * whole number of the next border
    BORDER_LAST = auto()  # * whole number after the last border
    LOOK = auto()  # * seconds of the next decision that is taken outside
    ASKS = auto()  # * 0, or why a decision is needed now: LOOKS, WATCH_FIRED
    WATCHED = auto()  # * (watches) places of the states that may ask for a decision
    WATCH_SIGN = auto()  # * (watches)
    WATCH_LEVEL = auto()  # * (watches)
    BORDER_TICK = auto()  # (borders) seconds
    BORDER_GRID = auto()  # (borders) seconds
    CHANGE_FIRST = auto()  # (borders + 1) whole numbers: where a border's changes begin
    CHANGE_KIND = auto()  # (changes) 0 input set, 1 state set, 2 state added to
    CHANGE_PLACE = auto()  # (changes) place of the input or state
    CHANGE_VALUE = auto()  # (changes)
    KEPT = auto()  # (kept) places of states that are kept at marks
    AT_MARKS = auto()  # * (marks x kept)
    PEAK_OF = auto()  # (peaks) places of states whose highest value since the last mark is kept
    PEAK = auto()  # * (peaks)
    PEAK_AT_MARKS = auto()  # * (marks x peaks)
    CLOCK_START = auto()  # * hours
    SETTINGS = auto()  # (2) tolerance, end of the run in seconds
    COUNTS = auto()  # (4) number kept, of peaks, of watches; 1 once a lane has ended or asks


WHOLE = {Slot.MARK_NUMBER, Slot.MARK_FIRST, Slot.BORDER, Slot.BORDER_LAST, Slot.CHANGE_FIRST, Slot.CHANGE_KIND,
         Slot.CHANGE_PLACE, Slot.WATCHED, Slot.KEPT, Slot.PEAK_OF, Slot.COUNTS}  # fmt: skip
INPUT_SET, STATE_SET, STATE_ADD, PEAK_BEGINS = 0, 1, 2, 3
LOOKS, WATCH_FIRED = 1.0, 2.0
WATCHES, ENDED = 2, 3
"""Places in the counts: the number of watches, and whether a lane came to an end or asks for a decision."""


def emit_replay(module: ir.Module, parts: Parts, size: int, shape: Shape) -> ir.Function:
    """Print ``void replay(frame)``; see `Slot` for what the frame holds."""
    attend = _Attend(module, shape).emit()
    return _Replay(module, parts, size, shape, attend).emit()


class _Writer(FunctionWriter):
    """Small words shared by the vector and the scalar part."""

    def __init__(self, function: ir.Function, shape: Shape) -> None:
        super().__init__(function)
        self.shape = shape
        frame = function.args[0]
        self.array = {
            slot: self.b.load(self.b.gep(frame, [LONG(slot)], source_etype=POINTER), typ=POINTER)
            for slot in Slot
        }


class _Attend(_Writer):
    """``void attend(frame, lane)``: marks and borders of one lane."""

    def __init__(self, module: ir.Module, shape: Shape) -> None:
        kind = ir.FunctionType(VOID, [POINTER, LONG])
        function = ir.Function(module, kind, f"attend_{shape.lanes}")
        function.linkage = "internal"
        super().__init__(function, shape)
        self.lane = function.args[1]

    def own(self, slot: Slot, place: ir.Value | int = 0) -> ir.Value:
        """Address of this lane's value at a place of an array."""
        place = LONG(place) if isinstance(place, int) else place
        index = self.b.add(self.b.mul(place, LONG(self.shape.lanes)), self.lane)
        return self.at(slot, index)

    def at(self, slot: Slot, index: ir.Value) -> ir.Value:
        """Address of a value of an array."""
        return self.b.gep(self.array[slot], [index], source_etype=self.kind(slot))

    @staticmethod
    def kind(slot: Slot) -> ir.Type:
        return LONG if slot in WHOLE else DOUBLE

    def get(self, slot: Slot, place: ir.Value | int = 0) -> ir.Value:
        return self.b.load(self.own(slot, place), typ=self.kind(slot))

    def shared(self, slot: Slot, index: ir.Value) -> ir.Value:
        return self.b.load(self.at(slot, index), typ=self.kind(slot))

    def put(self, slot: Slot, value: ir.Value, place: ir.Value | int = 0) -> None:
        self.b.store(value, self.own(slot, place))

    def emit(self) -> ir.Function:
        b = self.b
        now = self.get(Slot.NOW)
        with b.if_then(b.fcmp_ordered(">=", now, self.get(Slot.MARK))):
            self._keep()
        self._borders(now)
        self._next_end(now)
        b.ret_void()
        return self.function

    def _keep(self) -> None:
        b = self.b
        mark = self.get(Slot.MARK_NUMBER)
        kept = self.shared(Slot.COUNTS, LONG(0))
        with self.each(kept) as i:
            value = self.get(Slot.STATES, self.shared(Slot.KEPT, i))
            self.put(Slot.AT_MARKS, value, b.add(b.mul(mark, kept), i))
        peaks = self.shared(Slot.COUNTS, LONG(1))
        with self.each(peaks) as i:
            place = b.add(b.mul(mark, peaks), i)
            self.put(Slot.PEAK_AT_MARKS, self.get(Slot.PEAK, i), place)
            self.put(Slot.PEAK, self.get(Slot.STATES, self.shared(Slot.PEAK_OF, i)), i)
        following = b.add(mark, LONG(1))
        self.put(Slot.MARK_NUMBER, following)
        place = b.add(self.get(Slot.MARK_FIRST), following)
        self.put(Slot.MARK, self.shared(Slot.MARK_TICK, place))

    def _borders(self, now: ir.Value) -> None:
        b = self.b
        test = self.function.append_basic_block("more_borders")
        due = self.function.append_basic_block("due")
        apply = self.function.append_basic_block("apply")
        done = self.function.append_basic_block("no_more")
        b.branch(test)
        b.position_at_end(test)
        number = self.get(Slot.BORDER)
        b.cbranch(b.icmp_signed("<", number, self.get(Slot.BORDER_LAST)), due, done)
        b.position_at_end(due)
        tick = self.shared(Slot.BORDER_TICK, number)
        b.cbranch(b.fcmp_ordered("<=", tick, now), apply, done)
        b.position_at_end(apply)
        first = self.shared(Slot.CHANGE_FIRST, number)
        following = b.add(number, LONG(1))
        last = self.shared(Slot.CHANGE_FIRST, following)
        with self.each(b.sub(last, first)) as i:
            self._change(b.add(first, i))
        self.put(Slot.GRID, self.shared(Slot.BORDER_GRID, number))
        self.put(Slot.RESTART, DOUBLE(1.0))
        self.put(Slot.PLANNED, DOUBLE(FIRST_STEP))
        self.put(Slot.BORDER, following)
        b.branch(test)
        b.position_at_end(done)

    def _change(self, number: ir.Value) -> None:
        b = self.b
        kind = self.shared(Slot.CHANGE_KIND, number)
        place = self.shared(Slot.CHANGE_PLACE, number)
        value = self.shared(Slot.CHANGE_VALUE, number)
        with b.if_else(b.icmp_signed("==", kind, LONG(INPUT_SET))) as (input_set, other):
            with input_set:
                self.put(Slot.INPUTS, value, place)
            with other, b.if_else(b.icmp_signed("==", kind, LONG(PEAK_BEGINS))) as (peak, state):
                with peak:
                    level = self.get(Slot.STATES, self.shared(Slot.PEAK_OF, place))
                    self.put(Slot.PEAK, level, place)
                with state:
                    before = self.get(Slot.STATES, place)
                    added = b.icmp_signed("==", kind, LONG(STATE_ADD))
                    self.put(Slot.STATES, b.select(added, b.fadd(before, value), value), place)

    def _next_end(self, now: ir.Value) -> None:
        b = self.b
        number = self.get(Slot.BORDER)
        some = b.icmp_signed("<", number, self.get(Slot.BORDER_LAST))
        safe = b.select(some, number, LONG(0))
        border = b.select(some, self.shared(Slot.BORDER_TICK, safe), DOUBLE(NEVER))
        run_end = self.shared(Slot.SETTINGS, LONG(1))
        end = border
        look = self.get(Slot.LOOK)
        for other in (self.get(Slot.MARK), run_end, look):
            end = b.select(b.fcmp_ordered("<", other, end), other, end)
        finished = b.fcmp_ordered(">=", now, run_end)
        asks = b.fcmp_ordered(">=", now, look)
        with b.if_then(b.or_(finished, asks)):
            b.store(LONG(1), self.at(Slot.COUNTS, LONG(ENDED)))
        before = self.get(Slot.ASKS)
        quiet = b.fcmp_ordered("==", before, DOUBLE(0.0))
        self.put(Slot.ASKS, b.select(b.and_(asks, quiet), DOUBLE(LOOKS), before))
        self.put(Slot.END, b.select(finished, DOUBLE(NEVER), end))
        still = b.select(finished, DOUBLE(0.0), self.get(Slot.ACTIVE))
        self.put(Slot.ACTIVE, still)


class _Replay(_Writer):
    """``void replay(frame)``."""

    def __init__(
        self, module: ir.Module, parts: Parts, size: int, shape: Shape, attend: ir.Function
    ) -> None:
        function = ir.Function(module, ir.FunctionType(VOID, [POINTER]), f"replay_{shape.lanes}")
        super().__init__(function, shape)
        self.parts, self.size, self.attend = parts, size, attend

    # -- small words on whole vectors ---------------------------------------------------------

    def get(self, slot: Slot, place: ir.Value | int = 0) -> ir.Value:
        return self.shape.load(self.b, self.array[slot], place)

    def put(self, slot: Slot, value: ir.Value, place: ir.Value | int = 0) -> None:
        self.shape.store(self.b, value, self.array[slot], place)

    def row(self, number: int) -> ir.Value:
        """A row of the work space."""
        return self.shape.pointer(self.b, self.array[Slot.WORK], number * self.size)

    def any(self, mask: ir.Value) -> ir.Value:
        """Whether any lane's bit is set."""
        if self.shape.lanes == 1:
            return mask
        bits = ir.IntType(self.shape.lanes)
        return self.b.icmp_unsigned("!=", self.b.bitcast(mask, bits), bits(0))

    def least(self, first: ir.Value, second: ir.Value) -> ir.Value:
        return self.b.select(self.b.fcmp_ordered("<", first, second), first, second)

    def most(self, first: ir.Value, second: ir.Value) -> ir.Value:
        return self.b.select(self.b.fcmp_ordered(">", first, second), first, second)

    def size_of(self, x: ir.Value) -> ir.Value:
        return self.most(x, self.b.fsub(self.shape.number(0.0), x))

    def floor(self, x: ir.Value) -> ir.Value:
        kind = ir.FunctionType(self.shape.type, [self.shape.type])
        name = "llvm.floor.f64" if self.shape.lanes == 1 else f"llvm.floor.v{self.shape.lanes}f64"
        known = self.function.module.globals.get(name)
        intrinsic = known or ir.Function(self.function.module, kind, name)
        return self.b.call(intrinsic, [x])

    def shared(self, slot: Slot, place: int) -> ir.Value:
        """One number for all lanes, spread over them."""
        pointer = self.b.gep(self.array[slot], [LONG(place)], source_etype=DOUBLE)
        return self.spread(self.b.load(pointer, typ=DOUBLE))

    def spread(self, value: ir.Value) -> ir.Value:
        if self.shape.lanes == 1:
            return value
        vector = ir.Constant(self.shape.type, ir.Undefined)
        for lane in range(self.shape.lanes):
            vector = self.b.insert_element(vector, value, ir.IntType(32)(lane))
        return vector

    def rates(self, seconds: ir.Value, states: ir.Value, out: ir.Value) -> None:
        number = self.shape.number
        hours = self.b.fadd(
            self.get(Slot.CLOCK_START), self.b.fmul(seconds, number(1 / SECONDS_PER_HOUR))
        )
        days = self.floor(self.b.fmul(hours, number(1 / HOURS_PER_DAY)))
        clock = self.b.fsub(hours, self.b.fmul(days, number(HOURS_PER_DAY)))
        self.b.call(self.parts.rates, [clock, states, self.array[Slot.CONSTANTS], out])

    # -- the loop -----------------------------------------------------------------------------

    def emit(self) -> ir.Function:
        b, number = self.b, self.shape.number
        loop = self.function.append_basic_block("loop")
        step = self.function.append_basic_block("step")
        leave = self.function.append_basic_block("leave")
        b.branch(loop)

        b.position_at_end(loop)
        reached = b.fcmp_ordered(">=", self.get(Slot.NOW), self.get(Slot.END))
        with b.if_then(self.any(reached)):
            self._look_after_lanes()
        active = b.fcmp_ordered(">", self.get(Slot.ACTIVE), number(0.0))
        nobody_ended = b.icmp_signed("==", b.load(self._ended(), typ=LONG), LONG(0))
        b.cbranch(b.and_(self.any(active), nobody_ended), step, leave)

        b.position_at_end(step)
        now = self.get(Slot.NOW)
        length, arrival, clipped = self._choose_step(now, active)
        hours = b.fmul(length, number(1 / SECONDS_PER_HOUR))
        self._stages(now, length, hours)
        self.rates(arrival, self.row(3), self.row(2))
        error = self._error(hours)
        self._settle(active, error, length, hours, arrival, clipped)
        b.branch(loop)

        b.position_at_end(leave)
        b.ret_void()
        return self.function

    def _ended(self) -> ir.Value:
        return self._count(ENDED)

    def _count(self, place: int) -> ir.Value:
        return self.b.gep(self.array[Slot.COUNTS], [LONG(place)], source_etype=LONG)

    def _look_after_lanes(self) -> None:
        b = self.b
        now, end = self.array[Slot.NOW], self.array[Slot.END]
        with self.each(self.shape.lanes) as lane:
            own_now = b.load(b.gep(now, [lane], source_etype=DOUBLE), typ=DOUBLE)
            own_end = b.load(b.gep(end, [lane], source_etype=DOUBLE), typ=DOUBLE)
            with b.if_then(b.fcmp_ordered(">=", own_now, own_end)):
                b.call(self.attend, [self.function.args[0], lane])
        b.call(self.parts.prologue, [
            self.array[Slot.PARAMETERS], self.array[Slot.INPUTS], self.array[Slot.CONSTANTS]
        ])  # fmt: skip
        asked = b.fcmp_ordered(">", self.get(Slot.RESTART), self.shape.number(0.0))
        with b.if_then(self.any(asked)):
            self.rates(self.get(Slot.NOW), self.array[Slot.STATES], self.row(0))
            with self.each(self.size) as i:
                fresh = self.shape.load(b, self.row(0), i)
                self.put(Slot.SLOPES, b.select(asked, fresh, self.get(Slot.SLOPES, i)), i)
            self.put(Slot.RESTART, self.shape.number(0.0))

    def _choose_step(self, now: ir.Value, active: ir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
        b, number = self.b, self.shape.number
        grid = self.get(Slot.GRID)
        cell = self.floor(b.fdiv(now, grid))
        border = self.least(b.fmul(b.fadd(cell, number(1.0)), grid), self.get(Slot.END))
        planned, rest = self.get(Slot.PLANNED), b.fsub(border, now)
        clipped = b.fcmp_ordered(">=", planned, rest)
        length = b.select(clipped, rest, planned)
        length = b.select(active, length, number(0.0))
        arrival = b.select(clipped, border, b.fadd(now, length))
        return length, b.select(active, arrival, now), clipped

    def _stages(self, now: ir.Value, length: ir.Value, hours: ir.Value) -> None:
        slopes = [self.array[Slot.SLOPES], self.row(0), self.row(1)]
        trial = self.row(3)
        for stage, (share, weights) in enumerate(zip(STAGE_TIMES, STAGE_WEIGHTS, strict=True)):
            self._combine(trial, slopes, weights, hours)
            at = self.b.fadd(now, self.b.fmul(self.shape.number(share), length))
            self.rates(at, trial, slopes[stage + 1])
        self._combine(trial, slopes, SOLUTION, hours)

    def _combine(
        self, out: ir.Value, slopes: list[ir.Value], weights: Sequence[float], hours: ir.Value
    ) -> None:
        b = self.b
        factors = [b.fmul(self.shape.number(weight), hours) for weight in weights]
        with self.each(self.size) as i:
            value = self.get(Slot.STATES, i)
            for slope, weight, factor in zip(slopes, weights, factors, strict=False):
                if weight:
                    value = b.fadd(value, b.fmul(factor, self.shape.load(b, slope, i)))
            self.shape.store(b, value, out, i)

    def _error(self, hours: ir.Value) -> ir.Value:
        """Largest error over the allowed error in each lane; not a number counts as infinite."""
        b, number = self.b, self.shape.number
        largest = b.alloca(self.shape.type)
        largest.align = 64
        b.store(number(0.0), largest)
        tolerance = self.shared(Slot.SETTINGS, 0)
        slopes = [self.array[Slot.SLOPES], self.row(0), self.row(1), self.row(2)]
        with self.each(self.size) as i:
            error = number(0.0)
            for slope, weight in zip(slopes, ERROR, strict=True):
                error = b.fadd(error, b.fmul(number(weight), self.shape.load(b, slope, i)))
            error = self.size_of(b.fmul(error, hours))
            reach = self.most(
                self.size_of(self.get(Slot.STATES, i)),
                self.size_of(self.shape.load(b, self.row(3), i)),
            )
            scale = b.gep(self.array[Slot.SCALE], [i], source_etype=DOUBLE)
            allowed = b.fmul(tolerance, b.fadd(self.spread(b.load(scale, typ=DOUBLE)), reach))
            ratio = b.fdiv(error, allowed)
            before = b.load(largest, typ=self.shape.type)
            # "not (ratio <= before)" also catches what is not a number.
            worse = b.fcmp_unordered(">", ratio, before)
            b.store(b.select(worse, ratio, before), largest)
        return b.load(largest, typ=self.shape.type)

    def _settle(
        self,
        active: ir.Value,
        error: ir.Value,
        length: ir.Value,
        hours: ir.Value,
        arrival: ir.Value,
        clipped: ir.Value,
    ) -> None:
        """Accept or refuse each lane's step, and plan its next."""
        b, number = self.b, self.shape.number
        fine = b.and_(active, b.fcmp_ordered("<=", error, number(1.0)))
        self._peaks(fine, hours)
        with self.each(self.size) as i:
            states, slopes = self.get(Slot.STATES, i), self.get(Slot.SLOPES, i)
            reached = self.shape.load(b, self.row(3), i)
            tiny = b.fcmp_ordered("<", self.size_of(reached), number(NOTHING))
            gone = b.and_(tiny, b.fcmp_ordered("!=", reached, number(0.0)))
            reached = b.select(gone, number(0.0), reached)
            slope = b.select(gone, number(0.0), self.shape.load(b, self.row(2), i))
            self.put(Slot.STATES, b.select(fine, reached, states), i)
            self.put(Slot.SLOPES, b.select(fine, slope, slopes), i)
        self.put(Slot.NOW, b.select(fine, arrival, self.get(Slot.NOW)))
        planned = self.get(Slot.PLANNED)
        factor = self._factor(error)
        proposed = b.fmul(length, factor)
        longer = b.select(clipped, self.most(planned, proposed), proposed)
        shorter = b.fmul(length, self.least(factor, number(0.7)))
        following = b.select(fine, longer, shorter)
        self.put(Slot.PLANNED, b.select(active, following, planned))
        stuck = b.and_(active, b.fcmp_unordered("<", following, number(SMALLEST_STEP)))
        with b.if_then(self.any(stuck)):
            self.put(Slot.FAILED, b.select(stuck, number(1.0), self.get(Slot.FAILED)))
            self.put(Slot.ACTIVE, b.select(stuck, number(0.0), self.get(Slot.ACTIVE)))
            self.put(Slot.END, b.select(stuck, number(NEVER), self.get(Slot.END)))
            b.store(LONG(1), self._ended())
        self._check_watches(b.and_(fine, clipped))

    def _check_watches(self, arrived: ir.Value) -> None:
        """A decision may fall at the grid points where lanes arrived: those whose watches fire ask for it."""
        b = self.b
        watches = b.load(self._count(WATCHES), typ=LONG)
        some = b.icmp_signed(">", watches, LONG(0))
        with b.if_then(b.and_(some, self.any(arrived))), self.each(watches) as i:
            sign, level = self.get(Slot.WATCH_SIGN, i), self.get(Slot.WATCH_LEVEL, i)
            gap = b.fmul(sign, b.fsub(self._watched(i), level))
            fires = b.and_(arrived, b.fcmp_ordered("<=", gap, self.shape.number(0.0)))
            asks = b.select(fires, self.shape.number(WATCH_FIRED), self.get(Slot.ASKS))
            self.put(Slot.ASKS, asks)
            with b.if_then(self.any(fires)):
                b.store(LONG(1), self._ended())

    def _watched(self, watch: ir.Value) -> ir.Value:
        """The state that each lane watches."""
        b, lanes = self.b, self.shape.lanes
        values = ir.Constant(self.shape.type, ir.Undefined)
        for lane in range(lanes):
            own = b.add(b.mul(watch, LONG(lanes)), LONG(lane))
            place = b.gep(self.array[Slot.WATCHED], [own], source_etype=LONG)
            state = b.add(b.mul(b.load(place, typ=LONG), LONG(lanes)), LONG(lane))
            value = b.load(b.gep(self.array[Slot.STATES], [state], source_etype=DOUBLE), typ=DOUBLE)
            if lanes == 1:
                return value
            values = b.insert_element(values, value, ir.IntType(32)(lane))
        return values

    def _factor(self, error: ir.Value) -> ir.Value:
        number = self.shape.number
        bounded = self.most(error, number(1e-10))
        root = self.b.call(self.parts.power, [bounded, number(-1 / 3)])
        factor = self.b.fmul(number(SAFETY), root)
        return self.most(self.least(factor, number(GROW)), number(SHRINK))

    def _peaks(self, fine: ir.Value, hours: ir.Value) -> None:
        """Maxima of the continuous curve between marks: the cubic of each step, where it turns inside."""
        b, number = self.b, self.shape.number
        count = b.gep(self.array[Slot.COUNTS], [LONG(1)], source_etype=LONG)
        with self.each(b.load(count, typ=LONG)) as i:
            place = b.load(b.gep(self.array[Slot.PEAK_OF], [i], source_etype=LONG), typ=LONG)
            start, rise = self.get(Slot.STATES, place), self.get(Slot.SLOPES, place)
            end = self.shape.load(b, self.row(3), place)
            fall = self.shape.load(b, self.row(2), place)
            turns = b.and_(
                b.fcmp_ordered(">", rise, number(0.0)), b.fcmp_ordered("<", fall, number(0.0))
            )
            bend = b.select(turns, b.fsub(rise, fall), number(1.0))
            at = b.select(turns, b.fdiv(rise, bend), number(1.0))
            curve = (start, end, b.fmul(hours, rise), b.fmul(hours, fall))
            value = self.most(self._cubic(at, *curve), end)
            peak = self.get(Slot.PEAK, i)
            higher = b.and_(fine, b.fcmp_ordered(">", value, peak))
            self.put(Slot.PEAK, b.select(higher, value, peak), i)

    def _cubic(
        self, t: ir.Value, start: ir.Value, end: ir.Value, first: ir.Value, last: ir.Value
    ) -> ir.Value:
        """Hermite's cubic on the unit interval, slopes already times its length."""
        b, number = self.b, self.shape.number
        rest = b.fsub(number(1.0), t)
        t2, rest2 = b.fmul(t, t), b.fmul(rest, rest)
        parts = (
            b.fmul(start, b.fmul(b.fadd(number(1.0), b.fmul(number(2.0), t)), rest2)),
            b.fmul(first, b.fmul(t, rest2)),
            b.fmul(end, b.fmul(t2, b.fsub(number(3.0), b.fmul(number(2.0), t)))),
            b.fmul(last, b.fmul(t2, b.fsub(t, number(1.0)))),
        )
        total = parts[0]
        for part in parts[1:]:
            total = b.fadd(total, part)
        return total
