"""A family of plans as FHIR: a care plan for each, proposed and not ordered, and the whole document beside them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from lactea.exchange.fhir.bundle import address_of, checked
from lactea.exchange.fhir.codes import Resource
from lactea.exchange.problems import ExportError
from lactea.plan.stored import SCHEMA
from lactea.plan.week import WEEKDAYS, said

JSON = "application/json"
NO_PLANS = "this bundle holds no plans that lactea wrote."


def bundle_of_plans(document: dict[str, Any]) -> Resource:
    """Plans, as ``lactea plan --out`` keeps them, as a bundle that the FHIR library has checked.

    A care plan holds what FHIR has a place for: title, goal, time, sessions and visits in words. Everything
    else stands in the document itself, which is attached whole.
    """
    family = document["plan_id"]
    person, whole = address_of("person", family), address_of("plans", family)
    resources: list[tuple[str, Resource]] = [
        (person, {"resourceType": "Patient", "identifier": [{"value": family}]}),
        (whole, _attached(document)),
    ]
    for plan in document["plans"]:
        resource = _care_plan(document, plan) | {
            "subject": {"reference": person},
            "supportingInfo": [{"reference": whole}],
        }
        resources.append((address_of("plan", family, plan["letter"]), resource))
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": address, "resource": resource} for address, resource in resources],
    }
    checked(bundle, family)
    return bundle


def plans_of_bundle(bundle: object, source: str) -> dict[str, Any]:
    """The document of the plans in a bundle.

    Raises
    ------
    ExportError
        It is no bundle, or holds no plans that lactea wrote.
    """
    for resource in (one.get("resource", {}) for one in checked(bundle, source).get("entry", ())):
        for content in resource.get("content", ()):
            found = _document(content.get("attachment", {}))
            if found is not None:
                return found
    raise ExportError(f"{source}: {NO_PLANS}")


def _document(attachment: Resource) -> dict[str, Any] | None:
    if attachment.get("contentType") != JSON or "data" not in attachment:
        return None
    try:
        found = json.loads(base64.b64decode(attachment["data"], validate=True))
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("schema") == SCHEMA else None


def _attached(document: dict[str, Any]) -> Resource:
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        raise ExportError(
            f"{document['plan_id']}: these plans hold a number or a letter that is none, such as NaN; "
            "write them anew with 'lactea plan REQUEST --out plans.json'."
        ) from None
    data = base64.b64encode(text).decode()
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "description": f"{SCHEMA}, lactea {document['version']}",
        "content": [{"attachment": {"contentType": JSON, "data": data}}],
    }


def _care_plan(document: dict[str, Any], plan: dict[str, Any]) -> Resource:
    stretches = plan["schedule"]["stretches"]
    dates = [day for one in stretches for day in (one["from"], one["until"])]
    resource: Resource = {
        "resourceType": "CarePlan",
        "identifier": [{"value": f"{document['plan_id']}-{plan['letter']}"}],
        "status": "draft",
        "intent": "proposal",
        "title": plan["title"],
        "description": f"{document['goal']} {document['notice']}",
        "activity": [{"detail": one} for one in (*_sessions(plan), *_visits(plan))],
    }
    if dates:
        resource["period"] = {"start": min(dates), "end": max(dates)}
    if not resource["activity"]:
        del resource["activity"]
    return resource


def _sessions(plan: dict[str, Any]) -> Iterator[Resource]:
    for stretch in plan["schedule"]["stretches"]:
        week = said(stretch.get("weekdays", WEEKDAYS))
        on = f", {week}" if week else ""
        for session in stretch["sessions"]:
            yield {
                "status": "not-started",
                "description": f"Session of {session['minutes']} min at {session['time']}{on}",
                "scheduledPeriod": {"start": stretch["from"], "end": stretch["until"]},
            }


def _visits(plan: dict[str, Any]) -> Iterator[Resource]:
    for visit in plan["visits"]:
        yield {
            "status": "not-started",
            "description": visit["what"],
            "scheduledPeriod": {"start": visit["date"], "end": visit["date"]},
        }
