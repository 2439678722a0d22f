"""Logs from outside: each fault is told with its line, and nothing else happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.problems import InputError
from lactea.sensitivity.session_log import LoggedSession, parse_log, read_log

HEAD = "start,duration,breasts,volume\n"


def test_a_log_is_read_in_the_order_of_time() -> None:
    text = HEAD + "P1DT3H,15 min,both,60 mL\n26 h,10 min,left,\n P2D ,15 min,right,0 mL\n\n"
    assert parse_log(text, "log") == (
        LoggedSession(26 * 3600, 600, "left", None),
        LoggedSession(27 * 3600, 900, "both", 60.0),
        LoggedSession(48 * 3600, 900, "right", 0.0),
    )


def test_columns_may_stand_anywhere_and_units_be_others() -> None:
    text = "note,volume,start,breasts,duration\nx,6 cL,P1D,both,15 min\n"
    (one,) = parse_log(text, "log")
    assert one.volume == pytest.approx(60.0)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("P1D,15 min,both,60\n", "line 2, volume: .*unit"),
        ("P1D,15 min,both,-5 mL\n", "line 2, volume: .*no volume"),
        ("P1D,15 min,both,60 kg\n", "line 2, volume"),
        ("P1D,15 min,both,nan mL\n", "line 2, volume"),
        ("P1D,15 min,both,99999 mL\n", "line 2, volume"),
        ("P1D,0 min,both,60 mL\n", "line 2, duration: .*no length"),
        ("P1D,9 h,both,60 mL\n", "line 2, duration"),
        ("-P1D,15 min,both,60 mL\n", "line 2, start: .*before the origin"),
        ("yesterday,15 min,both,60 mL\n", "line 2, start"),
        ("P1D,15 min,lft,60 mL\n", "line 2, breasts: .*Did you mean 'left'"),
        ("P1D,15 min,both\n", "line 2: 3 cells where 4 belong"),
        ("P1D,15 min,both,6 mL\nP1DT10M,15 min,both,6 mL\n", "begins before the one"),
        ('P1D,"15 min,both,60 mL\n', "no CSV"),
        ("", "holds no session"),
    ],
)
def test_a_fault_is_told_where_it_is(rows, said) -> None:
    with pytest.raises(InputError, match=said) as fault:
        parse_log(HEAD + rows, "my log.csv")
    assert "my log.csv" in str(fault.value)


def test_a_missing_column_and_a_missing_file_are_told(tmp_path) -> None:
    with pytest.raises(InputError, match="'volume' stands there 0 times"):
        parse_log("start,duration,breasts\n", "log")
    with pytest.raises(InputError, match="no such file"):
        read_log(tmp_path / "none.csv")


def test_too_many_sessions_are_refused() -> None:
    rows = "".join(f"{i} h,15 min,both,10 mL\n" for i in range(901))
    with pytest.raises(InputError, match="at most 900"):
        parse_log(HEAD + rows, "log")


@given(
    st.text(max_size=200) | st.text(alphabet='P1DTH5,min both\n"-', max_size=80).map(HEAD.__add__)
)
def test_any_text_is_a_log_or_a_fault(text) -> None:
    try:
        found = parse_log(text, "log")
    except InputError:
        return
    assert found
