"""Rows that spreads were set by."""

from lactea.cohort.sources import rows_named
from lactea.cohort.variability import variability
from lactea.evidence.tables_folder import builtin_folder


def test_rows_are_found_in_sources_and_reasons_and_by_their_beginnings() -> None:
    known = ["prl_halflife", "mlk_lac_arthur1989_coming_in", "mlk_vol_kent_table_24h"]
    assert rows_named([*known, "prl_half", "people"]) == known


def test_every_source_of_a_spread_is_a_row() -> None:
    named = set(rows_named(builtin_folder().rows))
    sources = {
        word for s in variability().values() for word in s.source.split() if word != "assumed"
    }
    assert sources - {""} <= named
