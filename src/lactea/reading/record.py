"""The base of every model that is read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

from lactea.reading.problems import fault, quote, suggestion

Number = Annotated[float, Strict()]
"""A finite number; text that looks like a number is refused."""

Share = Annotated[float, Strict(), Field(ge=0, le=1)]
"""A number from 0 to 1."""

Count = Annotated[int, Strict(), Field(ge=0)]
"""A whole number from 0."""

Switch = Annotated[bool, Strict()]
"""True or false, and no word that might mean either."""


class Record(BaseModel):
    """An immutable record that refuses entries it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _only_known_entries(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = [field.alias or name for name, field in cls.model_fields.items()]
            for key in data:
                if key not in known:
                    raise fault(
                        f"{quote(key)} is not an entry of this part. {suggestion(str(key), known)}",
                        str(key),
                    )
        return data
