"""Resolved protocols: written and read back exactly, or refused with their line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.yaml_reader import parse
from lactea.scenario import (
    Border,
    ResolvedProtocol,
    ScenarioError,
    load,
    read_resolved,
    write_resolved,
)
from lactea.scenario.resolved import _protocol, resolved_text

NAMES = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)
NUMBERS = st.dictionaries(NAMES, st.floats(allow_nan=False, allow_infinity=False), max_size=3)
TICKS = st.integers(-(2**62), 2**62)
BORDERS = st.builds(
    Border,
    tick=TICKS,
    grid=st.integers(0, 3),
    inputs=NUMBERS,
    assign=NUMBERS,
    add=NUMBERS,
    label=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=10),
)
PROTOCOLS = st.builds(
    ResolvedProtocol,
    scenario_hash=st.just("0123456789abcdef"),
    origin_clock=st.just("08:00"),
    start_tick=TICKS,
    end_tick=TICKS,
    borders=st.lists(BORDERS, max_size=5).map(
        lambda borders: tuple(sorted(borders, key=lambda border: border.tick))
    ),
)


@given(PROTOCOLS)
def test_reading_returns_what_was_written(protocol: ResolvedProtocol) -> None:
    assert _protocol(parse(resolved_text(protocol), "f")) == protocol


def test_a_file_holds_one_border_a_line(tmp_path: Path) -> None:
    path = tmp_path / "resolved.yaml"
    protocol = ResolvedProtocol(
        "0123456789abcdef", "08:00", 0, 99,
        (Border(0, 1, {"suckling_left": 0.1}), Border(7, 0, {}, {"milk_left": 3}, {"gut": 10.0}, "dose")),
    )  # fmt: skip
    write_resolved(protocol, path)
    assert read_resolved(path) == protocol
    assert path.read_text().splitlines()[6:] == [
        '- [0, 1, {"suckling_left": 0.1}, {}]',
        '- [7, 0, {}, {"assign": {"milk_left": 3}, "add": {"gut": 10.0}}, "dose"]',
    ]


HEAD = (
    'schema: lactea.resolved/1\nscenario_hash: "0"\norigin_clock: "08:00"\n'
    "start_tick: 0\nend_tick: 9\nborders:\n"
)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("schema: lactea.scenario/1\n", 1, "begins with 'schema: lactea.resolved/1'"),
        (HEAD + "- 3\n", 7, "a border is a list"),
        (HEAD + "- [0, 0, {}, {}]\n- [x, 0, {}, {}]\n", 8, "not a whole number"),
        (HEAD + "- [0, 0, {a: b}, {}]\n", 7, "not a number"),
        (HEAD + "- [0, 0, {}, {sub: {}}]\n", 7, "only 'assign' and 'add'"),
        (HEAD + "- [5, 0, {}, {}]\n- [4, 0, {}, {}]\n", 8, "sort by time"),
        (HEAD + "- [true, 0, {}, {}]\n", 7, "not a whole number"),
        (HEAD.replace("borders:\n", "border: []\n"), 6, "Did you mean 'borders'?"),
    ],
)
def test_a_wrong_file_names_its_line(tmp_path: Path, text: str, line: int, complaint: str) -> None:
    path = tmp_path / "resolved.yaml"
    path.write_text(text)
    with pytest.raises(ScenarioError) as caught:
        read_resolved(path)
    assert complaint in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize("borders", [1, 40_000])
def test_decisions_in_place_of_a_scenario_are_told_how_to_be_repeated(
    tmp_path: Path, borders: int
) -> None:
    path = tmp_path / "decisions.yaml"
    listed = tuple(Border(tick, label="a session of pumping") for tick in range(borders))
    write_resolved(ResolvedProtocol("x", "08:00", 0, borders, listed), path)
    with pytest.raises(ScenarioError, match=r"decisions\.yaml, line 1, schema: .*--replay"):
        load(path)
