"""JSON for a reader of YAML: whatever was written is read."""

from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.json_as_yaml import json_as_yaml
from lactea.reading.yaml_reader import parse

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30)


@given(st.dictionaries(TEXT.filter(str.strip), TEXT, min_size=1, max_size=4))
def test_any_text_is_read_back(data: dict[str, str]) -> None:
    assert parse(json_as_yaml(data), "a test").data == data


def test_a_letter_outside_the_basic_plane_is_one() -> None:
    assert json_as_yaml({"a": "🍼"}) == '{"a": "\\U0001f37c"}'
