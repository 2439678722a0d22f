"""Compiled kernels: the traced body and its stepping loop as machine code, made in memory.

No compiler is needed on the user's machine; llvmlite brings the code generator along.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.emit import BodyPrinter
from lactea.engine.graph import trace
from lactea.engine.shape import Shape
from lactea.engine.stepper import Parts, emit_advance

Array = NDArray[np.float64]
Routine = Callable[..., Any]
"""A compiled function, callable with addresses and numbers."""
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
    keep_alive: tuple[object, ...]


@lru_cache(maxsize=16)
def compile_body(body: Body) -> Kernel:
    """Trace `body` and compile it (about a second; kept for the life of the process)."""
    import llvmlite.binding as llvm
    from llvmlite import ir

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    module = ir.Module("lactea")
    printer = BodyPrinter(module, trace(body), Shape())
    printer.observe()
    emit_advance(module, Parts(printer.prologue(), printer.rates()), len(body.state_ids))
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
    )
    module.triple = machine.triple
    parsed = llvm.parse_assembly(str(module))
    parsed.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.slp_vectorization = True
    options.loop_vectorization = True
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(parsed, builder)
    engine = llvm.create_mcjit_compiler(parsed, machine)
    engine.finalize_object()

    def address(name: str, kind: Callable[[int], Routine]) -> Routine:
        return kind(engine.get_function_address(name))

    moving = ctypes.CFUNCTYPE(None, ctypes.c_double, _P, _P, _P)
    return Kernel(
        body=body,
        constants=max(1, len(printer.prelude.nodes)),
        prologue=address("prologue_1", ctypes.CFUNCTYPE(None, _P, _P, _P)),
        rates=address("rates_1", moving),
        observe=address("observe_1", moving),
        advance=address(
            "advance",
            ctypes.CFUNCTYPE(ctypes.c_int, *[_P] * 8, _P, _P, _P, _L, _P, _L, _P),
        ),
        keep_alive=(engine, machine),
    )
