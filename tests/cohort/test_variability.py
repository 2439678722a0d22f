"""What varies between people: the table holds together and refuses what makes no sense."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.language import Fixed, LogNormal, Normal, Parameter, Uniform
from lactea.body.registry import default_body
from lactea.cohort import CohortError
from lactea.cohort.variability import (
    ASSUMED,
    COLUMNS,
    SCENARIO_VALUES,
    kind_of,
    knowledge_around,
    read_variability,
    variability,
)
from lactea.evidence.csv_file import read_records
from lactea.evidence.tables_folder import builtin_folder

HEAD = ",".join(COLUMNS) + "\n"


def parameter(value: float, distribution: object) -> Parameter:
    return Parameter("p", "p", value, "h", distribution, "", "assumed", "", "")  # type: ignore[arg-type]


def test_every_entry_is_a_parameter_or_a_value_of_a_scenario() -> None:
    known = {*default_body().parameters, *SCENARIO_VALUES}
    assert [name for name in variability() if name not in known] == []


def known_rows() -> set[str]:
    folder = builtin_folder().path
    return {
        cells["id"]
        for table in ("hormones", "milk")
        for _, cells in read_records(folder / f"{table}.csv", ("id", "verified"))
        if cells["verified"] != "memory"
    }


def test_every_source_is_a_row_that_was_seen() -> None:
    rows = known_rows()
    cited = {
        word
        for spread in variability().values()
        for word in (
            *([] if spread.source == ASSUMED else spread.source.split()),
            *re.findall(r"\b(?:mlk|prl|oxt|est|prog|hpl)_\w+\b(?!\*)", spread.reason),
        )
    }
    assert len(cited) > 10
    assert {word for word in cited if word not in rows and not word.endswith("_")} == set()


def test_the_middle_stays_the_middle() -> None:
    for spread in variability().values():
        if spread.kind == "between_people":
            low, middle, high = (spread.around(2.0, score) for score in (-1.0, 0.0, 1.0))
            assert low < middle == 2.0 < high


def test_kinds_follow_table_then_distribution() -> None:
    table = read_variability(HEAD + "q,between_people,0.2,,assumed,because\n")
    assert kind_of(parameter(1, LogNormal(0.5)), table) == "knowledge"
    assert kind_of(parameter(1, Uniform(1, 2)), table) == "knowledge"
    assert kind_of(parameter(1, Normal(0.0)), table) == "fixed"
    assert kind_of(parameter(1, Fixed()), table) == "fixed"
    own = read_variability(HEAD + "p,between_people,0.2,,assumed,because\n")
    assert kind_of(parameter(1, Normal(0.0)), own) == "between_people"


@given(st.floats(0.01, 100), st.floats(0.01, 300), st.floats(-6, 6))
def test_a_positive_value_stays_positive_however_badly_known(
    value: float, sd: float, score: float
) -> None:
    assert knowledge_around(parameter(value, Normal(sd)), value, 0.5, score) > 0


def test_a_share_stays_a_share() -> None:
    share = Parameter("p", "p", 0.9, "1", Normal(0.05), "", "assumed", "", "")
    assert knowledge_around(share, 0.9, 0.5, 1) == pytest.approx(0.95)
    assert knowledge_around(share, 0.9, 0.5, 3) == 1.0
    taken = Parameter("p", "p", 0.6, "1", LogNormal(0.4), "", "assumed", "", "")
    assert knowledge_around(taken, 0.6, 0.5, 3) == 1.0
    assert knowledge_around(parameter(0.6, LogNormal(0.4)), 0.6, 0.5, 3) > 1.0


def test_knowledge_follows_the_distribution() -> None:
    assert knowledge_around(parameter(2, LogNormal(0.5)), 3, 0.5, 1) == 3 * math.exp(0.5)
    assert knowledge_around(parameter(2, Normal(0.1)), 3, 0.5, 1) == 3.1
    wide = math.sqrt(math.log1p(0.25))
    assert knowledge_around(parameter(2, Normal(1.5)), 3, 0.5, 1) == 3 * math.exp(wide)
    assert knowledge_around(parameter(-2, Normal(0.5)), -2, 0.5, 1) == -1.5
    assert knowledge_around(parameter(2, Uniform(1, 5)), 3, 0.25, 1) == 2
    assert knowledge_around(parameter(2, Fixed()), 3, 0.25, 1) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("p,between,0.2,,assumed,x", "kind 'between'"),
        ("p,between_people,,,assumed,x", "either a log_sd or an sd"),
        ("p,between_people,0.2,0.3,assumed,x", "either a log_sd or an sd"),
        ("p,fixed,0.2,,assumed,x", "either a log_sd or an sd"),
        ("p,between_people,-0.2,,assumed,x", "greater than 0"),
        ("p,between_people,wide,,assumed,x", "'wide' in column 'log_sd'"),
        ("p,between_people,0.2,,,x", "source"),
        ("p,between_people,0.2,,assumed,", "reason"),
        ("p,between_people,0.2", "3 cells where 6 belong"),
        ("p,fixed,,,assumed,x\np,fixed,,,assumed,x", "line 3: 'p' stands twice"),
    ],
)
def test_a_fault_is_named_with_its_line(line: str, said: str) -> None:
    with pytest.raises(CohortError, match=r"line [23]") as caught:
        read_variability(HEAD + line + "\n")
    assert said in str(caught.value)


def test_another_header_is_refused() -> None:
    with pytest.raises(CohortError, match="the columns must be id, kind"):
        read_variability("name,width\n")
