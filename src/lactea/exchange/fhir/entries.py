"""Which resource an entry of a record becomes, and where each of its fields stands there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lactea.exchange.fhir.places import (
    Place,
    at,
    component,
    extension,
    moment_at,
    quantity_at,
    text_at,
    text_extension,
)

OBSERVATION, STATEMENT = "Observation", "MedicationStatement"

_ORIGIN = (
    extension("zone"),
    text_extension("source"),
    text_extension("source_row_id"),
    text_at("note", "note", 0, "text"),
)
_OBSERVED = (*_ORIGIN, at("entered_at", "issued"))
_EVENT = (text_at("entry_id", "identifier", 0, "value"), extension("day_only"))
_SPAN = (
    moment_at("time_utc", "effectivePeriod", "start"),
    moment_at("end_utc", "effectivePeriod", "end"),
)
_MOMENT = (moment_at("time_utc", "effectiveDateTime"),)

PLACES: Mapping[str, tuple[Place, ...]] = MappingProxyType({
    "sessions": (
        *_OBSERVED,
        text_at("session_id", "identifier", 0, "value"),
        moment_at("start_utc", "effectivePeriod", "start"),
        moment_at("end_utc", "effectivePeriod", "end"),
        quantity_at("total_mL", "mL", "valueQuantity"),
        component("left_mL", "left", "valueQuantity", "mL"),
        component("right_mL", "right", "valueQuantity", "mL"),
        text_at("device", "device", "display"),
        *map(extension, (
            "split_known", "below_measurable", "side", "left_seconds", "right_seconds",
            "removed_fraction", "fate", "raw_left", "raw_right", "raw_total", "raw_unit",
        )),
    ),
    "medicines": (
        *_ORIGIN,
        *_EVENT,
        *_MOMENT,
        at("entered_at", "dateAsserted"),
        text_at("medicine", "medicationCodeableConcept", "text"),
        text_extension("amount"),
        text_extension("unit"),
    ),
    "weights": (
        *_OBSERVED,
        *_EVENT,
        *_MOMENT,
        quantity_at("weight_g", "g", "valueQuantity"),
        text_extension("raw_weight"),
        extension("raw_unit"),
    ),
    "nappies": (
        *_OBSERVED,
        *_EVENT,
        *_MOMENT,
        component("wet", "wet", "valueBoolean"),
        component("solid", "solid", "valueBoolean"),
        text_extension("colour"),
    ),
    "top_ups": (
        *_OBSERVED,
        *_EVENT,
        *_SPAN,
        quantity_at("amount_mL", "mL", "valueQuantity"),
        extension("milk"),
        extension("raw_amount"),
        extension("raw_unit"),
    ),
    "sleep": (*_OBSERVED, *_EVENT, *_SPAN, extension("nap")),
    "symptoms": (*_OBSERVED, *_EVENT, *_SPAN, text_at("symptom", "valueString")),
})  # fmt: skip
"""By list of the record. Whose an entry is, and what kind a session is, stand in subject and code."""

RESOURCE: Mapping[str, str] = MappingProxyType(
    {part: STATEMENT if part == "medicines" else OBSERVATION for part in PLACES}
)
OF_CHILD = ("weights", "nappies", "top_ups")
"""Lists whose entries are observations of a child; the others are of the person, about a child at most."""
