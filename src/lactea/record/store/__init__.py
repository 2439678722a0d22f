"""Where records are kept: a file in the person's own folder, or a PostgreSQL database.

Everything that was acknowledged is committed. One schema serves both; it is migrated when a store
that an older lactea wrote is opened.
"""

from lactea.record.store.adding import Added, add, add_child, add_person, replace
from lactea.record.store.erasing import Erased, erase, sweep
from lactea.record.store.opening import Store, default_place, open_store
from lactea.record.store.problems import StoreError
from lactea.record.store.reading import children_of, people, read, whole
from lactea.record.store.selection import Selection

__all__ = [
    "Added",
    "Erased",
    "Selection",
    "Store",
    "StoreError",
    "add",
    "add_child",
    "add_person",
    "children_of",
    "default_place",
    "erase",
    "open_store",
    "people",
    "read",
    "replace",
    "sweep",
    "whole",
]
