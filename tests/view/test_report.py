"""The report stands alone, speaks to everybody, and hides nothing."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from lactea.results import Result, review
from lactea.view import write_report
from lactea.view.limits import LIMITS


class Page(HTMLParser):
    """Tags with attributes, and text, of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def written(natural: Result, induced: Result, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "deep" / "report.html"
    return write_report([natural, induced], path).read_text("utf-8")


@pytest.fixture(scope="module")
def page(written: str) -> Page:
    return Page(written)


def test_nothing_is_fetched_from_elsewhere(page: Page, written: str) -> None:
    assert not page.all("script")
    assert not page.all("link")
    assert not re.search(r"url\(|@import", written)
    for tag, attributes in page.tags:
        for name in ("src", "srcset", "poster", "data"):
            assert attributes.get(name, "data:").startswith("data:"), tag
    for link in page.all("a"):
        assert link["href"].startswith(("#", "https://doi.org/10."))


def test_links_inside_the_page_lead_somewhere(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert inside
    assert inside <= set(ids)


def test_headings_step_down_one_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_those_who_do_not_see_get_words_and_tables(page: Page) -> None:
    images = page.all("img")
    assert len(images) == 8 + 5 + 1
    assert all(len(image["alt"]) > 80 for image in images)
    alts = [image["alt"] for image in images]
    assert len(set(alts)) == len(alts)
    tags = [tag for tag, _ in page.tags]
    starts = [index for index, tag in enumerate(tags) if tag == "figure"]
    for start, stop in zip(starts, [*starts[1:], len(tags)], strict=True):
        assert "table" in tags[start:stop]
        assert "figcaption" in tags[start:stop]
    assert ("html", {"lang": "en"}) in page.tags
    assert all(header.get("scope") in {"col", "row"} for header in page.all("th"))


def test_it_prints_and_has_a_dark_side(written: str) -> None:
    for query in ("prefers-color-scheme:dark", "@media print", "max-width:34rem"):
        assert query in written
    assert '<meta name="viewport"' in written


def test_it_says_what_it_rests_on(page: Page, natural: Result, induced: Result) -> None:
    for result in (natural, induced):
        assert result.stamp in page.text
        assert result.facts.card.echo in page.text
        for note in review.assumed(result.facts):
            assert note.id in page.text
            assert note.reason in page.text
        for citation in result.citations():
            assert citation.text in page.text
        for label, text in result.review().lines:
            assert label in page.text
            assert text in page.text
    assert page.text.count(review.NOTICE) >= 2
    for limit in LIMITS:
        assert limit in page.text


def test_numbers_are_those_of_the_run(page: Page, natural: Result) -> None:
    removed = natural.recording.days["removed"][280 + 30].sum()
    assert f" {removed:.0f} " in page.text


def test_events_of_both_breasts_share_a_line(natural: Result, tmp_path: Path) -> None:
    run = natural.recording
    first = next(event for event in run.events if event.kind == "secretory_activation")
    sides = [replace(first, side=side) for side in ("left", "right")]
    late = replace(first, kind="dried_up", side="left", time_h=2000.0)
    result = Result(replace(run, events=[*sides, late]), natural.facts)
    text = Page(write_report(result, tmp_path / "r.html").read_text("utf-8")).text
    assert "passes one half both 60.0" in text
    assert "milk has dried up left 2000.0" in text


def test_words_of_a_scenario_are_not_markup(natural: Result, tmp_path: Path) -> None:
    card = replace(natural.facts.card, name="<script>alert(1)</script>", echo="a < b & c")
    odd = Result(natural.recording, replace(natural.facts, card=card))
    page = Page(write_report(odd, tmp_path / "r.html").read_text("utf-8"))
    assert not page.all("script")
    assert "<script>alert(1)</script>" in page.text
    assert "a < b & c" in page.text


def test_one_run_needs_no_comparison(natural: Result, tmp_path: Path) -> None:
    text = write_report(natural, tmp_path / "r.html").read_text("utf-8")
    assert "Side by side" not in text


def test_no_result_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one result"):
        write_report([], tmp_path / "r.html")
