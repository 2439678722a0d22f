"""Formats that plug-ins bring along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from pydantic import ValidationError

from lactea.reading.plugins import IMPORTERS, Plugin, plugin_named, usable
from lactea.reading.problems import InputError
from lactea.record.entries import Entry
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import Draft, Format
from lactea.record.importers.table import Row
from lactea.record.record import Child

NOT_READ = "the plug-in that reads this format stopped by an error of its own."
Read = Callable[[Row, Draft], Iterable[Entry | Child]]


@cache
def brought_formats() -> tuple[tuple[Format, ...], tuple[str, ...]]:
    """Formats of all plug-ins, and a sentence on each plug-in that is passed over."""
    brought, faults = usable(IMPORTERS, _guarded_formats)
    return tuple(form for forms in brought for form in forms), tuple(faults)


def formats_in(plugin: Plugin) -> tuple[Format, ...]:
    """The formats that an entry point names.

    Raises
    ------
    PluginError
        It cannot be imported, or names something else.
    """
    found = plugin.load()
    if not isinstance(found, tuple | list) or not found:
        raise plugin.problem("its entry point names no tuple of formats.")
    if not all(isinstance(one, Format) for one in found):
        raise plugin.problem("not everything in its tuple is a Format.")
    return tuple(found)


def _guarded_formats(name: str) -> tuple[Format, ...]:
    plugin = plugin_named(IMPORTERS, name)
    if plugin is None:
        raise InputError(f"there is no importer '{name}'.")
    return tuple(replace(form, read=_guarded(form.read)) for form in formats_in(plugin))


def _guarded(read: Read) -> Read:
    """The same reading, in which an error of the plug-in costs its row and not the import."""

    def guarded(row: Row, draft: Draft) -> Iterable[Entry | Child]:
        try:
            return list(read(row, draft))
        except (RowError, ValidationError):
            raise
        except Exception as error:
            raise RowError(NOT_READ) from error

    return guarded
