"""Compiled kernels: the traced body and its stepping loop as machine code."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from llvmlite import ir
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.machine_code import MachineCode, Routine, compile_printed
from lactea.engine.shape import Shape
from lactea.engine.stepper import Parts, emit_advance
from lactea.engine.usual_powers import TwoWayPrinter

Array = NDArray[np.float64]
_P = ctypes.c_void_p
_L = ctypes.c_longlong


@dataclass(frozen=True, eq=False)
class Kernel:
    """Machine code of one body.

    Attributes
    ----------
    prologue, rates, observe, advance : ctypes functions
        See `lactea.engine.emit` and `lactea.engine.stepper` for their arguments.
    constants : int
        Length of the array of values that stay the same inside a segment.
    """

    body: Body
    constants: int
    prologue: Routine
    rates: Routine
    observe: Routine
    advance: Routine
    code: MachineCode


@lru_cache(maxsize=16)
def compile_body(body: Body) -> Kernel:
    """Trace `body` and compile it, or load its code from the store (kept for this process)."""
    printer = TwoWayPrinter(ir.Module("lactea"), body, Shape())
    code = compile_printed(
        f"advance {printer.origin()}", lambda: _printed(printer, len(body.state_ids))
    )
    moving = ctypes.CFUNCTYPE(None, ctypes.c_double, _P, _P, _P)
    advance = ctypes.CFUNCTYPE(ctypes.c_int, *[_P] * 8, _P, _P, _P, _L, _P, _L, _P)
    return Kernel(
        body=body,
        constants=printer.constants,
        prologue=ctypes.CFUNCTYPE(None, _P, _P, _P)(code.address("prologue_1")),
        rates=moving(code.address("rates_1")),
        observe=moving(code.address("observe_1")),
        advance=advance(code.address("advance")),
        code=code,
    )


def _printed(printer: TwoWayPrinter, size: int) -> str:
    printer.observe()
    parts = Parts(printer.prologue(), printer.rates(), printer.elementary.function("power"))
    emit_advance(printer.module, parts, size)
    return str(printer.module)
