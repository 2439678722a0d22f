"""The words a person wants to hear for themselves, their body and what they do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lactea.reading.record import Record

Word = Annotated[str, Field(min_length=1, max_length=40)]


class Words(Record):
    """Words for the echo; they change no number."""

    parent: Word = "parent"
    breast: Word = "breast"
    nursing: Word = "nursing"

    @property
    def breasts(self) -> str:
        return self.breast if self.breast.endswith(("s", "x")) else f"{self.breast}s"

    @property
    def both(self) -> str:
        """Left and right together; of a chest there is one."""
        if self.breast.casefold() == "chest":
            return f"both sides of the {self.breast}"
        return f"both {self.breasts}"
