"""What a screen is: its addresses, and its place in the menu."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from lactea.app.pages import MenuEntry


@dataclass(frozen=True)
class Screen:
    """Addresses that belong together; `entry` is None where the menu does not name them."""

    router: APIRouter
    entry: MenuEntry | None
