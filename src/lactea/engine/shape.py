"""What a printed value is: one double, or a vector with one double for each lane.

In arrays of `lanes` people, the values of one state (parameter, input) lie side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

from llvmlite import ir

DOUBLE = ir.DoubleType()
LONG = ir.IntType(64)
BYTES = 8


@dataclass(frozen=True)
class Shape:
    """`lanes` people at once; 1 means plain doubles."""

    lanes: int = 1

    @property
    def type(self) -> ir.Type:
        """LLVM type of a value."""
        return DOUBLE if self.lanes == 1 else ir.VectorType(DOUBLE, self.lanes)

    @property
    def whole_type(self) -> ir.Type:
        """LLVM type of a whole number of 64 bits per lane."""
        return LONG if self.lanes == 1 else ir.VectorType(LONG, self.lanes)

    def number(self, value: float) -> ir.Constant:
        """The same number in each lane."""
        return DOUBLE(value) if self.lanes == 1 else ir.Constant(self.type, [value] * self.lanes)

    def whole(self, value: int) -> ir.Constant:
        """The same whole number in each lane."""
        if self.lanes == 1:
            return LONG(value)
        return ir.Constant(self.whole_type, [value] * self.lanes)

    def load(self, builder: ir.IRBuilder, array: ir.Value, place: ir.Value | int) -> ir.Value:
        """Value at a place of an array."""
        return builder.load(self.pointer(builder, array, place), align=BYTES, typ=self.type)

    def store(
        self, builder: ir.IRBuilder, value: ir.Value, array: ir.Value, place: ir.Value | int
    ) -> None:
        """Put a value at a place of an array."""
        builder.store(value, self.pointer(builder, array, place), align=BYTES)

    def pointer(self, builder: ir.IRBuilder, array: ir.Value, place: ir.Value | int) -> ir.Value:
        """Address of a place of an array."""
        place = LONG(place) if isinstance(place, int) else place
        if self.lanes > 1:
            place = builder.mul(place, LONG(self.lanes))
        return builder.gep(array, [place], source_etype=DOUBLE)
