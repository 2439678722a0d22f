"""The page of mechanisms is as new as the mechanisms."""

from pathlib import Path

from lactea.body.registry import default_body
from lactea.view.model_page import model_page

PAGE = Path(__file__).parents[2] / "docs" / "design" / "model.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == model_page()


def test_every_parameter_stands_on_the_page() -> None:
    page = model_page()
    for name in default_body().parameters:
        assert f"`{name}`" in page
