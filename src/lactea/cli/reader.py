"""What a reader may see of a scenario: a parent sees no dose that others wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lactea.cli.settings import Mode, Settings


def is_own(scenario: str) -> bool:
    """Whether a scenario is a file, so that its doses are those that the reader entered, and not a builtin."""
    from lactea.scenario.library import is_file_name

    return is_file_name(scenario)


def words_for(settings: Settings, scenario: str) -> Callable[[str], str]:
    """What makes a text on a scenario fit for the reader."""
    return str if is_own(scenario) else library_words_for(settings)


def library_words_for(settings: Settings) -> Callable[[str], str]:
    """What makes a text fit for the reader that no reader wrote, such as the reason of a parameter."""
    if settings.mode is not Mode.parent:
        return str
    from lactea.safety.doses import without_doses

    return without_doses


def data_for(words: Callable[[str], str], data: Any) -> Any:
    """Plain data with every text in it made fit for the reader."""
    if isinstance(data, str):
        return words(data)
    if isinstance(data, dict):
        return {key: data_for(words, value) for key, value in data.items()}
    if isinstance(data, list):
        return [data_for(words, value) for value in data]
    return data
