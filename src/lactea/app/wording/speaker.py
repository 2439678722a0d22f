"""Says a message in the language, words and units of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lactea.app.preferences import Preferences
from lactea.app.wording.catalogues import is_right_to_left, translate
from lactea.scenario.words import Words
from lactea.stash.amounts import ML_PER_OZ

OZ_PER_ML = float(1 / ML_PER_OZ)


@dataclass(frozen=True)
class Speaker:
    """How one person is spoken to."""

    preferences: Preferences

    def __call__(self, message: str, **values: Any) -> str:
        """A message of the catalogue with the person's own words and with values put in."""
        said = translate(message, self.preferences.language)
        return said.format(**self._own_words(), **values) if "{" in said else said

    def _own_words(self) -> dict[str, str]:
        chosen = self.preferences
        words = Words(parent=chosen.parent, breast=chosen.breast, nursing=chosen.nursing)
        said = {name: translate(getattr(words, name), chosen.language) for name in _WORDS}
        return said | {name.capitalize(): word.capitalize() for name, word in said.items()}

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, for the page."""
        return "rtl" if is_right_to_left(self.preferences.language) else "ltr"

    @property
    def volume_unit(self) -> str:
        """The unit in which volumes are shown."""
        return self.preferences.volume

    def volume(self, millilitres: float) -> str:
        """A volume in the unit of the person."""
        if self.preferences.volume == "oz":
            return f"{millilitres * OZ_PER_ML:.1f} oz"
        return f"{millilitres:.0f} mL"

    def clock(self, moment: datetime) -> str:
        """The time of day of a moment, by a clock of 12 or 24 hours."""
        if self.preferences.clock == "24":
            return f"{moment:%H:%M}"
        return f"{moment.hour % 12 or 12}:{moment:%M} {'a.m.' if moment.hour < 12 else 'p.m.'}"


_WORDS = ("parent", "breast", "breasts", "nursing")
