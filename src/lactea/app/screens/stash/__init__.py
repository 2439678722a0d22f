"""Stored milk: a ledger that is kept, what ends next, how long it lasts."""

from lactea.app.screens.stash.pages import SCREEN

__all__ = ["SCREEN"]
