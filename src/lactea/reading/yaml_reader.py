"""YAML into plain data that remembers its lines.

Only the plain part of YAML is accepted: mappings, lists and scalars. Aliases, tags and several
documents in one file are refused, because a scenario needs none of them and each is a way to
exhaust memory or to run code. Scalars follow YAML 1.2: ``no`` is a word and ``07:00`` is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from lactea.reading.problems import InputError, Path, dotted, quote

MEGABYTE = 1_000_000
DEEPEST = 24
MOST_VALUES = 200_000
LONGEST_NUMBER = 40
EMPTY = "the text is empty."

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?\.(inf|Inf|INF|nan|NaN|NAN)")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class EmptyTextError(InputError):
    """There is nothing in a text; what should be there knows the reader of its kind of file."""


@dataclass(frozen=True)
class Document:
    """Plain data with the line of every value.

    Attributes
    ----------
    data
        Dictionaries, lists, text, numbers, booleans and None.
    source
        Where the text came from, as errors shall name it.
    lines
        Line, counted from 1, by path.
    """

    data: object
    source: str
    lines: dict[Path, int] = field(default_factory=dict)

    def problem(self, path: Path, what: str) -> InputError:
        """The error that says what is wrong at a path, with the line of its nearest ancestor."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return InputError(what, source=self.source, line=self.lines.get(known), field=dotted(path))


def read_file(path: str | FilePath, *, limit: int = MEGABYTE) -> Document:
    """Read a YAML file.

    Parameters
    ----------
    path
        The file.
    limit
        The largest size that is opened, in bytes.

    Raises
    ------
    InputError
        The file is missing, unreadable, too large, not UTF-8 or not plain YAML.
    """
    return parse(file_text(path, limit=limit), str(path))


def file_text(path: str | FilePath, *, limit: int = MEGABYTE) -> str:
    """The text of a file, refused before reading when it is larger than ``limit`` bytes."""
    source = str(path)
    try:
        with open(path, "rb") as stream:
            raw = stream.read(limit + 1)
            size = len(raw) if len(raw) <= limit else max(stream.seek(0, 2), len(raw))
    except FileNotFoundError:
        raise InputError("there is no such file.", source=source) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"it cannot be read: {reason.lower()}.", source=source) from None
    if size > limit:
        raise InputError(
            f"the file is {size / MEGABYTE:.1f} MB, and at most {limit / MEGABYTE:g} MB is read. "
            "Write repeated sessions as one step with 'every' instead of listing them.",
            source=source,
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            "this line holds bytes that are not UTF-8 text; save the file as UTF-8.",
            source=source,
            line=line,
        ) from None


def parse(text: str, source: str, *, most_values: int = MOST_VALUES) -> Document:
    """Read YAML text.

    Parameters
    ----------
    text
        The text.
    source
        How errors shall name it.
    most_values
        How many values the text may hold.

    Raises
    ------
    InputError
        The text is empty or is not plain YAML within the limits of this module.
    """
    try:
        return _Composer(source, most_values).compose(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "it cannot be read"
        raise InputError(
            f"this is not valid YAML: {reason}. Check indentation, quotation marks and brackets.",
            source=source,
            line=mark.line + 1 if mark else None,
        ) from None
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            "the text holds a character that YAML does not allow; write plain text.",
            source=source,
        ) from None


def scalar(text: str) -> object:
    """The value of an unquoted YAML scalar, by the rules of YAML 1.2.

    Raises
    ------
    ValueError
        It is a number with more digits than any quantity has, or not finite.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{quote(text)} is not a finite number.")
    if not _DECIMAL.fullmatch(text):
        return text
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"the number {quote(text)} has more digits than any quantity has.")
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"the number {quote(text)} is too large.")
    return number


@dataclass
class _Open:
    """A mapping or list whose end has not been met."""

    value: dict[str, object] | list[object]
    path: Path
    key: str | None = None

    def next_path(self) -> Path:
        if isinstance(self.value, list):
            return (*self.path, len(self.value))
        return self.path if self.key is None else (*self.path, self.key)


class _Composer:
    """Builds data from parser events without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, source: str, most_values: int) -> None:
        self.most_values = most_values
        self.lines: dict[Path, int] = {}
        self.source = source
        self.stack: list[_Open] = []
        self.root: list[object] = []
        self.count = 0

    def compose(self, events: Iterator[yaml.Event]) -> Document:
        for event in events:
            self._take(event)
        if not self.root:
            raise EmptyTextError(EMPTY, source=self.source)
        return Document(self.root[0], self.source, self.lines)

    def _take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.AliasEvent():
                raise self._refuse(line, "aliases (*name) are not accepted; write it out.")
            case yaml.ScalarEvent():
                self._scalar(event, line)
            case yaml.MappingStartEvent():
                self._open(_Open({}, self._next_path()), event, line)
            case yaml.SequenceStartEvent():
                self._open(_Open([], self._next_path()), event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.DocumentStartEvent() if self.root:
                raise self._refuse(line, "a second document starts here; one file holds one.")
            case _:
                pass

    def _refuse(self, line: int, what: str) -> InputError:
        path = self.stack[-1].path if self.stack else ()
        return InputError(what, source=self.source, line=line, field=dotted(path))

    def _next_path(self) -> Path:
        return self.stack[-1].next_path() if self.stack else ()

    def _open(self, opened: _Open, event: Any, line: int) -> None:
        if event.tag is not None:
            raise self._refuse(line, f"tags ({quote(event.tag)}) are not accepted; leave it out.")
        if len(self.stack) >= DEEPEST:
            raise self._refuse(line, f"entries are nested more than {DEEPEST} deep.")
        self._add(opened.value, line)
        self.stack.append(opened)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        plain, quoted = event.implicit
        if not (plain or quoted):
            raise self._refuse(line, f"tags ({quote(event.tag)}) are not accepted; leave it out.")
        text = event.value
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in text) or not _encodes(text):
            raise self._refuse(line, f"{quote(text)} holds a control character.")
        if self._expects_key():
            self._set_key(text, line)
            return
        try:
            self._add(scalar(text) if plain else text, line)
        except ValueError as error:
            if isinstance(error, InputError):
                raise
            path = dotted(self._next_path())
            raise InputError(str(error), source=self.source, line=line, field=path) from None

    def _expects_key(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].value, dict)
            and (self.stack[-1].key is None)
        )

    def _set_key(self, key: str, line: int) -> None:
        here = self.stack[-1]
        if key in here.value:
            raise InputError(
                f"the entry {quote(key)} is given twice; keep one.",
                source=self.source,
                line=line,
                field=dotted((*here.path, key)),
            )
        here.key = key

    def _add(self, value: object, line: int) -> None:
        self.count += 1
        if self.count > self.most_values:
            raise self._refuse(line, f"the text holds more than {self.most_values:,} values.")
        if self._expects_key():
            raise self._refuse(line, "a list or mapping cannot be the name of an entry.")
        self.lines[self._next_path()] = line
        if not self.stack:
            self.root.append(value)
            return
        here = self.stack[-1]
        if isinstance(here.value, list):
            here.value.append(value)
        elif here.key is not None:
            here.value[here.key] = value
            here.key = None


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
