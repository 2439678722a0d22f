"""A mistake in somebody's text, told in one paragraph: where, what, and what would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and list positions from the root."""

LONGEST_QUOTE = 60


class InputError(ValueError):
    """A mistake in a text that a person gave us.

    Parameters
    ----------
    what
        The mistake and its remedy, as a sentence.
    source
        The file, builtin or option in which it stands.
    line
        Its line, counted from 1; None where a line has no meaning.
    field
        Its place inside the document, such as ``protocol[2].start``; empty for the whole.
    """

    def __init__(
        self, what: str, *, source: str = "", line: int | None = None, field: str = ""
    ) -> None:
        self.what = what
        self.source = source
        self.line = line
        self.field = field
        place = ", ".join(part for part in (source, f"line {line}" if line else "", field) if part)
        super().__init__(f"{place}: {what}" if place else what)


def quote(value: object) -> str:
    """Show a value as the person wrote it, shortened, on one line."""
    text = value if isinstance(value, str) else _plain(value)
    text = " ".join(text.split())
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    if len(text) > LONGEST_QUOTE:
        text = text[: LONGEST_QUOTE - 3] + "..."
    return f"'{text}'"


def _plain(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Mapping():
            return "{" + ", ".join(str(key) for key in list(value)[:4]) + "}"
        case list():
            return f"a list of {len(value)}"
        case _:
            return str(value)[: LONGEST_QUOTE * 2]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the given one most resembles, or None if none comes near."""
    candidates = list(known)
    lowered = {candidate.lower(): candidate for candidate in candidates}
    found = difflib.get_close_matches(word.lower()[:LONGEST_QUOTE], lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else None


def suggestion(word: str, known: Sequence[str]) -> str:
    """A sentence that names the nearest valid word and the others."""
    near = nearest(word, known)
    first = f"Did you mean '{near}'? " if near else ""
    return f"{first}Valid here: {', '.join(known) or 'nothing'}."


def has_decimal_comma(text: str) -> bool:
    """Whether a comma stands in the number with which a text begins."""
    return re.match(r"\s*[+-]?[0-9.]*,[0-9]", text[: 2 * LONGEST_QUOTE]) is not None


def decimal_comma(text: str, example: str) -> str:
    """What is said of such a text."""
    return (
        f"{quote(text)} has a comma; write a point before decimals and nothing between thousands, "
        f"such as '{example}'."
    )


def fault(what: str, *path: str | int) -> PydanticCustomError:
    """The error that validators raise: a finished sentence, and where below the model it stands."""
    return PydanticCustomError("fault", "{what}", {"what": what, "path": path})


def dotted(path: Path) -> str:
    """Write a path as people do: ``protocol[2].start``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def first_problem(error: ValidationError, data: object) -> tuple[Path, str]:
    """The first mistake that pydantic found, as its path in the data and a sentence.

    Parameters
    ----------
    error
        What pydantic raised.
    data
        The plain data that it was validating; tells real keys from the names of union members.
    """
    mistakes = error.errors(include_url=False)
    first = mistakes[0]
    path = _real_path(first, data)
    what = _sentence(first)
    if len(mistakes) > 1:
        others = len(mistakes) - 1
        what += f" ({others} more {'mistake' if others == 1 else 'mistakes'} after this one.)"
    return path, what


def _real_path(mistake: ErrorDetails, data: object) -> Path:
    path: Path = ()
    here: Any = data
    parts = mistake["loc"]
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        if _has(here, part):
            here = here[part]
        elif not (last and mistake["type"] == "missing"):
            continue  # the tag of a union member, not a key that anybody wrote
        path = (*path, part)
    context: dict[str, Any] = mistake.get("ctx", {})
    if mistake["type"] == "union_tag_invalid":
        return (*path, str(context["discriminator"]).strip("'"))
    return (*path, *context.get("path", ()))


def _has(here: Any, part: str | int) -> bool:
    if isinstance(here, Mapping):
        return part in here
    return isinstance(here, list) and isinstance(part, int) and part < len(here)


def _sentence(mistake: ErrorDetails) -> str:
    kind, given = mistake["type"], mistake["input"]
    context: dict[str, Any] = mistake.get("ctx", {})
    if kind == "fault":
        return str(context["what"])
    if kind in {"literal_error", "union_tag_invalid"}:
        return _wrong_word(kind, given, context)
    if kind in _RANGES:
        word, key = _RANGES[kind]
        return f"{quote(given)} is out of range: it must be {word} {context[key]}."
    if kind in _COUNTS:
        bound, key = _COUNTS[kind]
        return f"here {_entries(len(given))}, and {bound} {context[key]}."
    if kind in _PLAIN:
        return _PLAIN[kind].format(given=quote(given))
    return f"{quote(given)} is not accepted: {mistake['msg'].lower()}."


def _entries(count: int) -> str:
    return "is 1 entry" if count == 1 else f"are {count or 'no'} entries"


def _wrong_word(kind: str, given: object, context: Mapping[str, Any]) -> str:
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        return f"{quote(given)} is not a word allowed here. {suggestion(str(given), words)}"
    words = re.findall(r"'([^']*)'", str(context["expected_tags"]))
    tag = str(context["tag"])
    return f"{quote(tag)} is not a kind of step. {suggestion(tag, words)}"


_RANGES = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}
_COUNTS = {
    "too_short": ("there must be at least", "min_length"),
    "too_long": ("there can be at most", "max_length"),
}
_NO_NUMBER = "{given} is not a number; write a number without a unit."
_NOT_WHOLE = "{given} is not a whole number; write one without a unit."
_NOT_SWITCH = "{given} is neither true nor false."
_NOT_LIST = "{given} is not a list."
_NOT_MAPPING = "{given} is not a mapping; write entries such as 'name: value'."
_PLAIN = {
    "missing": "this entry is missing, and it has no default.",
    "union_tag_not_found": "a step needs the entry 'do', such as 'do: pump'.",
    "finite_number": "{given} is not a finite number.",
    "float_type": _NO_NUMBER,
    "float_parsing": _NO_NUMBER,
    "int_type": _NOT_WHOLE,
    "int_parsing": _NOT_WHOLE,
    "int_from_float": _NOT_WHOLE,
    "bool_type": _NOT_SWITCH,
    "bool_parsing": _NOT_SWITCH,
    "string_type": "{given} is not text; put it in quotation marks.",
    "string_too_short": "the text is empty; write a few words.",
    "list_type": _NOT_LIST,
    "tuple_type": _NOT_LIST,
    "model_type": _NOT_MAPPING,
    "model_attributes_type": _NOT_MAPPING,
    "dict_type": _NOT_MAPPING,
}
