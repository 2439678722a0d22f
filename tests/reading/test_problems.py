"""What pydantic found, in sentences for people who write files."""

from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from lactea.reading.problems import first_problem


class Trial(BaseModel):
    arms: Annotated[dict[str, int], Field(min_length=2, max_length=3)]


@pytest.mark.parametrize(
    ("arms", "words"),
    [
        ({}, "here are no entries, and there must be at least 2."),
        ({"a": 1}, "here is 1 entry, and there must be at least 2."),
        (dict.fromkeys("abcd", 1), "here are 4 entries, and there can be at most 3."),
    ],
)
def test_too_few_and_too_many_are_counted(arms: dict[str, int], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Trial.model_validate({"arms": arms})
    assert first_problem(caught.value, {"arms": arms}) == (("arms",), words)
