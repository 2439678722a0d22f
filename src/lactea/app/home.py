"""The folder in which a person's data lies."""

from __future__ import annotations

from pathlib import Path


def home_of(chosen: Path | None) -> Path:
    """The folder that was chosen, else the usual one of this machine for lactea."""
    if chosen is not None:
        return chosen
    from platformdirs import user_data_path

    return user_data_path("lactea", appauthor=False)
