"""The document of ``lactea ducts --json``, schema ``lactea.ducts/1``."""

from __future__ import annotations

from typing import Any

from lactea import __version__
from lactea.ducts.account import Account
from lactea.ducts.anatomy import NUMBERS
from lactea.ducts.reduction import LobuleGroup

SCHEMA = "lactea.ducts/1"


def document(account: Account) -> dict[str, Any]:
    """An account as plain data; units stand in the names."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "side": account.side,
        "seed": account.unharmed.seed,
        "person": account.person,
        "day": account.day,
        "share_of_lobes_left": account.lobes_left,
        "tissue": account.tree.tissue,
        "lobules": account.tree.lobules,
        "alveoli_per_lobule": account.tree.alveoli,
        "share_of_pressure_spent_in_ducts": account.share_in_ducts,
        "flow_mL_per_min": account.ejection.total,
        "flow_harmed_mL_per_min": account.after.total,
        "imbalance": max(account.ejection.imbalance, account.after.imbalance),
        "main_ducts": _main_ducts(account),
        "branches": [
            {
                "label": branch.label,
                "diameter_mm": branch.diameter,
                "length_mm": branch.length,
                "lobules": branch.lobules,
            }
            for branch in account.tree.branches.values()
        ],
        "harms": [{"branch": harm.label, "bore": harm.bore} for harm in account.harms],
        "groups": [_group(account, number, group) for number, group in enumerate(account.groups)],
        "numbers": [
            {
                "id": entry.id,
                "value": entry.value,
                "unit": entry.unit,
                "source": entry.source,
                "grade": entry.grade,
                "reason": entry.reason,
            }
            for entry in NUMBERS
        ],
    }


def _main_ducts(account: Account) -> list[dict[str, Any]]:
    return [
        {
            "number": branch.lobe,
            "diameter_mm": branch.diameter,
            "nipple_diameter_mm": branch.nipple_diameter,
            "first_branch_mm": branch.length,
            "lobules": branch.lobules,
            "share": branch.lobules / account.tree.lobules,
            "flow_mL_per_min": account.ejection.flows[branch.label],
            "flow_harmed_mL_per_min": account.after.flows[branch.label],
        }
        for branch in account.tree.main_ducts
    ]


def _group(account: Account, number: int, group: LobuleGroup) -> dict[str, Any]:
    return {
        "lobe": group.lobe,
        "behind": list(group.behind),
        "lobules": group.lobules,
        "share": group.share,
        "patency": group.patency,
        "milk_unharmed_mL_per_day": account.usual_milk(group),
        "milk_mL_per_day": account.milk(number),
        "first_day": account.unharmed.first_day,
        "milk_by_day_mL": [float(amount) for amount in account.milk_by_day(number)],
    }
