"""The numbers of this version of lactea as a parameter set, so that a later version can run on them."""

from __future__ import annotations

from typing import Any

import yaml

from lactea.body.language import Parameter
from lactea.body.registry import default_body
from lactea.engine.units import value_text
from lactea.results.stamp import commit, version
from lactea.scenario.parameter_sets import SCHEMA


def present_numbers(name: str) -> str:
    """Every parameter of the body as YAML text of the format ``lactea.parameter_set/1``.

    Parameters
    ----------
    name
        How the set shall be called.
    """
    document = {
        "schema": SCHEMA,
        "name": name,
        "version": version(),
        "summary": f"Every parameter of lactea {version()} ({commit()}).",
        "values": {one.id: _entry(one) for one in default_body().parameters.values()},
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=10_000)


def _entry(parameter: Parameter) -> dict[str, Any]:
    entry = {
        "value": value_text(parameter, parameter.value),
        "grade": parameter.grade,
        "source": parameter.source,
        "reason": parameter.reason,
    }
    return {key: text for key, text in entry.items() if text}
