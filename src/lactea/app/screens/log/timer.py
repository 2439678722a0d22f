"""The session that goes on right now; kept on the disk, so that it survives a reload and a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from lactea.app.keeping import replace_file
from lactea.record.entries import new_id
from lactea.record.times import UtcTime, now

FILE_NAME = "timer.json"

LiveKind = Literal["pump", "nurse", "hand"]
Side = Literal["left", "right", "both"]


class Running(BaseModel):
    """What was begun, on which side, and when.

    `key` becomes the identifier of the session, so that it is kept once, however often it is stopped.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    kind: LiveKind
    side: Side
    start: UtcTime

    def minutes(self, until: datetime) -> float:
        """How long it has gone on."""
        return (until - self.start).total_seconds() / 60


@dataclass(frozen=True)
class Timer:
    """The file of the running session."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE_NAME

    def running(self) -> Running | None:
        """What goes on; None where nothing does, or where the file is damaged."""
        try:
            return Running.model_validate_json(self.path.read_text("utf-8"))
        except (OSError, ValueError, ValidationError):
            return None

    def start(self, kind: LiveKind, side: Side) -> None:
        """Begin now; what goes on already goes on."""
        if self.running() is None:
            begun = Running(key=new_id(), kind=kind, side=side, start=now())
            replace_file(self.path, begun.model_dump_json())

    def stop(self) -> None:
        """End without keeping anything."""
        self.path.unlink(missing_ok=True)
