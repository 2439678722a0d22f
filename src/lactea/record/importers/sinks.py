"""Where imported entries go: into a store, or into a preview that leaves the store as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lactea.record.entries import Entry
from lactea.record.record import PART_OF, Child
from lactea.record.store import adding
from lactea.record.store.adding import Added
from lactea.record.store.opening import Store


@dataclass(frozen=True)
class StoreSink:
    """Keeps entries; those that changed at their source stay as they are."""

    store: Store
    person_id: str

    def add(self, entries: Sequence[Entry]) -> Added:
        return adding.add(self.store, entries)

    def add_child(self, child: Child) -> None:
        adding.add_child(self.store, self.person_id, child)


@dataclass(frozen=True)
class ReplacingSink(StoreSink):
    """Keeps entries; those that changed at their source are replaced."""

    def add(self, entries: Sequence[Entry]) -> Added:
        added = adding.add(self.store, entries)
        adding.replace(self.store, added.changed)
        added.replaced, added.changed = added.changed, []
        return added


@dataclass(frozen=True)
class PreviewSink:
    """Tells what would become of entries, and keeps nothing."""

    store: Store
    seen: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def add(self, entries: Sequence[Entry]) -> Added:
        fresh: list[Entry] = []
        told = Added()
        for entry in entries:
            name = (PART_OF[type(entry)], entry.source_row_id or entry.key)
            earlier = self.seen.setdefault(name, entry)
            if earlier is entry:
                fresh.append(entry)
            elif adding.content(earlier) == adding.content(entry):
                told.duplicate.append(entry)
            else:
                told.changed.append(entry)
        compared = adding.compare(self.store, fresh)
        told.new += compared.new
        told.duplicate += compared.duplicate
        told.changed += compared.changed
        return told

    def add_child(self, child: Child) -> None:
        """Nothing: a preview names no children."""
