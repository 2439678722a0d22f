"""YAML into plain data with lines; everything else is refused in one paragraph."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lactea.reading import yaml_reader
from lactea.reading.problems import InputError
from lactea.reading.yaml_reader import parse, read_file


def test_every_value_knows_its_line() -> None:
    document = parse("a: 1\nb:\n  - x\n  - {c: d}\n", "f")
    assert document.data == {"a": 1, "b": ["x", {"c": "d"}]}
    assert document.lines[("b", 1, "c")] == 4
    assert document.lines[("a",)] == 1


def test_scalars_follow_yaml_1_2() -> None:
    text = "[yes, no, on, 07:00, 010, 1.5, 1e3, true, null, ~, '3', 2024-01-01]"
    assert parse(text, "f").data == [
        "yes", "no", "on", "07:00", 10, 1.5, 1000.0, True, None, None, "3", "2024-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("", None, "the text is empty"),
        ("# nothing\n", None, "the text is empty"),
        ("a: 1\na: 2\n", 2, "'a' is given twice"),
        ("a: &x [1]\nb: *x\n", 2, "aliases (*name) are not accepted"),
        ("a: !!python/object:os.system x\n", 1, "tags"),
        ("a: !!map {}\n", 1, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("a: [1\n", None, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML"),
        ("{[1]: 2}\n", 1, "cannot be the name of an entry"),
        ("a: .nan\n", 1, "is not a finite number"),
        ("a: -.inf\n", 1, "is not a finite number"),
        ("a: 1e999\n", 1, "is too large"),
        ("a: " + "9" * 5000 + "\n", 1, "more digits"),
        ('a: "\\e[31m"\n', 1, "control character"),
        ("a: \x07\n", None, "YAML does not allow"),
        ("[" * 30 + "]" * 30, 1, "nested more than 24 deep"),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text: str, line: int | None, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "f.yaml")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("f.yaml")
    assert line is None or caught.value.line == line


def test_hundred_thousand_brackets_are_refused_at_once() -> None:
    with pytest.raises(InputError):
        parse("[" * 100_000, "f")


def test_a_billion_laughs_are_refused() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(InputError, match="aliases"):
        parse(laughs, "f")


def test_a_file_of_10_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"x" * 10_000_000)
    with pytest.raises(InputError, match=r"the file is 10\.0 MB, and at most 1 MB is read"):
        read_file(path)


def test_bytes_that_are_no_text_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(InputError, match="not UTF-8") as caught:
        read_file(path)
    assert caught.value.line == 2


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_file(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path)


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"a: \x00")
@example(b"%YAML 9.9\n---\na")
def test_any_bytes_are_data_or_one_paragraph(raw: bytes) -> None:
    assert read_or_told(raw.decode("utf-8", errors="replace"))


YAML_PIECES = st.lists(
    st.sampled_from(
        ["a", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "!t ", "|", ">", "'",
         '"', "#", "?", "---\n", "...", "%", "@", "`", "1e9", ".nan", "~", "\t", "é", "\u2028", "<<"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(YAML_PIECES)
def test_any_mixture_of_yaml_is_data_or_one_paragraph(text: str) -> None:
    assert read_or_told(text)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.sampled_from("abcxyz_"), min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(PLAIN)
def test_plain_data_is_read_as_it_was_written(data: Any) -> None:
    assert parse(json.dumps(data, ensure_ascii=False), "f").data == data


@given(st.dictionaries(st.text(st.sampled_from("abc"), min_size=1), PLAIN, min_size=1))
def test_both_parsers_of_the_library_agree(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    fast = parse(text, "f")
    before = yaml_reader._LOADER
    yaml_reader._LOADER = yaml.SafeLoader
    try:
        slow = parse(text, "f")
    finally:
        yaml_reader._LOADER = before
    assert fast == slow


def read_or_told(text: str) -> bool:
    """Whether a text is plain data, or its mistake is one paragraph."""
    try:
        return _is_plain(parse(text, "f").data)
    except InputError as error:
        return "\n" not in str(error)


def _is_plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and _is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(_is_plain(value) for value in data)
    return data is None or isinstance(data, bool | int | float | str)
