"""Files that were sent and not yet taken over: in memory only, and only the last few."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

MOST_HELD = 3


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Said:
    """What a person says of a file; what is left empty is found in the file, or asked.

    Attributes
    ----------
    format : str
        Name of a format; recognised by the columns without it.
    """

    format: str = ""
    zone: str = ""
    unit: str = ""
    weight_unit: str = ""
    dates: str = ""
    decimal: str = "point"
    repeated_hour: str = ""
    encoding: str = ""


@dataclass
class Held:
    """A file between its arrival and the word of the person; `said` is what was confirmed."""

    upload: Upload
    said: Said | None = None
    replacing: bool = False


@dataclass
class Uploads:
    """Files by a random key; the one that came longest ago goes first."""

    _held: OrderedDict[str, Held] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def hold(self, upload: Upload) -> str:
        """Hold a file; the key by which it is found."""
        key = secrets.token_hex(8)
        with self._lock:
            self._held[key] = Held(upload)
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
        return key

    def find(self, key: str) -> Held | None:
        """The file of a key; None where it had to go."""
        with self._lock:
            return self._held.get(key)

    def forget_all(self) -> None:
        """Drop every file."""
        with self._lock:
            self._held.clear()
