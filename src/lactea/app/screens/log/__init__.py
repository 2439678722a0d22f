"""My log: sessions and what belongs to them, with one hand and at night; committed before it is acknowledged."""

from lactea.app.screens.log.pages import SCREEN

__all__ = ["SCREEN"]
