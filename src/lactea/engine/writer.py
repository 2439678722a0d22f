"""Writing one LLVM function block by block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from llvmlite import ir

from lactea.engine.shape import LONG


class FunctionWriter:
    """A function being written, and the place where the next instruction goes."""

    def __init__(self, function: ir.Function) -> None:
        self.function = function
        self.b = ir.IRBuilder(function.append_basic_block("entry"))

    @contextmanager
    def each(self, last: ir.Value | int) -> Iterator[ir.Value]:
        """Loop over 0 .. last-1; the body of the ``with`` is the body of the loop."""
        last = LONG(last) if isinstance(last, int) else last
        before = self.b.block
        head = self.function.append_basic_block("each")
        body = self.function.append_basic_block("body")
        after = self.function.append_basic_block("after")
        self.b.branch(head)
        self.b.position_at_end(head)
        place = self.b.phi(LONG)
        place.add_incoming(LONG(0), before)
        self.b.cbranch(self.b.icmp_signed("<", place, last), body, after)
        self.b.position_at_end(body)
        yield place
        place.add_incoming(self.b.add(place, LONG(1)), self.b.block)
        self.b.branch(head)
        self.b.position_at_end(after)
