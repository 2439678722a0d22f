"""What a person chose for the app: words, units, clock, colours, mode. No health data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lactea.app.keeping import replace_file

FILE_NAME = "app.json"

Mode = Literal["parent", "clinician", "researcher"]
Scheme = Literal["auto", "light", "dark", "night"]
ParentWord = Literal["parent", "mother", "father"]
BreastWord = Literal["breast", "chest"]
NursingWord = Literal["nursing", "breastfeeding", "chestfeeding"]
VolumeUnit = Literal["mL", "oz"]
Clock = Literal["24", "12"]


class Preferences(BaseModel):
    """Choices that hold for every screen; the defaults are those of a first visit."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    mode: Mode = "parent"
    language: str = Field(default="en", max_length=12)
    volume: VolumeUnit = "mL"
    clock: Clock = "24"
    scheme: Scheme = "auto"
    parent: ParentWord = "parent"
    breast: BreastWord = "breast"
    nursing: NursingWord = "nursing"


@dataclass(frozen=True)
class PreferencesFile:
    """The file in which they are kept; a damaged one counts as none."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE_NAME

    def read(self) -> Preferences:
        """The choices, or the defaults where there are none."""
        try:
            return Preferences.model_validate(json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError, ValidationError):
            return Preferences()

    def write(self, chosen: Preferences) -> None:
        """Keep other choices."""
        replace_file(self.path, chosen.model_dump_json(indent=1))

    def delete(self) -> None:
        """Remove the file; it is no error where there is none."""
        self.path.unlink(missing_ok=True)
