"""The ways by which a medicine enters the body, as files name them."""

from __future__ import annotations

from typing import Literal

Route = Literal[
    "oral",
    "intravenous",
    "intramuscular",
    "subcutaneous",
    "nasal",
    "inhaled",
    "transdermal",
    "vaginal",
]
