"""The tables of one import together: which format each has, and what all of them leave open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lactea.record.importers.babybuddy import TAG_COLUMNS
from lactea.record.importers.formats import format_of
from lactea.record.importers.importing import Opened, opened
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.reading import Answers, Format, Question
from lactea.record.importers.table import Row, Table

NOT_KNOWN = "its columns are those of no table that lactea knows."


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
    left_out: list[str] = []
    tags: dict[str, str] = {}
    for table in tables:
        recognised = form or format_of(table.columns)
        if recognised is not None:
            found.append(opened(table, recognised))
        elif {column.casefold() for column in table.columns} == TAG_COLUMNS:
            rows = [row for row in table.rows if isinstance(row, Row)]
            tags |= {row.get("id") or "": row.get("name") or "" for row in rows}
        else:
            left_out.append(table.name)
    if not found:
        raise TrackerFileError(f"{', '.join(left_out) or 'the files'}: {NOT_KNOWN}", "format")
    found.sort(key=lambda one: one.format.kind != "children")
    return Gathered(tuple(found), tuple(left_out), tags)
