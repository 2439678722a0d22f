"""Data written as JSON that a YAML reader takes, whatever letters stand in it."""

from __future__ import annotations

import json
import re
from typing import Any

_NOT_PLAIN = re.compile(r"[^ -~]")


def json_as_yaml(data: Any) -> str:
    """Data as one line of ASCII that is JSON to a reader of YAML.

    JSON would write a letter outside the basic plane as two halves, which YAML refuses.
    """
    text = json.dumps(data, allow_nan=False, ensure_ascii=False)
    return _NOT_PLAIN.sub(lambda letter: f"\\U{ord(letter[0]):08x}", text)
