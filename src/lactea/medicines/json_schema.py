"""The JSON Schema of medicine files, for editors and other tools.

python -m lactea.medicines.json_schema > src/lactea/medicines/medicine.schema.json
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from typing import Any

from lactea.medicines.schema import SCHEMA, Medicine


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a medicine file, derived from the model."""
    schema = Medicine.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **schema,
    }


def text() -> str:
    """The schema as it is shipped."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def shipped_text() -> str:
    """The text of the schema file that is shipped; a test holds it equal to :func:`text`."""
    return files("lactea.medicines").joinpath("medicine.schema.json").read_text("utf-8")


if __name__ == "__main__":
    sys.stdout.write(text())
