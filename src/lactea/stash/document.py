"""The document of ``lactea stash --json``, schema ``lactea.stash/1``. Volumes are in mL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import tzinfo
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lactea.stash.account import Account
from lactea.stash.arrival import Arrival
from lactea.stash.books import Stock, volume
from lactea.stash.lots import Lot
from lactea.stash.moments import iso
from lactea.stash.plan import Plan
from lactea.stash.storage import Limit, Times, storage_file

SCHEMA = "lactea.stash/1"


@cache
def schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    text = files("lactea.stash").joinpath("schema", "stash.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def storage_document(times: Times) -> dict[str, Any]:
    """The published times for one infant as plain data."""
    file = storage_file()
    return {
        "infant": times.infant,
        "guideline": times.guideline or "shortest",
        "guidelines": [
            {"name": short, "publisher": guideline.name, "country": guideline.country}
            for short, guideline in times.guidelines.items()
        ],
        "times": [_limit(limit) for limit in times],
        "assumptions": [one.model_dump() for one in file.assumptions],
        "statements": [
            {"text": one.text, "source": file.sources[one.source].model_dump()}
            for one in file.statements
        ],
    }


def document(account: Account) -> dict[str, Any]:
    """An account as plain data; what was not asked is null."""
    zone = account.ledger.zone
    return {
        "ledger": account.ledger.source,
        "zone": str(zone),
        "on": iso(account.stock.at, zone),
        **storage_document(account.times),
        "totals_mL": _totals(account.stock),
        "later_rows": account.stock.later,
        "within_published_time": [_lot(lot, zone) for lot in account.stock.usable],
        "past_published_time": [_lot(lot, zone) for lot in account.stock.past],
        "without_published_time": [_lot(lot, zone) for lot in account.stock.without_time],
        "lasting": None if account.plan is None else _lasting(account, account.plan),
        "reach": _reach(account),
        "arrivals": [_arrival(arrival) for arrival in account.arrivals],
    }


def _totals(stock: Stock) -> Mapping[str, float]:
    return {
        "expressed": float(stock.expressed),
        "used": float(stock.used),
        "discarded": float(stock.discarded),
        "past_published_time": float(volume(stock.past)),
        "without_published_time": float(volume(stock.without_time)),
        "within_published_time": float(volume(stock.usable)),
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "milk": limit.milk,
        "place": limit.place,
        "hours": limit.ticks / 3600,
        "up_to_hours": None if limit.up_to_ticks is None else limit.up_to_ticks / 3600,
        "guideline": limit.guideline,
        "grade": "expert",
        "source": limit.source.model_dump(),
        "evidence_row": limit.row or None,
        "note": limit.note or None,
    }


def _lot(lot: Lot, zone: tzinfo) -> dict[str, Any]:
    return {
        "name": lot.name,
        "expressed": iso(lot.expressed_at, zone),
        "milk": lot.milk,
        "place": lot.place,
        "amount_mL": float(lot.ml),
        "drops": lot.drops,
        "early_milk": lot.early,
        "side": lot.side,
        "time_ends": None if lot.limit is None else iso(lot.ends_at, zone),
        "guideline": None if lot.limit is None else lot.limit.guideline,
    }


def _lasting(account: Account, plan: Plan) -> dict[str, Any]:
    assert account.need is not None
    return {
        "need": account.need.words,
        "first_day": account.first_day.isoformat(),
        "covered_days": plan.covered_days,
        "last_covered_day": None if plan.last_covered is None else plan.last_covered.isoformat(),
        "past_unused_mL": float(plan.past),
        "simulated_put_by_mL": float(sum((one.ml for one in account.put_by), Fraction(0))),
        "days": [
            {
                "day": one.day.isoformat(),
                "need_mL": float(one.need),
                "from_stash_mL": float(one.given),
                "not_covered_mL": float(one.short),
                "past_published_time_mL": float(one.past),
                "left_mL": float(one.left),
            }
            for one in plan.days
        ],
    }


def _reach(account: Account) -> dict[str, Any] | None:
    reach = account.reach
    if reach is None:
        return None
    last = reach.last_pumping_day
    return {
        "until": reach.until.isoformat(),
        "reached": reach.reached,
        "pumping_days": reach.pumping_days,
        "last_pumping_day": None if last is None else last.isoformat(),
    }


def _arrival(arrival: Arrival) -> dict[str, Any]:
    return {
        "day": arrival.day.isoformat(),
        "within_published_time_mL": float(arrival.within),
        "early_milk_mL": float(arrival.early),
        "past_by_then_mL": float(arrival.past),
        "within_if_frozen_from": {
            place: day.isoformat() for place, day in arrival.frozen_from.items()
        },
    }
