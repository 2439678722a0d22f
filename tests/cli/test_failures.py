"""Every failure: exit code 2, nothing on stdout, one paragraph on stderr, no traceback."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.cli import failures
from lactea.cli.settings import shared_flags_first


def must_fail(told, *words: str) -> None:
    assert told.exit_code == 2, told.output
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert told.stderr.count("\n\n") <= 1
    for word in words:
        assert word in told.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("check", "naturel"), "Did you mean 'natural'?"),
        (("check", "none.yaml"), "none.yaml: there is no such file."),
        (("check", "/"), "cannot be read"),
        (("check", "natural", "--set", "person.sex=3"), "person.sex"),
        (("check", "natural", "--set", "x"), "write PATH=VALUE"),
        (("check",), "Missing argument"),
        (("check", "natural", "--seed"), "--seed needs a value"),
        (("check", "natural", "--seed", "x"), "--seed"),
        (("check", "natural", "--seed", "-1"), "--seed"),
        (("check", "natural", "--mode", "doctor"), "researcher"),
        (("simulat", "natural"), "Did you mean 'simulate'?"),
        (("protocols", "show", "twin"), "Did you mean 'twins'?"),
        (("protocols", "sho"), "Did you mean 'show'?"),
        (("simulate", "natural", "--days", "0"), "--days"),
        (("simulate", "natural", "--engine", "fast"), "compiled"),
        (("simulate", "natural", "--out", "run.csv"), "must end in .nc"),
        (("simulate", "natural", "--plot", "no/such/folder/run.png"), "there is no folder"),
        (("simulate", "natural", "--replay", "none.yaml"), "there is no such file"),
        (("validate", "--table", "no/such/folder"), "there is no such folder"),
        (("validate", "--report", "run.txt"), "must end in .html"),
        (("demo", "--days", "-3"), "--days"),
        (("cohort",), "Missing argument"),
    ],
)
def test_a_wrong_command_line(run, arguments: tuple[str, ...], word: str) -> None:
    must_fail(run(*arguments), word)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "the text is empty"),
        (b"x" * 10_000_000, "the file is 10.0 MB"),
        (b"\xff\x00", "UTF-8"),
        (b"[" * 100_000, "YAML"),
        (b"a: *b", "aliases"),
        (b"name: x", "'schema'"),
    ],
)
def test_a_wrong_file(run, tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    must_fail(run("check", str(file)), "mine.yaml", word.replace("'schema'", "schema"))


def test_a_file_where_the_demo_wants_a_folder(run, tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("")
    must_fail(run("demo", "--out", str(file)), "this is a file")


def test_a_defect_of_ours_is_one_paragraph_too(run, monkeypatch: pytest.MonkeyPatch) -> None:
    from lactea import scenario

    def broken(*_: object) -> None:
        raise KeyError("a defect\nof two lines")

    monkeypatch.setattr(scenario, "load", broken)
    must_fail(run("check", "natural"), "stopped by an error of its own (KeyError", "report it")
    monkeypatch.setenv("LACTEA_TRACEBACK", "1")
    assert "Traceback" in run("check", "natural").stderr


def test_exceptions_become_sentences() -> None:
    missing = ModuleNotFoundError("No module named 'jax.numpy'", name="jax.numpy")
    assert "python -m pip install jax" in failures.explain(missing)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "run.nc")
    assert failures.explain(full) == "run.nc: no space left on device."
    assert "not enough memory" in failures.explain(MemoryError())


def test_only_our_own_value_errors_are_taken_for_sentences() -> None:
    from lactea.reading.durations import parse_duration

    def explained(call) -> str:
        try:
            call()
        except ValueError as error:
            return failures.explain(error)
        raise AssertionError("nothing was raised")

    assert explained(lambda: parse_duration("3 mL")).startswith("'mL' is not a unit of time")
    assert "an error of its own" in explained(lambda: int("x"))


WORDS = st.lists(
    st.sampled_from(
        ["check", "protocols", "show", "natural", "--json", "--seed", "3", "--mode", "parent", "--",
         "--set", "person.sex=male", "x", "--help", "--version", "--data-dir", ".", ""]
    ),
    max_size=6,
)  # fmt: skip


@given(WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_command_line_ends_with_a_known_code_and_no_traceback(run, words: list[str]) -> None:
    told = run(*words)
    assert told.exit_code in (0, 2)
    assert "Traceback" not in told.output
    assert told.exit_code == 0 or told.stdout == "" or not words


def test_shared_flags_move_to_the_front_in_their_order() -> None:
    given_ = ["check", "x", "--seed", "3", "--set", "a=1", "--json", "--", "--seed"]
    assert shared_flags_first(given_) == [
        "--seed", "3", "--json", "check", "x", "--set", "a=1", "--", "--seed",
    ]  # fmt: skip
