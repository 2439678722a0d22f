"""The printed elementary functions against the mathematics library."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable

import llvmlite.binding as llvm
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llvmlite import ir

from lactea.engine.elementary import Elementary
from lactea.engine.shape import Shape

DOUBLE = ir.DoubleType()
RELATIVE = 4e-16
finite = {"allow_nan": False, "allow_infinity": False}


@pytest.fixture(scope="module")
def compiled() -> dict[str, Callable[..., float]]:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    module = ir.Module()
    elementary = Elementary(module, Shape())
    arity = {"exp": 1, "log": 1, "cos": 1, "power": 2}
    for name, count in arity.items():
        kind = ir.FunctionType(DOUBLE, [DOUBLE] * count)
        outer = ir.Function(module, kind, f"outer_{name}")
        builder = ir.IRBuilder(outer.append_basic_block())
        builder.ret(builder.call(elementary.function(name), outer.args))
    machine = llvm.Target.from_default_triple().create_target_machine()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(str(module)), machine)
    engine.finalize_object()
    made = {
        name: ctypes.CFUNCTYPE(ctypes.c_double, *[ctypes.c_double] * count)(
            engine.get_function_address(f"outer_{name}")
        )
        for name, count in arity.items()
    }
    for function in made.values():
        function.keep = engine
    return made


@given(x=st.floats(-700, 700, **finite))
def test_exp(compiled, x) -> None:
    assert compiled["exp"](x) == pytest.approx(math.exp(x), rel=RELATIVE)


@given(x=st.floats(1e-290, 1e290, **finite))
def test_log(compiled, x) -> None:
    assert compiled["log"](x) == pytest.approx(math.log(x), rel=RELATIVE, abs=RELATIVE)


@given(x=st.floats(-1000, 1000, **finite))
def test_cos(compiled, x) -> None:
    # One minus twice a square loses a bit or two near minus one.
    assert compiled["cos"](x) == pytest.approx(math.cos(x), abs=3 * RELATIVE)


@given(x=st.floats(1e-12, 1e12, **finite), n=st.floats(-10, 10, **finite))
def test_power(compiled, x, n) -> None:
    # The error of the logarithm is magnified by the exponent.
    allowed = RELATIVE * (2 + abs(n * math.log(x)))
    assert compiled["power"](x, n) == pytest.approx(math.pow(x, n), rel=allowed)


def test_power_at_its_border(compiled) -> None:
    assert compiled["power"](0.0, 3.0) == 0.0
    assert compiled["power"](0.0, 0.0) == 1.0
    assert compiled["power"](1.0, 8.0) == 1.0
    assert math.isnan(compiled["power"](-0.1, 2.0))


def test_too_large_arguments_stay_finite(compiled) -> None:
    assert 0.0 <= compiled["exp"](-1e6) < 1e-300
    assert compiled["exp"](1e6) > 1e300
