"""The flags that every command shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer


class Mode(StrEnum):
    """For whom results are written; see the intended use in the documentation."""

    parent = "parent"
    clinician = "clinician"
    researcher = "researcher"


@dataclass(frozen=True)
class Settings:
    """Values of the shared flags."""

    seed: int = 0
    json: bool = False
    mode: Mode = Mode.researcher
    data_dir: Path | None = None


def settings_of(context: typer.Context) -> Settings:
    """The shared flags of the command that is running."""
    return context.find_object(Settings) or Settings()


SWITCHES = ("--json", "--version")
WITH_VALUE = ("--seed", "--mode", "--data-dir")


def shared_flags_first(arguments: Sequence[str]) -> list[str]:
    """Move the shared flags to the front, so that they may stand anywhere.

    Raises
    ------
    typer.BadParameter
        A flag stands last and lacks its value.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in SWITCHES or word.startswith(tuple(f"{flag}=" for flag in WITH_VALUE)):
            front.append(word)
        elif word in WITH_VALUE:
            if not waiting:
                raise typer.BadParameter(f"{word} needs a value after it.")
            front += [word, waiting.pop(0)]
        else:
            rest.append(word)
    return front + rest
