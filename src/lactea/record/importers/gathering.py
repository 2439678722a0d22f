"""The tables of one import together: which format each has, and what all of them leave open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lactea.record.importers.babybuddy import TAG_COLUMNS
from lactea.record.importers.formats import format_of
from lactea.record.importers.importing import Opened, opened
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.reading import Answers, Format, Question
from lactea.record.importers.table import Row, Table

NOT_KNOWN = "its columns are those of no table that lactea knows."
EMPTY = "it is empty; nothing stands in it."
NO_TEXT = "it holds no text, or text in another encoding."
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
"""Signs that stand in no column's name: control characters, and bytes that the encoding does not have."""


@dataclass(frozen=True)
class Gathered:
    """Tables that will be read, children first.

    Attributes
    ----------
    left_out
        Names of tables that lactea does not know.
    tags
        Names of tags by their number, of a Baby Buddy.
    """

    tables: tuple[Opened, ...]
    left_out: tuple[str, ...]
    tags: Mapping[str, str]

    def open_questions(self, answers: Answers) -> tuple[Question, ...]:
        """What neither the tables nor the person have said yet."""
        asked = dict.fromkeys(question for one in self.tables for question in one.questions)
        return tuple(question for question in asked if not answers.given(question))


def gather(tables: Iterable[Table], form: Format | None) -> Gathered:
    """Tables with their formats.

    Parameters
    ----------
    form
        The format of all of them, where the person named it; else each is recognised.

    Raises
    ------
    TrackerFileError
        None of them is known.
    """
    found: list[Opened] = []
    left_out: list[Table] = []
    tags: dict[str, str] = {}
    for table in tables:
        recognised = form or format_of(table.columns)
        if recognised is not None:
            found.append(opened(table, recognised))
        elif {column.casefold() for column in table.columns} == TAG_COLUMNS:
            rows = [row for row in table.rows if isinstance(row, Row)]
            tags |= {row.get("id") or "": row.get("name") or "" for row in rows}
        else:
            left_out.append(table)
    if not found:
        raise _none_known(left_out)
    found.sort(key=lambda one: one.format.kind != "children")
    return Gathered(tuple(found), tuple(table.name for table in left_out), tags)


def _none_known(tables: Sequence[Table]) -> TrackerFileError:
    """Why no table is known: the first that is empty or no text, else their columns."""
    for table in tables:
        if not table.columns:
            return TrackerFileError(f"{table.name}: {EMPTY}")
        if any(_NO_TEXT.search(column) for column in table.columns):
            return TrackerFileError(f"{table.name}: {NO_TEXT}", "encoding")
    names = ", ".join(table.name for table in tables) or "the files"
    return TrackerFileError(f"{names}: {NOT_KNOWN}", "format")
