"""Elementary functions printed as LLVM, so that they are inlined into the equations.

The C library's functions are called one by one and dominate the cost of an evaluation; these are
straight lines of multiplications and additions that the code generator can interleave. Relative
errors are a few 1e-16 (`tests/engine/test_elementary.py`); arguments are those of physiology: finite,
and for `log` and `power` not below zero.

Methods are textbook: Cody and Waite range reduction, then a power series on the reduced range
(J.-M. Muller, Elementary Functions, 3rd edition, chapters 4 and 11).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from llvmlite import ir

from lactea.engine.shape import Shape

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
TURN_HIGH, TURN_LOW = 6.28318530693650245668e00, 2.43084020260247689973e-10
ROUND = 6755399441055744.0
"""1.5 * 2**52: adding and taking it away again rounds to a whole number."""
ROUND_BITS = 0x4338000000000000
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD
MANTISSA = 52
BIAS = 1023
LARGEST_EXPONENT = 708.0
SMALLEST = 1e-300

EXP_SERIES = tuple(1 / math.factorial(n) for n in range(14))
LOG_SERIES = tuple(2 / (2 * n + 1) for n in range(11))
SIN_SERIES = tuple((-1) ** n / math.factorial(2 * n + 1) for n in range(11))


class Elementary:
    """The functions of one module and shape, each defined when it is first used."""

    def __init__(self, module: ir.Module, shape: Shape) -> None:
        self.module = module
        self.shape = shape
        self._defined: dict[str, ir.Function] = {}

    def function(self, name: str) -> ir.Function:
        """``exp``, ``log``, ``cos`` of one value, ``power`` of two."""
        if name not in self._defined:
            count = 2 if name == "power" else 1
            kind = ir.FunctionType(self.shape.type, [self.shape.type] * count)
            function = ir.Function(self.module, kind, f"lactea_{name}_{self.shape.lanes}")
            function.linkage = "internal"
            function.attributes.add("alwaysinline")
            self._defined[name] = function
            builder = ir.IRBuilder(function.append_basic_block())
            builder.ret(getattr(self, f"_{name}")(builder, *function.args))
        return self._defined[name]

    def _exp(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        number, whole = self.shape.number, self.shape.whole
        x = self._clamp(b, x, LARGEST_EXPONENT)
        shifted = b.fadd(b.fmul(x, number(1 / math.log(2))), number(ROUND))
        count = b.fsub(shifted, number(ROUND))
        rest = b.fsub(x, b.fmul(count, number(LN2_HIGH)))
        rest = b.fsub(rest, b.fmul(count, number(LN2_LOW)))
        # The low bits of the shifted number are the whole number: move them to the exponent.
        bits = b.add(b.bitcast(shifted, self.shape.whole_type), whole(BIAS))
        scale = b.bitcast(b.shl(bits, whole(MANTISSA)), self.shape.type)
        return b.fmul(scale, self._series(b, rest, EXP_SERIES))

    def _log(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        number, whole = self.shape.number, self.shape.whole
        bits = b.bitcast(x, self.shape.whole_type)
        count = b.ashr(b.sub(bits, whole(ROOT_HALF_BITS)), whole(MANTISSA))
        fraction = b.bitcast(b.sub(bits, b.shl(count, whole(MANTISSA))), self.shape.type)
        s = b.fdiv(b.fsub(fraction, number(1.0)), b.fadd(fraction, number(1.0)))
        near_one = b.fmul(s, self._series(b, b.fmul(s, s), LOG_SERIES))
        shifted = b.bitcast(b.add(count, whole(ROUND_BITS)), self.shape.type)
        halvings = b.fsub(shifted, number(ROUND))
        low = b.fadd(b.fmul(halvings, number(LN2_LOW)), near_one)
        return b.fadd(b.fmul(halvings, number(LN2_HIGH)), low)

    def _power(self, b: ir.IRBuilder, x: ir.Value, n: ir.Value) -> ir.Value:
        number = self.shape.number
        positive = b.fcmp_ordered(">", x, number(SMALLEST))
        safe = b.select(positive, x, number(1.0))
        log = b.call(self.function("log"), [safe])
        raised = b.call(self.function("exp"), [b.fmul(n, log)])
        at_zero = b.select(b.fcmp_ordered("==", n, number(0.0)), number(1.0), number(0.0))
        result = b.select(positive, raised, at_zero)
        # A negative base is an error of the equation: let it be seen as not a number.
        wrong = b.fcmp_unordered("<", x, number(0.0))
        return b.select(wrong, number(math.nan), result)

    def _cos(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        number = self.shape.number
        turns = b.fmul(x, number(1 / (2 * math.pi)))
        count = b.fsub(b.fadd(turns, number(ROUND)), number(ROUND))
        rest = b.fsub(x, b.fmul(count, number(TURN_HIGH)))
        rest = b.fsub(rest, b.fmul(count, number(TURN_LOW)))
        half = b.fmul(rest, number(0.5))
        sine = b.fmul(half, self._series(b, b.fmul(half, half), SIN_SERIES))
        return b.fsub(number(1.0), b.fmul(number(2.0), b.fmul(sine, sine)))

    def _clamp(self, b: ir.IRBuilder, x: ir.Value, limit: float) -> ir.Value:
        top, bottom = self.shape.number(limit), self.shape.number(-limit)
        x = b.select(b.fcmp_ordered(">", x, top), top, x)
        return b.select(b.fcmp_ordered("<", x, bottom), bottom, x)

    def _series(self, b: ir.IRBuilder, x: ir.Value, coefficients: Sequence[float]) -> ir.Value:
        """Sum of ``coefficients[n] * x**n``, pairwise: additions need not wait for each other."""
        terms: list[ir.Value] = [self.shape.number(c) for c in coefficients]
        fused = ("contract",)
        power = x
        while len(terms) > 1:
            pairs = zip(terms[::2], terms[1::2], strict=False)
            combined = [
                b.fadd(low, b.fmul(high, power, flags=fused), flags=fused) for low, high in pairs
            ]
            terms = combined + ([terms[-1]] if len(terms) % 2 else [])
            power = b.fmul(power, power)
        return terms[0]
