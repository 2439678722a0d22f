"""What the tests of this room share."""

from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2] / "src" / "lactea" / "medicines" / "library"


@pytest.fixture
def library() -> Path:
    return LIBRARY
