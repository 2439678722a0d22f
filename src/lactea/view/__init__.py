"""Figures and reports of simulated runs.

>>> from lactea.view import save_figures, write_report
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lactea.view.report import write_report
    from lactea.view.saving import save_figures

__all__ = ["save_figures", "write_report"]


def __getattr__(name: str) -> Any:
    """Import late: drawing takes a second to load, and most commands draw nothing."""
    if name == "save_figures":
        from lactea.view.saving import save_figures

        return save_figures
    if name == "write_report":
        from lactea.view.report import write_report

        return write_report
    raise AttributeError(f"module 'lactea.view' has no attribute '{name}'")
