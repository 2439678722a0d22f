"""The one pint registry of lactea, made when it is first needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint


@cache
def unit_registry() -> pint.UnitRegistry[Any]:
    """All units that texts may use.

    Reading pint's own list of units takes a tenth of a second, so pint keeps what it read in the
    user's cache. Where that folder cannot be written, or holds something damaged, the list is read anew.
    """
    import pint
    from platformdirs import user_cache_path

    try:
        return pint.UnitRegistry(cache_folder=user_cache_path("lactea", appauthor=False) / "units")
    except Exception:  # a cache may fail in any way: a disk, a lock, a damaged pickle
        return pint.UnitRegistry(cache_folder=None)
