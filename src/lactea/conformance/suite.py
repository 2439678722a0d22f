"""All checks of one plug-in: of its name, and of what it brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lactea.conformance.importer import importer_faults
from lactea.conformance.mechanism import mechanism_faults
from lactea.conformance.medicine import medicine_faults
from lactea.conformance.naming import naming_faults
from lactea.conformance.parameter_set import parameter_set_faults
from lactea.conformance.protocol import protocol_faults
from lactea.reading.plugins import (
    GROUPS,
    IMPORTERS,
    MECHANISMS,
    MEDICINES,
    PARAMETER_SETS,
    PROTOCOLS,
    Plugin,
    plugins,
)
from lactea.reading.problems import InputError, quote, suggestion

CHECKS: Mapping[str, Callable[[Plugin], list[str]]] = {
    MEDICINES: medicine_faults,
    PROTOCOLS: protocol_faults,
    IMPORTERS: importer_faults,
    MECHANISMS: mechanism_faults,
    PARAMETER_SETS: parameter_set_faults,
}


def check(plugin: Plugin) -> list[str]:
    """What is wrong with a plug-in, a sentence each; empty where it conforms.

    No error of the plug-in's own code comes through: it becomes a sentence.
    """
    faults = naming_faults(plugin)
    try:
        plugin.load()
        return [*faults, *CHECKS[plugin.group](plugin)]
    except InputError as error:
        return [*faults, _told(error, plugin)]
    except Exception as error:
        said = f"{type(error).__name__}: {quote(str(error))}"
        return [*faults, f"its own code stopped the check ({said})."]


def _told(error: InputError, plugin: Plugin) -> str:
    """An error in a sentence that need not say again of which plug-in it is."""
    if error.source != str(plugin):
        return str(error)
    return str(InputError(error.what, line=error.line, field=error.field))


def check_named(name: str) -> list[str]:
    """The same for every installed plug-in of a name.

    Raises
    ------
    InputError
        None of this name is installed.
    """
    return [fault for plugin in plugins_called(name) for fault in check(plugin)]


def plugins_called(name: str) -> list[Plugin]:
    """Installed plug-ins of a name, in any group, or of a package of this name.

    Raises
    ------
    InputError
        There is none.
    """
    known = [one for group in GROUPS for one in plugins(group)]
    found = [one for one in known if name in (one.name, one.package)]
    if not found:
        names = list(dict.fromkeys([*(one.name for one in known), *(one.package for one in known)]))
        raise InputError(f"no plug-in {quote(name)} is installed. {suggestion(name, names)}")
    return found
