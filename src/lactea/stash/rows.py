"""One row of a ledger: what was done with which milk, and when."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record
from lactea.stash.amounts import AmountText
from lactea.stash.places import FROZEN, Place

Deed = Literal[
    "expressed", "pooled", "moved", "frozen", "thawed", "warmed", "offered", "used", "discarded"
]
DEEDS: tuple[Deed, ...] = get_args(Deed)
"""In the order in which they are taken to happen where they bear the same time."""

NEEDED: dict[Deed, tuple[str, ...]] = {
    "expressed": ("amount", "place"),
    "pooled": ("milk", "into"),
    "moved": ("milk", "place"),
    "frozen": ("milk", "place"),
    "thawed": ("milk", "place"),
    "warmed": ("milk",),
    "offered": ("milk",),
    "used": ("amount",),
    "discarded": (),
}
ALLOWED: dict[Deed, tuple[str, ...]] = {
    "expressed": ("milk", "side", "kind"),
    "pooled": ("place",),
    "used": ("milk",),
    "discarded": ("milk", "amount"),
}
EXAMPLES = {
    "amount": "amount: 60 mL",
    "place": "place: refrigerator",
    "milk": "milk: A1",
    "into": "into: P1",
}
MOST_TOGETHER = 100


def _names(value: Any) -> Any:
    """Names in one cell are parted by semicolons; a list stands for itself."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = [name.strip() for name in value.split(";")]
    return value


Name = Annotated[str, Field(min_length=1, max_length=60)]
Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_names),
    Field(max_length=MOST_TOGETHER),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Row(Record):
    """What was done at one time.

    ``milk`` names the container or containers; ``expressed`` gives a new one its name. ``used`` and
    ``discarded`` without a name take from what ends first. A ``zone`` holds for this row alone.
    """

    time: Annotated[str, Field(max_length=60)]
    do: Deed
    milk: Names = ()
    amount: AmountText | None = None
    place: Place | None = None
    side: Literal["left", "right", "both"] | None = None
    kind: Literal["milk", "early_milk"] | None = None
    into: Name | None = None
    zone: Annotated[str, Field(max_length=60)] | None = None
    note: Annotated[str, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def _entries_fit_the_deed(self) -> Self:
        needed = NEEDED[self.do]
        for entry in needed:
            if not getattr(self, entry):
                raise fault(
                    f"'{self.do}' needs the entry '{entry}', such as '{EXAMPLES[entry]}'.", entry
                )
        for entry in ("milk", "amount", "place", "side", "kind", "into"):
            if getattr(self, entry) and entry not in (*needed, *ALLOWED.get(self.do, ())):
                raise fault(f"'{self.do}' has no use for the entry '{entry}'; leave it out.", entry)
        return self

    @model_validator(mode="after")
    def _names_fit_the_deed(self) -> Self:
        if self.do == "pooled" and len(set(self.milk)) < 2:
            raise fault("pooled milk needs two names or more, such as 'A1; A2'.", "milk")
        if self.do != "pooled" and len(self.milk) > 1:
            raise fault(f"'{self.do}' takes one name; write a row for each.", "milk")
        if self.do == "discarded" and not (self.milk or self.amount):
            raise fault("'discarded' needs the entry 'milk', 'amount' or both.", "milk")
        return self

    @model_validator(mode="after")
    def _place_fits_the_deed(self) -> Self:
        if self.do == "frozen" and self.place not in FROZEN:
            raise fault(
                f"{quote(self.place)} does not freeze. {suggestion('', sorted(FROZEN))}", "place"
            )
        if self.do == "thawed" and self.place in FROZEN:
            raise fault(f"nothing thaws in {quote(self.place)}; write where it went.", "place")
        return self


COLUMNS: tuple[str, ...] = tuple(Row.model_fields)


def tidy(cells: dict[str, str]) -> dict[str, str]:
    """The cells of a line of CSV as entries of a row: empty ones left out."""
    return {column: cell for column, cell in cells.items() if cell}
