"""The store of compiled code: used when it fits, made anew when it does not."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest
from llvmlite import ir

from lactea.body.registry import default_body
from lactea.engine import own_text as own
from lactea.engine.doses import body_with_medicines
from lactea.engine.machine_code import STORE, compile_printed, compile_text
from lactea.engine.shape import Shape
from lactea.engine.usual_powers import TwoWayPrinter
from lactea.scenario import load

TEXT = """
define double @twice(double %x) {{
  %y = fmul double %x, {factor}
  ret double %y
}}
"""


def twice(factor: str):
    code = compile_text(TEXT.format(factor=factor))
    function = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(code.address("twice"))
    return function(21.0), code.from_store


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(STORE, str(tmp_path / "kernels"))
    return tmp_path / "kernels"


def test_a_second_time_comes_from_the_store(store) -> None:
    assert twice("2.0") == (42.0, False)
    assert twice("2.0") == (42.0, True)


def test_any_change_of_the_text_is_noticed(store) -> None:
    twice("2.0")
    assert twice("3.0") == (63.0, False)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_file_is_made_anew(store, damage) -> None:
    twice("2.0")
    (file,) = store.iterdir()
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert twice("2.0") == (42.0, False)
    assert twice("2.0") == (42.0, True)


def test_without_a_store_nothing_is_written(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(STORE, "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert twice("2.0") == (42.0, False)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_written_is_done_without(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(STORE, str(tmp_path / "file" / "kernels"))
    assert twice("2.0") == (42.0, False)


def test_an_unknown_function_is_named(store) -> None:
    with pytest.raises(KeyError, match="thrice"):
        compile_text(TEXT.format(factor="2.0")).address("thrice")


# ------------------------------------------------------- code that is found without printing it


def test_what_is_in_the_store_is_not_printed_again(store) -> None:
    def nobody_prints() -> str:
        raise AssertionError("printed")

    text = TEXT.format(factor="2.0")
    assert not compile_printed("origin", lambda: text).from_store
    code = compile_printed("origin", nobody_prints)
    assert code.from_store
    assert ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(code.address("twice"))(21.0) == 42.0
    with pytest.raises(AssertionError, match="printed"):
        compile_printed("another origin", nobody_prints)


def origin(body, lanes: int = 1) -> str:  # type: ignore[no-untyped-def]
    return TwoWayPrinter(ir.Module(), body, Shape(lanes)).origin()


def test_another_body_other_lanes_or_another_text_of_the_engine_is_another_origin(
    tmp_path, monkeypatch
) -> None:
    known = {origin(default_body())}
    known.add(origin(body_with_medicines(load("domperidone-course"))))
    known.add(origin(default_body(), 8))
    (tmp_path / "emit.py").write_text("# printed otherwise")
    monkeypatch.setattr(own, "__file__", str(tmp_path / "own_text.py"))
    own.own_text.cache_clear()
    try:
        known.add(origin(default_body()))
    finally:
        own.own_text.cache_clear()
    assert len(known) == 4


def test_an_engine_without_its_text_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(own, "__file__", str(tmp_path / "own_text.py"))
    own.own_text.cache_clear()
    with pytest.raises(FileNotFoundError, match="without the text"):
        own.own_text()
    own.own_text.cache_clear()


def test_the_origin_is_the_same_in_every_process() -> None:
    script = (
        "from llvmlite import ir; from lactea.body.registry import default_body;"
        "from lactea.engine.shape import Shape; from lactea.engine.usual_powers import TwoWayPrinter;"
        "print(TwoWayPrinter(ir.Module(), default_body(), Shape()).origin(), end='')"
    )
    seeds = ("1", "2")
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in seeds
    ]
    assert told[0] == told[1] == origin(default_body())
