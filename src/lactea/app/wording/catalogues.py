"""Catalogues of translations, and two made-up languages that show what is not in a catalogue.

A catalogue is a gettext file ``locale/LANGUAGE.po`` beside this module; English needs none. The pseudo
languages are computed: accents on every letter and a third more of them, and the same from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

PSEUDO, PSEUDO_RTL = "en-XA", "ar-XB"
ENGLISH = "en"
_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ",
)
_FIELD = re.compile(r"\{[^{}]*\}")
_LONGER = 3
"""A letter more for so many letters: translations of English are longer than it."""


def languages() -> tuple[str, ...]:
    """Codes of the languages that can be chosen."""
    shipped = sorted(
        entry.name.removesuffix(".po")
        for entry in files("lactea.app.wording").joinpath("locale").iterdir()
        if entry.name.endswith(".po")
    )
    return (ENGLISH, *shipped, PSEUDO, PSEUDO_RTL)


def is_right_to_left(language: str) -> bool:
    """Whether pages of that language are laid out from right to left."""
    from babel import Locale, UnknownLocaleError

    if language == PSEUDO_RTL:
        return True
    try:
        return Locale.parse(language, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def translate(message: str, language: str) -> str:
    """A message of the app in a language; in English where the catalogue lacks it."""
    if language == ENGLISH:
        return message
    if language in (PSEUDO, PSEUDO_RTL):
        return pseudo(message)
    return _catalogue(language).get(message) or message


def pseudo(message: str) -> str:
    """A message with accents, in brackets and longer; its fields stay as they are."""
    parts = _FIELD.split(message)
    fields = [*_FIELD.findall(message), ""]
    told = "".join(
        part.translate(_ACCENTED) + name for part, name in zip(parts, fields, strict=True)
    )
    return f"[{told}{'~' * (len(message) // _LONGER)}]"


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    from babel.messages.pofile import read_po

    if language not in languages():
        return {}
    place = files("lactea.app.wording").joinpath("locale", f"{language}.po")
    with place.open("rb") as stream:
        return {
            str(entry.id): str(entry.string)
            for entry in read_po(stream)
            if entry.id and not entry.fuzzy
        }
