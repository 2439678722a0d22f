"""The screen's own file: sourced to the last line, and told."""

from __future__ import annotations

from lactea.safety.principles import OWN, principles


def test_every_source_is_used_and_every_figure_has_an_origin() -> None:
    known = principles()
    cited = {fact.source for _, fact in known.figures if fact.source}
    cited |= {statement.source for _, statement in known.principles}
    cited |= {sign.source for sign in known.care_signs}
    assert cited == set(known.sources)
    assert all(fact.source or fact.reason for _, fact in known.figures)


def test_there_are_signs_for_the_infant_and_for_the_person() -> None:
    assert {sign.who for sign in principles().care_signs} == {"infant", "person"}


def test_five_half_lives_leave_three_percent() -> None:
    assert round(0.5 ** principles().figures.washout.value, 2) == 0.03


def test_the_screens_own_rule_points_to_its_page(request) -> None:
    assert (request.config.rootpath / OWN.url).is_file()
