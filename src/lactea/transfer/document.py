"""An answer as JSON, ``lactea.milk/1``."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from typing import Any

from lactea.transfer.answer import Answer
from lactea.transfer.day import Day
from lactea.transfer.exposure import Child, Exposure, Spread
from lactea.transfer.observations import Observation
from lactea.transfer.pairs import Pairs
from lactea.transfer.wording import (
    CLOSING,
    INFANT_FIRST,
    NO_DATA,
    discarding,
    shown,
    timing,
    unknown,
)

SCHEMA = "lactea.milk/1"


def document(answer: Answer) -> dict[str, Any]:
    """Plain data of an answer, in the form that :func:`json_schema` describes."""
    absolute = answer.dose_origin != "none"
    question = answer.question
    return {
        "schema": SCHEMA,
        "substance": answer.substance.name,
        "kind": answer.substance.kind,
        "mode": answer.reader,
        "entered": {
            "dose": question.dose_text,
            "every": question.every_text,
            "infant_age_days": question.infant_days,
            "gestation_weeks": question.gestation_weeks,
            "preterm": question.preterm,
        },
        "levels_for": {
            "origin": answer.dose_origin,
            "dose_mg": answer.dose_mg,
            "every_h": answer.every_h,
        },
        "no_data": answer.no_data,
        "warnings": [
            {
                "text": shown(answer, warning.text),
                "no_timing": warning.no_timing,
                "grade": warning.grade,
                "source": _source(answer, warning.source),
            }
            for warning in answer.substance.warnings
        ],
        "ratio": None if answer.ratio is None else {
            "value": answer.ratio.value,
            "low": answer.ratio.at(-1.645),
            "high": answer.ratio.at(1.645),
            "origin": answer.ratio.origin,
            "note": answer.ratio.note,
        },
        "methods": [
            {
                "method": one.method.id,
                "source": one.method.source,
                "limits": one.method.limits,
                "ratio": one.ratio,
                "why_not": one.why_not or None,
                "counted": one.counted,
            }
            for one in answer.methods
        ],
        "measured": [_observation(one) for one in (*answer.ratios, *answer.relative_doses)],
        "exposure": _exposure(answer.usual, answer.usual_child, absolute),
        "upper_exposure": _exposure(answer.upper, answer.upper_child, absolute),
        "pairs": None if answer.pairs is None else _pairs(answer.pairs),
        "day": _day(answer, absolute),
        "timing": None if answer.no_data else timing(answer),
        "discarding": discarding(answer),
        "supply": {
            "change_percent": answer.supply.change_percent,
            "sentence": answer.supply.sentence,
            "said": [shown(answer, one) for one in answer.supply.said],
        },
        "opinions": [
            {
                "who": one.who,
                "scale": one.scale,
                "says": shown(answer, one.says),
                "source": _source(answer, one.source),
            }
            for one in answer.substance.opinions
        ],
        "unknown": list(unknown(answer)),
        "notice": " ".join(([NO_DATA] if answer.no_data else []) + [INFANT_FIRST, CLOSING]),
    }  # fmt: skip


def json_schema() -> dict[str, Any]:
    """JSON Schema of the document, as it is shipped."""
    text = files("lactea.transfer").joinpath("schema_json", "milk.schema.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _source(answer: Answer, name: str) -> dict[str, str]:
    source = answer.substance.sources[name]
    return {"text": shown(answer, source.text), "url": source.url, "verified": source.verified}


def _observation(one: Observation) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "quantity": one.row.quantity,
        "kind": one.kind or None,
        "value": one.row.value,
        "unit": one.row.unit,
        "n": one.row.n,
        "study": one.row.study,
        "grade": one.row.grade,
        "url": one.row.source_url,
    }


def _exposure(found: Exposure | None, child: Child, absolute: bool) -> dict[str, Any] | None:
    if found is None:
        return None
    levels = {
        "plasma_ng_per_mL": found.plasma_ng_per_ml,
        "milk_ng_per_mL": found.milk_ng_per_ml,
        "infant_ug_per_kg_day": found.infant_ug_per_kg_day,
        "infant_ng_per_mL": found.infant_ng_per_ml,
    }
    return {
        "infant": {
            "age_days": child.days,
            "kg": child.kg,
            "milk_mL_per_kg_day": 1000 * child.litres_per_kg_day,
        },
        "relative_dose_percent": _spread(found.relative_dose_percent),
        "relative_dose_intake_mL_per_kg_day": 1000 * found.relative_intake,
        "infant_of_mother": _spread(found.infant_of_mother),
        **{name: _spread(level) if absolute else None for name, level in levels.items()},
    }


def _pairs(pairs: Pairs) -> dict[str, Any]:
    return {
        "people": len(pairs),
        "failed": list(pairs.failed),
        "kg": pairs.kg.tolist(),
        "milk_mL_per_kg_day": (1000 * pairs.litres_per_kg_day).tolist(),
        "relative_dose_percent": pairs.relative_dose_percent.tolist(),
        "infant_of_mother": [_finite(level) for level in pairs.infant_of_mother.tolist()],
    }


def _spread(spread: Spread) -> dict[str, float | None]:
    return {
        "median": _finite(spread.median),
        "low": _finite(spread.low),
        "high": _finite(spread.high),
    }


def _day(answer: Answer, absolute: bool) -> dict[str, Any] | None:
    day = answer.day
    if day is None:
        return None
    told = answer.timing_told
    return {
        "run_in_days": day.run_in_days,
        "milk_mL": day.ml,
        "infant_kg": day.kg,
        "share_of_dose_in_milk": day.share_of_dose_in_milk,
        "milk_highest_over_lowest": _finite(day.swing) if told else None,
        "hours": _hours(day, absolute) if told else [],
        "feeds": [
            {
                "hour": feed.hour,
                "after_dose_h": _finite(feed.after_dose_h),
                "milk_mL": feed.ml,
                "ug": feed.ug if absolute else None,
            }
            for feed in day.feeds
        ]
        if told
        else [],
    }


def _hours(day: Day, absolute: bool) -> list[dict[str, float | None]]:
    return [
        {
            "hour": one.hour,
            "plasma_ng_per_mL": one.plasma if absolute else None,
            "milk_ng_per_mL": one.milk if absolute else None,
            "infant_ng_per_mL": one.infant if absolute else None,
            "milk_of_average": one.milk / day.milk_average if day.milk_average > 0 else None,
        }
        for one in day.hours
    ]


def _finite(value: float) -> float | None:
    """The value; null where it is no number, as before a first dose or beyond what can be eliminated."""
    return value if math.isfinite(value) else None
