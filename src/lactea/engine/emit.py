"""Printing traced graphs as LLVM functions.

``prologue(p, u, c)`` computes once what depends on parameters and inputs alone; ``rates`` and
``observe`` read it from ``c``. All pointers are to doubles and do not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llvmlite import ir

from lactea.engine.graph import Node, TracedBody, reachable

DOUBLE = ir.DoubleType()
POINTER = ir.PointerType()
LONG = ir.IntType(64)
INT = ir.IntType(32)
VOID = ir.VoidType()

ARITHMETIC = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
INTRINSICS = {"exp": "llvm.exp", "log": "llvm.log", "cos": "llvm.cos", "power": "llvm.pow",
              "min": "llvm.minnum", "max": "llvm.maxnum"}  # fmt: skip


@dataclass(frozen=True)
class Prelude:
    """Nodes that do not change inside a segment, and their places in the array ``c``."""

    slots: dict[int, int]
    nodes: tuple[Node, ...]


def find_prelude(traced: TracedBody) -> Prelude:
    """Nodes of parameters and inputs alone on which time-dependent nodes rest directly."""
    roots = [*traced.derivatives, *traced.quantities.values()]
    moving: dict[int, bool] = {}
    edges: list[Node] = []
    for node in reachable(roots):
        moving[node.index] = node.leaf in ("state", "clock") or any(
            moving[a.index] for a in node.arguments
        )
        if moving[node.index]:
            edges += [a for a in node.arguments if not moving[a.index]]
    edges += [root for root in roots if not moving[root.index]]
    distinct = {node.index: node for node in edges if node.operation != "constant"}
    nodes = tuple(distinct[index] for index in sorted(distinct))
    return Prelude({node.index: place for place, node in enumerate(nodes)}, nodes)


def emit_prologue(module: ir.Module, prelude: Prelude) -> ir.Function:
    """``void prologue(p, u, c)``."""
    function = _function(module, "prologue", VOID, [POINTER, POINTER, POINTER])
    p, u, c = function.args
    printer = _Printer(function, {"parameter": p, "input": u}, {}, None)
    _store(printer, prelude.nodes, c)
    return function


def emit_rates(module: ir.Module, traced: TracedBody, prelude: Prelude) -> ir.Function:
    """``void rates(double clock, y, c, f)``: derivatives of all states per hour."""
    return _emit_moving(module, "rates", traced.derivatives, prelude)


def emit_observe(module: ir.Module, traced: TracedBody, prelude: Prelude) -> ir.Function:
    """``void observe(double clock, y, c, q)``: all quantities in computing order."""
    return _emit_moving(module, "observe", tuple(traced.quantities.values()), prelude)


def _emit_moving(
    module: ir.Module, name: str, roots: Sequence[Node], prelude: Prelude
) -> ir.Function:
    function = _function(module, name, VOID, [DOUBLE, POINTER, POINTER, POINTER])
    clock, y, c, out = function.args
    _store(_Printer(function, {"state": y}, prelude.slots, c, clock), roots, out)
    return function


def _function(
    module: ir.Module, name: str, result: ir.Type, arguments: list[ir.Type]
) -> ir.Function:
    function = ir.Function(module, ir.FunctionType(result, arguments), name)
    for argument in function.args:
        if isinstance(argument.type, ir.PointerType):
            argument.add_attribute("noalias")
    return function


def _store(printer: _Printer, roots: Sequence[Node], out: ir.Value) -> None:
    for place, root in enumerate(roots):
        printer.builder.store(printer.value(root), printer.element(out, place))
    printer.builder.ret_void()


class _Printer:
    """Prints nodes into one basic block, each once."""

    def __init__(
        self,
        function: ir.Function,
        leaves: dict[str, ir.Value],
        slots: dict[int, int],
        constants: ir.Value | None,
        clock: ir.Value | None = None,
    ) -> None:
        self.module = function.module
        self.builder = ir.IRBuilder(function.append_basic_block("entry"))
        self.leaves = leaves
        self.slots = slots
        self.constants = constants
        self.clock = clock
        self.done: dict[int, ir.Value] = {}

    def element(self, array: ir.Value, place: int) -> ir.Value:
        """Pointer to an element of an array of doubles."""
        return self.builder.gep(array, [LONG(place)], source_etype=DOUBLE)

    def value(self, node: Node) -> ir.Value:
        """Value of a node; whatever it needs is printed before (no recursion: graphs are deep)."""
        pending = [node]
        while pending:
            current = pending[-1]
            if current.index in self.done:
                pending.pop()
                continue
            missing = [] if self._is_given(current) else [
                a for a in current.arguments if a.index not in self.done
            ]  # fmt: skip
            if missing:
                pending += missing
                continue
            self.done[current.index] = self._print(current)
            pending.pop()
        return self.done[node.index]

    def _is_given(self, node: Node) -> bool:
        return self.constants is not None and node.index in self.slots

    def _print(self, node: Node) -> ir.Value:
        if self._is_given(node):
            place = self.slots[node.index]
            return self.builder.load(self.element(self.constants, place), typ=DOUBLE)
        if node.operation == "constant":
            return DOUBLE(node.value)
        if node.operation == "leaf":
            if node.leaf == "clock":
                return self.clock
            return self.builder.load(
                self.element(self.leaves[node.leaf or ""], node.position), typ=DOUBLE
            )
        arguments = [self.done[a.index] for a in node.arguments]
        if node.operation in ARITHMETIC:
            method = getattr(self.builder, ARITHMETIC[node.operation])
            return method(*arguments, flags=("contract",))
        intrinsic = self.module.declare_intrinsic(
            INTRINSICS[node.operation],
            [DOUBLE],
            ir.FunctionType(DOUBLE, [DOUBLE] * len(arguments)),
        )
        return self.builder.call(intrinsic, arguments)
