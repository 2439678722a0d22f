"""The whole body as one figure: nothing is left out, and the picture is as new as the mechanisms."""

import csv
import re
from itertools import pairwise
from pathlib import Path

from lactea.body.registry import SIDES, default_body
from lactea.view.body_graph import body_graph
from lactea.view.body_map import COLUMNS, angles_of, table, write

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "body.svg"
AGAIN = "python -m lactea.view.body_map docs/pictures/body.svg"


def plain(name: str) -> str:
    """A name without its side, where there is the same on the other side."""
    body = default_body()
    for side, other in zip(SIDES, reversed(SIDES), strict=True):
        base = name.removesuffix(f"_{side}")
        known = {*body.states, *body.quantities, *body.inputs}
        if base != name and f"{base}_{other}" in known:
            return base
    return name


def test_every_dependency_of_the_body_is_an_arrow_and_every_arrow_one() -> None:
    body = default_body()
    values = {*body.states, *body.quantities, *body.inputs}
    steps = (*body.steps, *body.rates.values())
    expected = {
        (plain(need), plain(step.target)) for step in steps for need in step.needs if need in values
    }
    drawn = {(arrow.source, arrow.target) for arrow in body_graph().arrows}
    assert drawn == {(source, target) for source, target in expected if source != target}


def test_every_state_has_its_place_on_the_circle() -> None:
    graph = body_graph()
    assert {plain(state) for state in default_body().states} <= set(graph.nodes)
    angles = [angles_of(list(graph.nodes.values()))[name] for name in graph.nodes]
    assert angles == sorted(angles, reverse=True)
    assert min(a - b for a, b in pairwise(angles)) > 0
    assert angles[0] - angles[-1] < 2 * 3.1416


def test_the_table_names_every_source_that_an_equation_rests_on() -> None:
    told = {word for row in table(body_graph()) for word in row[COLUMNS.index("sources")].split()}
    body = default_body()
    used = {n for step in (*body.steps, *body.rates.values()) for n in step.needs}
    asked = {w for n in used & set(body.parameters) for w in body.parameters[n].source.split()}
    assert asked <= told


def test_the_picture_in_the_docs_is_that_of_today(tmp_path: Path) -> None:
    write(tmp_path / "body.svg")
    kept = PICTURE.with_suffix(".csv").read_text("utf-8")
    assert kept == (tmp_path / "body.csv").read_text("utf-8"), f"draw it anew: {AGAIN}"
    words = re.findall(r">([^<>]+)</text>", PICTURE.read_text("utf-8"))
    rows = csv.DictReader(kept.splitlines())
    states = {row["to"].replace("_", " ") for row in rows if row["kind"] == "state"}
    assert states <= set(words), f"draw it anew: {AGAIN}"
