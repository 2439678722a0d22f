"""The JSON Schema of trial files, for editors and other tools."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from lactea.trial.design import SCHEMA, Design


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a trial file, derived from the model."""
    schema = Design.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **schema,
    }


def shipped_text() -> str:
    """The text of the schema file that is shipped; a test holds it equal to :func:`json_schema`."""
    return files("lactea.trial").joinpath("schema", "trial_design.schema.json").read_text("utf-8")
