"""An answer as JSON: ``lactea.fit/1`` and ``lactea.forecast/1``."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import numpy as np

from lactea.results.stamp import commit, parameter_set, version
from lactea.scenario import scenario_hash
from lactea.twin.answer import Answer, Fitted, Question
from lactea.twin.forecast import LEVELS, Outlook
from lactea.twin.problems import RefusalError
from lactea.twin.wording import INFANT_FIRST, LAYERS, NOTICE

FIT, FORECAST = "lactea.fit/1", "lactea.forecast/1"
SIDES = ("left", "right", "total")


def json_schema() -> dict[str, Any]:
    """JSON Schema of a forecast, as it is shipped."""
    text = files("lactea.twin").joinpath("schema", "forecast.schema.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def stamp_of(schema: str, question: Question) -> dict[str, Any]:
    """Provenance."""
    from lactea.body.registry import default_body

    values = {entry.id: entry.value for entry in default_body().parameters.values()}
    return {
        "schema": schema,
        "version": version(),
        "commit": commit(),
        "scenario": question.scenario.name,
        "scenario_hash": scenario_hash(question.scenario),
        "parameter_set": parameter_set(values),
        "seed": question.seed,
    }


def refusal_document(schema: str, question: Question, error: RefusalError) -> dict[str, Any]:
    """The answer that there is none, and why."""
    refused = {"reason": error.reason, "text": str(error)}
    return {**stamp_of(schema, question), "refused": refused}


def fit_document(question: Question, fitted: Fitted) -> dict[str, Any]:
    """What a log taught."""
    diary = fitted.diary
    return {
        **stamp_of(FIT, question),
        "refused": None,
        "log": {
            "first_day": diary.date_of(diary.first_day).isoformat(),
            "last_day": diary.date_of(diary.last_day).isoformat(),
        },
        "evidence": _evidence(fitted),
        "learned": [
            {
                "id": value.id,
                "words": value.words,
                "relative_change": _rounded(value.change, 3),
                "spread_after_over_before": _rounded(value.contraction, 3),
                "verdict": value.verdict,
            }
            for value in fitted.values
        ],
        "notice": NOTICE,
    }


def forecast_document(answer: Answer) -> dict[str, Any]:
    """A forecast with everything that belongs to it."""
    question, fitted = answer.question, answer.fitted
    words = {plan.id: plan.words for plan in question.ways}
    return {
        **stamp_of(FORECAST, question),
        "refused": None,
        "made_from": fitted.diary.date_of(fitted.diary.last_day).isoformat(),
        "plan": {"id": question.plan.id, "words": question.plan.words},
        "layers": [
            {"id": name, "words": LAYERS[name], "days": _days(fitted, outlook)}
            for name, outlook in (
                ("in_general", answer.in_general),
                ("after_answers", answer.after_answers),
                ("after_log", answer.after_log),
            )
        ],
        "what_if": [
            {"id": name, "words": words[name], "days": _days(fitted, outlook)}
            for name, outlook in answer.lines.items()
        ],
        "why": [
            {
                "id": effect.cause.id,
                "words": effect.cause.words,
                "formula": effect.cause.formula,
                "effect_mL_per_day": _rounded(effect.effect),
            }
            for effect in answer.effects
        ],
        "past_forecasts": [_past(fitted, past) for past in answer.past],
        "infant": _infant(fitted),
        "review": {
            "evidence": _evidence(fitted),
            "prior": f"{len(fitted.cohort)} people of the cohort, each in an own possible world",
            "not_learned": [
                value.words for value in fitted.values if value.verdict == "not learned"
            ],
            "variance_share_of_assumed_parameters": _rounded(answer.assumed_share, 2),
        },
        "notice": NOTICE,
    }


def _days(fitted: Fitted, outlook: Outlook) -> list[dict[str, Any]]:
    sides = [outlook.milk[..., 0], outlook.milk[..., 1], outlook.total]
    bands = {name: outlook.quantiles(milk) for name, milk in zip(SIDES, sides, strict=True)}
    keys = [f"p{level * 100:02.0f}" for level in LEVELS]
    return [
        {
            "day": outlook.first_day + day,
            "date": fitted.diary.date_of(outlook.first_day + day).isoformat(),
            "milk_mL": {
                name: {key: _rounded(value) for key, value in zip(keys, band[:, day], strict=True)}
                for name, band in bands.items()
            },
        }
        for day in range(outlook.total.shape[1])
    ]


def _evidence(fitted: Fitted) -> dict[str, Any]:
    evidence = fitted.evidence
    return {
        "sessions": evidence.sessions,
        "readings": evidence.readings,
        "days": evidence.days,
        "effective_readings": _rounded(evidence.effective),
        "doubted_readings": evidence.doubted,
        "session_noise": _rounded(evidence.session_noise, 3),
        "day_noise": _rounded(evidence.day_noise, 3),
        "drift": _rounded(evidence.drift, 3),
    }


def _past(fitted: Fitted, past: Any) -> dict[str, Any]:
    return {
        "days_ago": past.days_ago,
        "refused": past.refused,
        "days_compared": past.compared,
        "days_inside_90": past.inside,
        "mean_error_mL": _rounded(past.mean_error),
        "typical_error_mL": _rounded(past.typical_error),
        "days": [
            {
                "date": fitted.diary.date_of(day).isoformat(),
                "p05": _rounded(low),
                "p50": _rounded(middle),
                "p95": _rounded(high),
                "logged": _rounded(milk),
            }
            for day, low, middle, high, milk in past.rows
        ],
    }


def _infant(fitted: Fitted) -> dict[str, Any] | None:
    infant = fitted.diary.infant
    if infant is None:
        return None
    return {
        "weight_kg": infant.weighed_kg,
        "weighed": None
        if infant.weighed_day is None
        else fitted.diary.date_of(infant.weighed_day).isoformat(),
        "age_days": fitted.diary.last_day,
        "wet_nappies_per_day": infant.wet_nappies,
        "words": INFANT_FIRST,
    }


def _rounded(value: float, digits: int = 1) -> float:
    found = round(float(np.nan_to_num(value)), digits)
    return found + 0.0  # never minus nothing
