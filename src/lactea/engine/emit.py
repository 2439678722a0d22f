"""Printing traced graphs as LLVM functions.

``prologue(p, u, c)`` computes once what depends on parameters and inputs alone; ``rates`` and
``observe`` read it from ``c``. All pointers are to doubles and do not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llvmlite import ir

from lactea.engine.bundles import WIDTH, find_bundles
from lactea.engine.elementary import Elementary
from lactea.engine.graph import Node, TracedBody, reachable
from lactea.engine.shape import Shape

POINTER = ir.PointerType()
INT = ir.IntType(32)
VOID = ir.VoidType()

CHOICES = {"min": "<", "max": ">"}
ARITHMETIC = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}


@dataclass(frozen=True)
class Prelude:
    """Nodes that do not change inside a segment, and their places in the array ``c``."""

    slots: dict[int, int]
    nodes: tuple[Node, ...]


def find_prelude(traced: TracedBody) -> Prelude:
    """Nodes of parameters and inputs alone on which time-dependent nodes rest directly."""
    roots = [*traced.derivatives, *traced.quantities.values()]
    edges = [
        argument
        for node in reachable(roots)
        if node.moving
        for argument in node.arguments
        if not argument.moving
    ]
    edges += [root for root in roots if not root.moving]
    distinct = {node.index: node for node in edges if node.operation != "constant"}
    nodes = tuple(distinct[index] for index in sorted(distinct))
    return Prelude({node.index: place for place, node in enumerate(nodes)}, nodes)


class BodyPrinter:
    """Prints the functions of one traced body into a module, their names beginning with `prefix`."""

    def __init__(
        self, module: ir.Module, traced: TracedBody, shape: Shape, prefix: str = ""
    ) -> None:
        self.module = module
        self.prefix = prefix
        self.traced = traced
        self.shape = shape
        self.prelude = find_prelude(traced)
        self.elementary = Elementary(module, shape)
        self.side_by_side = Elementary(module, Shape(WIDTH))

    def prologue(self) -> ir.Function:
        """``void prologue(p, u, c)``."""
        function = self._function("prologue", [POINTER, POINTER, POINTER])
        p, u, c = function.args
        leaves = {"parameter": p, "input": u}
        _store(_Printer(function, leaves, {}, None, self.elementary), self.prelude.nodes, c)
        return function

    def rates(self) -> ir.Function:
        """``void rates(double clock, y, c, f)``: derivatives of all states per hour."""
        return self._moving("rates", self.traced.derivatives)

    def observe(self) -> ir.Function:
        """``void observe(double clock, y, c, q)``: all quantities in computing order."""
        return self._moving("observe", tuple(self.traced.quantities.values()))

    def _function(self, name: str, arguments: list[ir.Type]) -> ir.Function:
        kind = ir.FunctionType(VOID, arguments)
        function = ir.Function(self.module, kind, f"{self.prefix}{name}_{self.shape.lanes}")
        for argument in function.args:
            if isinstance(argument.type, ir.PointerType):
                argument.add_attribute("noalias")
        return function

    def _moving(self, name: str, roots: Sequence[Node]) -> ir.Function:
        function = self._function(name, [self.shape.type, POINTER, POINTER, POINTER])
        clock, y, c, out = function.args
        printer = _Printer(function, {"state": y}, self.prelude.slots, c, self.elementary, clock)
        if self.shape.lanes == 1:
            printer.bundle(find_bundles(roots), self.side_by_side)
        _store(printer, roots, out)
        return function


def _store(printer: _Printer, roots: Sequence[Node], out: ir.Value) -> None:
    for place, root in enumerate(roots):
        printer.shape.store(printer.builder, printer.value(root), out, place)
    printer.builder.ret_void()


class _Printer:
    """Prints nodes into one basic block, each once."""

    def __init__(
        self,
        function: ir.Function,
        leaves: dict[str, ir.Value],
        slots: dict[int, int],
        constants: ir.Value | None,
        elementary: Elementary,
        clock: ir.Value | None = None,
    ) -> None:
        self.elementary = elementary
        self.shape = elementary.shape
        self.builder = ir.IRBuilder(function.append_basic_block("entry"))
        self.leaves = leaves
        self.slots = slots
        self.constants = constants
        self.clock = clock
        self.done: dict[int, ir.Value] = {}
        self.bundles: dict[int, tuple[Node, ...]] = {}
        self.wide = elementary

    def bundle(self, bundles: dict[int, tuple[Node, ...]], wide: Elementary) -> None:
        """From now on compute the nodes of a bundle by one call of a wide function."""
        self.bundles, self.wide = bundles, wide

    def value(self, node: Node) -> ir.Value:
        """Value of a node; whatever it needs is printed before (no recursion: graphs are deep)."""
        pending = [node]
        while pending:
            current = pending[-1]
            if current.index in self.done:
                pending.pop()
                continue
            together = self.bundles.get(current.index, (current,))
            missing = [] if self._is_given(current) else [
                a for one in together for a in one.arguments if a.index not in self.done
            ]  # fmt: skip
            if missing:
                pending += missing
                continue
            if len(together) > 1:
                self._print_bundle(together)
            else:
                self.done[current.index] = self._print(current)
            pending.pop()
        return self.done[node.index]

    def _is_given(self, node: Node) -> bool:
        return self.constants is not None and node.index in self.slots

    def _print(self, node: Node) -> ir.Value:
        if self._is_given(node):
            place = self.slots[node.index]
            return self.shape.load(self.builder, self.constants, place)
        if node.operation == "constant":
            return self.shape.number(node.value)
        if node.operation == "leaf":
            return self._leaf(node)
        return self._operation(node, [self.done[a.index] for a in node.arguments])

    def _print_bundle(self, bundle: tuple[Node, ...]) -> None:
        """One call for all; places that are left over hold ones."""
        b, wide = self.builder, self.wide
        operands = []
        for position in range(len(bundle[0].arguments)):
            vector = wide.shape.number(1.0)
            for lane, node in enumerate(bundle):
                value = self.done[node.arguments[position].index]
                vector = b.insert_element(vector, value, INT(lane))
            operands.append(vector)
        results = b.call(wide.function(bundle[0].operation), operands)
        for lane, node in enumerate(bundle):
            self.done[node.index] = b.extract_element(results, INT(lane))

    def _leaf(self, node: Node) -> ir.Value:
        if node.leaf == "clock":
            return self.clock
        array = self.leaves[node.leaf or ""]
        return self.shape.load(self.builder, array, node.position)

    def _operation(self, node: Node, arguments: list[ir.Value]) -> ir.Value:
        if node.operation in ARITHMETIC:
            method = getattr(self.builder, ARITHMETIC[node.operation])
            return method(*arguments, flags=("contract",))
        if node.operation in CHOICES:
            first, second = arguments
            chosen = self.builder.fcmp_ordered(CHOICES[node.operation], first, second)
            return self.builder.select(chosen, first, second)
        if node.operation == "below":
            below = self.builder.fcmp_ordered("<", *arguments)
            return self.builder.select(below, self.shape.number(1.0), self.shape.number(0.0))
        return self.builder.call(self.elementary.function(node.operation), arguments)
