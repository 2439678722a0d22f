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

DOUBLE = ir.DoubleType()
LONG = ir.IntType(64)

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
    """The functions of one module, each defined when it is first used."""

    def __init__(self, module: ir.Module) -> None:
        self.module = module
        self._defined: dict[str, ir.Function] = {}

    def function(self, name: str) -> ir.Function:
        """``exp``, ``log``, ``cos`` of one double, ``power`` of two."""
        if name not in self._defined:
            count = 2 if name == "power" else 1
            kind = ir.FunctionType(DOUBLE, [DOUBLE] * count)
            function = ir.Function(self.module, kind, f"lactea_{name}")
            function.linkage = "internal"
            function.attributes.add("alwaysinline")
            self._defined[name] = function
            builder = ir.IRBuilder(function.append_basic_block())
            builder.ret(getattr(self, f"_{name}")(builder, *function.args))
        return self._defined[name]

    def _exp(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        x = _clamp(b, self.module, x, LARGEST_EXPONENT)
        shifted = b.fadd(b.fmul(x, DOUBLE(1 / math.log(2))), DOUBLE(ROUND))
        count = b.fsub(shifted, DOUBLE(ROUND))
        rest = b.fsub(x, b.fmul(count, DOUBLE(LN2_HIGH)))
        rest = b.fsub(rest, b.fmul(count, DOUBLE(LN2_LOW)))
        # The low bits of the shifted number are the whole number: move them to the exponent.
        bits = b.add(b.bitcast(shifted, LONG), LONG(BIAS))
        scale = b.bitcast(b.shl(bits, LONG(MANTISSA)), DOUBLE)
        return b.fmul(scale, _series(b, rest, EXP_SERIES))

    def _log(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        bits = b.bitcast(x, LONG)
        count = b.ashr(b.sub(bits, LONG(ROOT_HALF_BITS)), LONG(MANTISSA))
        fraction = b.bitcast(b.sub(bits, b.shl(count, LONG(MANTISSA))), DOUBLE)
        s = b.fdiv(b.fsub(fraction, DOUBLE(1.0)), b.fadd(fraction, DOUBLE(1.0)))
        near_one = b.fmul(s, _series(b, b.fmul(s, s), LOG_SERIES))
        shifted = b.bitcast(b.add(count, LONG(ROUND_BITS)), DOUBLE)
        halvings = b.fsub(shifted, DOUBLE(ROUND))
        low = b.fadd(b.fmul(halvings, DOUBLE(LN2_LOW)), near_one)
        return b.fadd(b.fmul(halvings, DOUBLE(LN2_HIGH)), low)

    def _power(self, b: ir.IRBuilder, x: ir.Value, n: ir.Value) -> ir.Value:
        positive = b.fcmp_ordered(">", x, DOUBLE(SMALLEST))
        safe = b.select(positive, x, DOUBLE(1.0))
        log = b.call(self.function("log"), [safe])
        raised = b.call(self.function("exp"), [b.fmul(n, log)])
        at_zero = b.select(b.fcmp_ordered("==", n, DOUBLE(0.0)), DOUBLE(1.0), DOUBLE(0.0))
        result = b.select(positive, raised, at_zero)
        # A negative base is an error of the equation: let it be seen as not a number.
        wrong = b.fcmp_unordered("<", x, DOUBLE(0.0))
        return b.select(wrong, DOUBLE(math.nan), result)

    def _cos(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        turns = b.fmul(x, DOUBLE(1 / (2 * math.pi)))
        whole = b.fsub(b.fadd(turns, DOUBLE(ROUND)), DOUBLE(ROUND))
        rest = b.fsub(x, b.fmul(whole, DOUBLE(TURN_HIGH)))
        rest = b.fsub(rest, b.fmul(whole, DOUBLE(TURN_LOW)))
        half = b.fmul(rest, DOUBLE(0.5))
        sine = b.fmul(half, _series(b, b.fmul(half, half), SIN_SERIES))
        return b.fsub(DOUBLE(1.0), b.fmul(DOUBLE(2.0), b.fmul(sine, sine)))


def _clamp(b: ir.IRBuilder, module: ir.Module, x: ir.Value, limit: float) -> ir.Value:
    low = b.select(b.fcmp_ordered(">", x, DOUBLE(limit)), DOUBLE(limit), x)
    return b.select(b.fcmp_ordered("<", low, DOUBLE(-limit)), DOUBLE(-limit), low)


def _series(b: ir.IRBuilder, x: ir.Value, coefficients: Sequence[float]) -> ir.Value:
    """Sum of ``coefficients[n] * x**n``, pairwise, so that the additions need not wait for each other."""
    terms: list[ir.Value] = [DOUBLE(c) for c in coefficients]
    power = x
    while len(terms) > 1:
        pairs = zip(terms[::2], terms[1::2], strict=False)
        combined = [b.fadd(low, b.fmul(high, power, flags=("contract",)), flags=("contract",))
                    for low, high in pairs]  # fmt: skip
        terms = combined + ([terms[-1]] if len(terms) % 2 else [])
        power = b.fmul(power, power)
    return terms[0]
