"""Plug-ins: what other installed packages bring along, found by their entry points.

Entry points are looked up late and once: a name of the package itself is never looked for among them, so
that nobody without plug-ins waits for it, and no plug-in can stand in the place of something of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.resources import as_file, files
from typing import TypeVar

from lactea.reading.problems import InputError, quote
from lactea.reading.yaml_reader import Document, file_text, parse

MEDICINES = "lactea.medicines"
PROTOCOLS = "lactea.protocols"
IMPORTERS = "lactea.importers"
MECHANISMS = "lactea.mechanisms"
PARAMETER_SETS = "lactea.parameter_sets"
GROUPS = (MEDICINES, PROTOCOLS, IMPORTERS, MECHANISMS, PARAMETER_SETS)
"""Groups of entry points that lactea reads."""
WELL_NAMED = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
T = TypeVar("T")


class PluginError(InputError):
    """A plug-in cannot be used; the text says which, of which package, and why."""


@dataclass(frozen=True)
class Plugin:
    """One entry point of an installed package.

    Attributes
    ----------
    group, name
        Kind of plug-in, and how people call it.
    package, version
        Whose it is.
    """

    group: str
    name: str
    package: str
    version: str
    entry: EntryPoint

    def __str__(self) -> str:
        return f"plug-in {quote(self.name)} ({self.group}) of {self.package} {self.version}"

    @property
    def origin(self) -> str:
        """Its name and whose it is, as results and lists show it."""
        return f"{self.name} ({self.package} {self.version})"

    def load(self) -> object:
        """What the entry point names.

        Raises
        ------
        PluginError
            It cannot be imported, whatever its code raised.
        """
        try:
            return self.entry.load()
        except (Exception, SystemExit) as error:
            raise self.problem(_said(error)) from error

    def text(self) -> str:
        """The file ``NAME.yaml`` in the package that the entry point names.

        Raises
        ------
        PluginError
            The package cannot be imported.
        InputError
            The file is missing, too large, or no text.
        """
        return _text(self)

    def document(self) -> Document:
        """The same as plain data; also raises ``InputError`` where it is no plain YAML."""
        return parse(self.text(), str(self))

    def problem(self, what: str) -> PluginError:
        """The error that says what is wrong with it."""
        return PluginError(f"it cannot be used: {what}", source=str(self))


@dataclass(frozen=True)
class _Installed:
    """Every plug-in, and a sentence on each package whose entry points cannot be read."""

    plugins: tuple[Plugin, ...]
    unreadable: tuple[str, ...]


def unreadable_packages() -> tuple[str, ...]:
    """A sentence on each installed package whose entry points cannot be read."""
    return _installed().unreadable


def plugins(group: str) -> tuple[Plugin, ...]:
    """Installed plug-ins of a group, sorted by name."""
    return tuple(one for one in _installed().plugins if one.group == group)


def plugin_names(group: str) -> tuple[str, ...]:
    """Names of installed plug-ins of a group, sorted."""
    return tuple(dict.fromkeys(one.name for one in plugins(group)))


def plugin_named(group: str, name: str) -> Plugin | None:
    """The plug-in of a name; None where there is none.

    Raises
    ------
    PluginError
        Several packages bring one of this name.
    """
    found = [one for one in plugins(group) if one.name == name]
    if len(found) > 1:
        others = ", ".join(one.package for one in found[1:])
        raise found[0].problem(f"{others} has one of the same name; uninstall one of them.")
    return found[0] if found else None


def usable(group: str, load: Callable[[str], T]) -> tuple[list[T], list[str]]:
    """What the plug-ins of a group bring, and a sentence on each package or plug-in that is passed over.

    Parameters
    ----------
    load
        From the name of a plug-in to what it brings; raises ``InputError`` where it cannot.
    """
    brought: list[T] = []
    faults = list(unreadable_packages())
    for name in plugin_names(group):
        try:
            brought.append(load(name))
        except InputError as error:
            faults.append(f"passed over: {error}")
    return brought, faults


@cache
def _installed() -> _Installed:
    found: list[Plugin] = []
    unreadable: list[str] = []
    seen: set[str] = set()
    for package in distributions():
        try:
            entries = [entry for entry in package.entry_points if entry.group in GROUPS]
        except Exception as error:  # whatever somebody else's file makes of its reader
            unreadable.append(
                f"passed over: the entry points of {quote(_name_of(package))} cannot be read: "
                f"{_said(error)}"
            )
            continue
        name = _name_of(package) if entries else ""
        if name and name not in seen:  # of several copies the first on the path is imported
            seen.add(name)
            found += [
                Plugin(entry.group, entry.name, name, package.version, entry) for entry in entries
            ]
    found.sort(key=lambda one: (GROUPS.index(one.group), one.name))
    return _Installed(tuple(found), tuple(unreadable))


def _name_of(package: Distribution) -> str:
    """Name of a package; empty where it has none, and so is none that anybody installed."""
    try:
        return package.metadata["Name"] or ""
    except Exception:
        return ""


@cache
def _text(plugin: Plugin) -> str:
    if not WELL_NAMED.fullmatch(plugin.name):
        raise plugin.problem("a name has small letters, digits and single hyphens.")
    plugin.load()
    resource = files(plugin.entry.module).joinpath(f"{plugin.name}.yaml")
    with as_file(resource) as path:
        return file_text(path)


def _said(error: BaseException) -> str:
    """What an exception of somebody else's code says, on one line."""
    return f"{type(error).__name__}: {quote(str(error))}."
