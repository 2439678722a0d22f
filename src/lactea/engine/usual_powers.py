"""Printing the body twice: for those who have the usual exponents, and for anybody.

Exponents of the equations are parameters, and most are small whole numbers that few people ever change. A power to a
number known when the code is printed is one to three multiplications; to any number it is a logarithm
and an exponential, and those made up two thirds of an evaluation. The prologue looks once a segment which
of the two codes is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from llvmlite import ir

from lactea.body.registry import Body
from lactea.engine.emit import POINTER, VOID, BodyPrinter
from lactea.engine.graph import is_whole, lines_of, reachable, trace, trace_anew
from lactea.engine.own_text import own_text
from lactea.engine.shape import BYTES, DOUBLE, Shape


def usual_exponents(body: Body) -> dict[str, float]:
    """Parameters that are exponents in the equations of `body` and usually a small whole number, with that number."""
    traced = trace(body)
    roots = [*traced.derivatives, *traced.quantities.values()]
    powers = [node for node in reachable(roots) if node.operation == "power" and node.moving]
    names = {
        body.parameter_ids[exponent.position]
        for _, exponent in (node.arguments for node in powers)
        if exponent.leaf == "parameter"
    }
    usual = {name: body.parameters[name].value for name in sorted(names)}
    return {name: value for name, value in usual.items() if is_whole(value)}


class TwoWayPrinter:
    """Prints the functions of `lactea.engine.emit` so that each takes the faster way that is right.

    The first row of the array of constants says which; the others are those of the way taken.

    Attributes
    ----------
    constants : int
        Rows of the array of constants.
    """

    def __init__(self, module: ir.Module, body: Body, shape: Shape) -> None:
        self.module, self.shape = module, shape
        known = usual_exponents(body)
        self._known = [(body.parameter_ids.index(name), value) for name, value in known.items()]
        self._usual = BodyPrinter(module, trace_anew(body, known), shape, "usual_")
        self._any = BodyPrinter(module, trace(body), shape, "any_")
        self.elementary = self._any.elementary
        self.constants = 1 + max(len(one.prelude.nodes) for one in (self._usual, self._any))

    def origin(self) -> str:
        """What the printed text follows from: the equations, the lanes and the text of this package."""
        equations = (lines_of(one.traced) for one in (self._usual, self._any))
        return "\n".join((own_text(), str(self.shape.lanes), str(self._known), *chain(*equations)))

    def prologue(self) -> ir.Function:
        """``void prologue(p, u, c)``."""
        function = self._function("prologue", [POINTER, POINTER, POINTER])
        b = ir.IRBuilder(function.append_basic_block())
        p, u, c = function.args
        usual = self._has_usual(b, p)
        b.store(b.uitofp(usual, DOUBLE), c, align=BYTES)
        rest = self._after_first(b, c)
        ways = (self._usual.prologue(), self._any.prologue())
        self._branch(b, usual, ways, [p, u, rest])
        return function

    def rates(self) -> ir.Function:
        """``void rates(double clock, y, c, f)``."""
        return self._moving("rates", (self._usual.rates(), self._any.rates()))

    def observe(self) -> ir.Function:
        """``void observe(double clock, y, c, q)``."""
        return self._moving("observe", (self._usual.observe(), self._any.observe()))

    def _moving(self, name: str, ways: tuple[ir.Function, ir.Function]) -> ir.Function:
        function = self._function(name, [self.shape.type, POINTER, POINTER, POINTER])
        b = ir.IRBuilder(function.append_basic_block())
        clock, y, c, out = function.args
        usual = b.fcmp_ordered(">", b.load(c, align=BYTES, typ=DOUBLE), DOUBLE(0.0))
        self._branch(b, usual, ways, [clock, y, self._after_first(b, c), out])
        return function

    def _function(self, name: str, arguments: list[ir.Type]) -> ir.Function:
        kind = ir.FunctionType(VOID, arguments)
        return ir.Function(self.module, kind, f"{name}_{self.shape.lanes}")

    def _has_usual(self, b: ir.IRBuilder, parameters: ir.Value) -> ir.Value:
        """Whether everybody in the lanes has the usual exponents."""
        lanes = self.shape.lanes
        all_of = ir.Constant(ir.IntType(lanes), -1)
        have = all_of
        for place, value in self._known:
            own = self.shape.load(b, parameters, place)
            same = b.fcmp_ordered("==", own, self.shape.number(value))
            have = b.and_(have, b.bitcast(same, have.type))
        return b.icmp_unsigned("==", have, all_of)

    def _after_first(self, b: ir.IRBuilder, constants: ir.Value) -> ir.Value:
        return self.shape.pointer(b, constants, 1)

    @staticmethod
    def _branch(
        b: ir.IRBuilder,
        usual: ir.Value,
        ways: tuple[ir.Function, ir.Function],
        arguments: Sequence[ir.Value],
    ) -> None:
        with b.if_else(usual) as (then, otherwise):
            for way, branch in zip(ways, (then, otherwise), strict=True):
                with branch:
                    b.call(way, arguments)
        b.ret_void()
