"""Elementary functions printed as LLVM, so that they are inlined into the equations.

The C library's functions are called one by one and dominate the cost of an evaluation; these are
straight lines of multiplications and additions that the code generator can interleave. Relative
errors are a few 1e-16 (`tests/engine/test_elementary.py`); arguments are those of physiology: finite,
and for `log` and `power` not below zero.

Methods are textbook: Cody and Waite range reduction, then a power series on the reduced range, economised
(J.-M. Muller, Elementary Functions, 3rd edition, chapters 3, 4 and 11). A power is worked out in powers
of two throughout.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from llvmlite import ir
from numpy.polynomial.chebyshev import cheb2poly

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

LARGEST_POWER_OF_TWO = 1022.0


def _economised(series: Sequence[float], reach: float, terms: int) -> list[float]:
    """A power series cut to fewer terms: what is cut is spread evenly over the arguments up to `reach`.

    Lanczos' economisation: the highest power is exchanged for the polynomial of Chebyshev that begins
    with it, which is as small as any can be. Lower coefficients hardly change, so nothing is lost to
    rounding.
    """
    short = np.array(series)
    while len(short) > terms:
        degree = len(short) - 1
        chebyshev = cheb2poly([0.0] * degree + [1.0]) / np.power(reach, np.arange(degree + 1))
        short = (short - short[-1] / chebyshev[-1] * chebyshev)[:-1]
    return [float(c) for c in short]


HALF_LN2 = math.log(2) / 2
LARGEST_LOG_ARGUMENT = ((math.sqrt(2) - 1) / (math.sqrt(2) + 1)) ** 2
EXP_SERIES = _economised([1 / math.factorial(n) for n in range(16)], HALF_LN2, 12)
EXP_SERIES[0] = 1.0
EXP2_SERIES = [c * math.log(2) ** n for n, c in enumerate(EXP_SERIES)]
LOG_SERIES = _economised([2 / (2 * n + 1) for n in range(14)], LARGEST_LOG_ARGUMENT, 9)
LOG2_SERIES = [c / math.log(2) for c in LOG_SERIES]
SIN_SERIES = tuple((-1) ** n / math.factorial(2 * n + 1) for n in range(11))


class Elementary:
    """The functions of one module and shape, each defined in the module when it is first used."""

    def __init__(self, module: ir.Module, shape: Shape) -> None:
        self.module = module
        self.shape = shape

    def function(self, name: str) -> ir.Function:
        """``exp``, ``log``, ``cos`` of one value, ``power`` of two."""
        full_name = f"lactea_{name}_{self.shape.lanes}"
        return self.module.globals.get(full_name) or self._define(name, full_name)

    def _define(self, name: str, full_name: str) -> ir.Function:
        count = 2 if name == "power" else 1
        kind = ir.FunctionType(self.shape.type, [self.shape.type] * count)
        function = ir.Function(self.module, kind, full_name)
        function.linkage = "internal"
        function.attributes.add("alwaysinline")
        builder = ir.IRBuilder(function.append_basic_block())
        builder.ret(getattr(self, f"_{name}")(builder, *function.args))
        return function

    def _exp(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        number = self.shape.number
        x = self._clamp(b, x, LARGEST_EXPONENT)
        shifted = b.fadd(b.fmul(x, number(1 / math.log(2))), number(ROUND))
        count = b.fsub(shifted, number(ROUND))
        rest = b.fsub(x, b.fmul(count, number(LN2_HIGH)))
        rest = b.fsub(rest, b.fmul(count, number(LN2_LOW)))
        return b.fmul(self._power_of_two(b, shifted), self._series(b, rest, EXP_SERIES))

    def _power_of_two(self, b: ir.IRBuilder, shifted: ir.Value) -> ir.Value:
        """2 to a whole number that stands in the low bits of a shifted number: its exponent bits."""
        whole = self.shape.whole
        bits = b.add(b.bitcast(shifted, self.shape.whole_type), whole(BIAS))
        return b.bitcast(b.shl(bits, whole(MANTISSA)), self.shape.type)

    def _split(self, b: ir.IRBuilder, x: ir.Value) -> tuple[ir.Value, ir.Value]:
        """Halvings as a number, and s of the fraction left: x = 2^halvings (1 + s) / (1 - s)."""
        number, whole = self.shape.number, self.shape.whole
        bits = b.bitcast(x, self.shape.whole_type)
        count = b.ashr(b.sub(bits, whole(ROOT_HALF_BITS)), whole(MANTISSA))
        fraction = b.bitcast(b.sub(bits, b.shl(count, whole(MANTISSA))), self.shape.type)
        s = b.fdiv(b.fsub(fraction, number(1.0)), b.fadd(fraction, number(1.0)))
        shifted = b.bitcast(b.add(count, whole(ROUND_BITS)), self.shape.type)
        return b.fsub(shifted, number(ROUND)), s

    def _log(self, b: ir.IRBuilder, x: ir.Value) -> ir.Value:
        number = self.shape.number
        halvings, s = self._split(b, x)
        near_one = b.fmul(s, self._series(b, b.fmul(s, s), LOG_SERIES))
        low = b.fadd(b.fmul(halvings, number(LN2_LOW)), near_one)
        return b.fadd(b.fmul(halvings, number(LN2_HIGH)), low)

    def _power(self, b: ir.IRBuilder, x: ir.Value, n: ir.Value) -> ir.Value:
        number = self.shape.number
        positive = b.fcmp_ordered(">", x, number(SMALLEST))
        halvings, s = self._split(b, b.select(positive, x, number(1.0)))
        log2 = b.fadd(halvings, b.fmul(s, self._series(b, b.fmul(s, s), LOG2_SERIES)))
        exponent = self._clamp(b, b.fmul(n, log2), LARGEST_POWER_OF_TWO)
        shifted = b.fadd(exponent, number(ROUND))
        rest = b.fsub(exponent, b.fsub(shifted, number(ROUND)))
        raised = b.fmul(self._power_of_two(b, shifted), self._series(b, rest, EXP2_SERIES))
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
