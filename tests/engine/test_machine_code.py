"""The store of compiled code: used when it fits, made anew when it does not."""

from __future__ import annotations

import ctypes

import pytest

from lactea.engine.machine_code import STORE, compile_text

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
