"""The page on bodies names every entry of a person, with the words that are allowed."""

import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from lactea.scenario import Person
from lactea.scenario.history import EarlierLactation
from lactea.scenario.remarks import WITHOUT_MECHANISM

PAGE = (Path(__file__).parents[2] / "docs" / "bodies.md").read_text(encoding="utf-8")
ROWS = {
    name: row
    for row in PAGE.splitlines()
    if row.startswith("| `")
    for name in re.findall(r"`([a-z_]+)", row.split("|")[1])
}


@pytest.mark.parametrize("name", Person.model_fields)
def test_an_entry_has_its_row_and_its_words(name: str) -> None:
    kind = Person.model_fields[name].annotation
    assert name in ROWS
    words = get_args(kind) if get_origin(kind) is Literal else ()
    for word in words if name not in WITHOUT_MECHANISM else ():
        assert f"`{word}`" in ROWS[name], word


def test_the_page_names_nothing_else() -> None:
    assert set(ROWS) <= set(Person.model_fields)


def test_the_example_of_a_history_names_every_entry() -> None:
    example = re.search(r"`history: \[\{(.*)\}\]`", PAGE)
    assert example
    assert re.findall(r"(\w+):", example[1]) == list(EarlierLactation.model_fields)
