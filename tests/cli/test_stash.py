"""``lactea stash``: what it prints, and how it ends."""

import json
import time
from pathlib import Path

import jsonschema
import pytest

from lactea.stash.document import SCHEMA, schema

LEDGER = """schema: lactea.ledger/1
zone: Europe/Berlin
rows:
  - {time: 2026-03-01 07:30, do: expressed, milk: A1, amount: 120 mL, place: refrigerator}
  - {time: 2026-02-01 07:30, do: expressed, milk: C1, amount: 4 mL, place: deep_freezer, kind: early_milk}
  - {time: 2026-03-02 07:30, do: expressed, milk: A2, amount: 200 mL, place: freezer}
  - {time: 2026-03-03 12:00, do: used, amount: 20 mL}
"""
UNSAFE_WORDS = ("unsafe", "is safe", "spoil", "failure rate", "should pump", "pump more often")


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = tmp_path / "stash.yaml"
    path.write_text(LEDGER, "utf-8")
    return str(path)


def document(told) -> dict:
    assert told.stderr == ""
    found = json.loads(told.stdout)
    if found["schema"] == SCHEMA:
        jsonschema.validate(found, schema())
    return found


def test_what_is_there_and_how_long_it_lasts(run, ledger: str) -> None:
    told = run("stash", ledger, "--on", "2026-03-04", "--need", "100 mL/day", "--json")
    assert told.exit_code == 0
    found = document(told)
    assert found["schema"] == "lactea.stash/1"
    assert (found["infant"], found["guideline"]) == ("term", "shortest")
    assert found["on"] == "2026-03-04T23:59:59+01:00"
    assert found["totals_mL"] == {
        "expressed": 324.0,
        "used": 20.0,
        "discarded": 0.0,
        "past_published_time": 100.0,
        "without_published_time": 0.0,
        "within_published_time": 204.0,
    }
    assert [lot["name"] for lot in found["within_published_time"]] == ["A2", "C1"]
    lasting = found["lasting"]
    assert (lasting["covered_days"], lasting["last_covered_day"]) == (2, "2026-03-06")
    assert lasting["days"][2]["not_covered_mL"] == 96
    assert lasting["past_unused_mL"] == 0  # what is past already is not counted again
    assert all(one["source"]["url"] and one["grade"] == "expert" for one in found["times"])


def test_the_guideline_can_be_chosen(run, ledger: str) -> None:
    told = run("stash", ledger, "--on", "2026-03-04", "--guideline", "cdc", "--json")
    found = document(told)
    assert found["totals_mL"]["past_published_time"] == 0
    assert {one["guideline"] for one in found["times"]} == {"cdc"}


def test_for_a_preterm_infant_times_are_shorter(run, ledger: str) -> None:
    told = run("stash", ledger, "--on", "2026-03-03 08:00", "--infant", "preterm", "--json")
    assert document(told)["totals_mL"]["past_published_time"] == 120


def test_the_text_says_whose_times_and_warns_of_nothing_it_does_not_know(run, ledger: str) -> None:
    told = run(
        "stash", ledger, "--on", "2026-03-04", "--need", "100 mL/day", "--arrival", "2026-06-15"
    )
    assert "of the published times the shortest counts (cdc, nhmrc, bfn, healthlink)" in told.stdout
    assert "Past the published storage time:   100 mL in 1 container." in told.stdout
    assert "covers 2 days, through 2026-03-06, and 4 mL of the day after" in told.stdout
    assert "On 2026-06-15, if none is used before: 4 mL within the published time" in told.stdout
    assert not any(word in told.stdout.lower() for word in UNSAFE_WORDS)


def test_until_a_day(run, ledger: str) -> None:
    asked = ("stash", ledger, "--on", "2026-03-04", "--need", "100 mL/day", "--until", "2026-03-14")
    missed = run(*asked, "--json")
    assert missed.exit_code == 1
    assert document(missed)["reach"]["reached"] is False
    reached = run(*asked, "--pumped", "200 mL/day", "--json")
    assert reached.exit_code == 0
    assert document(reached)["reach"]["last_pumping_day"] == "2026-03-08"


def test_gaps_by_date(run, ledger: str, tmp_path: Path) -> None:
    gaps = tmp_path / "gaps.csv"
    gaps.write_text("date,amount\n2026-03-06,150 mL\n2026-03-08,100 mL\n")
    told = run("stash", ledger, "--on", "2026-03-04", "--gaps", str(gaps), "--json")
    lasting = document(told)["lasting"]
    assert [day["need_mL"] for day in lasting["days"]] == [0, 150, 0, 100]
    assert lasting["last_covered_day"] == "2026-03-07"


def test_a_simulation_gives_the_gap(run, ledger: str) -> None:
    told = run(
        "stash", ledger, "--on", "2026-03-04", "--scenario", "induced", "--origin", "2026-01-10",
        "--json",
    )  # fmt: skip
    lasting = document(told)["lasting"]
    assert lasting["simulated_put_by_mL"] > 0
    assert any(day["need_mL"] > 0 for day in lasting["days"])


def test_published_times_alone(run) -> None:
    text = run("stash", "--infant", "preterm").stdout
    assert "KellyMom" not in text  # short names in the table, long ones in the document
    assert "not recommended" in text
    found = document(run("stash", "--json"))
    assert found["schema"] == "lactea.storage/1"
    assert len(found["assumptions"]) == 3


@pytest.mark.parametrize(
    "option",
    [("--need", "5"), ("--need", "nan mL/day"), ("--on", "2026-03-04"), ("--zone", "Europe/Berlin"),
     ("--arrival", "2026-03-04"), ("--place", "freezer"), ("--plot", "stash.svg")],
)  # fmt: skip
def test_what_is_asked_of_a_ledger_needs_one(run, option: tuple[str, str]) -> None:
    told = run("stash", *option)
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"{option[0]} is asked of a ledger" in told.stderr


def test_another_zone_than_that_of_the_ledger_is_refused(run, ledger: str) -> None:
    told = run("stash", ledger, "--zone", "Asia/Tokyo")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        f"lactea: {ledger}: the ledger names its zone, Europe/Berlin, and --zone says Asia/Tokyo; "
        "leave --zone out.\n"
    )
    assert run("stash", ledger, "--zone", "Europe/Berlin").exit_code == 0


def test_a_picture(run, ledger: str, tmp_path: Path) -> None:
    told = run("stash", ledger, "--on", "2026-03-04", "--plot", str(tmp_path / "stash.svg"))
    assert told.exit_code == 0
    assert (tmp_path / "stash.svg").stat().st_size > 5000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--on", "04.03.2026"), "day first or month first"),
        (("--on", "2026-03-04 25:00"), "not in the calendar"),
        (("--need", "100 mL"), "not a volume per day"),
        (("--need", "1 mL/day", "--scenario", "induced"), "give one of"),
        (("--until", "2026-03-14"), "Give --need, --gaps or --scenario"),
        (("--until", "2020-03-14", "--need", "1 mL/day"), "does not lie from"),
        (("--until", "2190-03-14", "--need", "1 mL/day"), "to three years later"),
        (("--scenario", "induced"), "--scenario needs --origin"),
        (
            ("--origin", "2026-01-01", "--need", "1 mL/day"),
            "--origin says nothing without --scenario",
        ),
        (("--pumped", "200 mL/day", "--need", "1 mL/day"), "--pumped says nothing without --until"),
        (("--scenario", "inducd", "--origin", "2026-01-01"), "Did you mean 'induced'"),
        (("--scenario", "induced", "--origin", "2001-01-01"), "ends before"),
        (("--arrival", "soon"), "not a date"),
        (("--guideline", "nhs"), "not a guideline known here"),
        (("--gaps", "none.csv"), "no such file"),
        (("--plot", "stash.pdf"), "must end in"),
    ],
)
def test_bad_input_is_one_paragraph(
    run, ledger: str, arguments: tuple[str, ...], words: str
) -> None:
    told = run("stash", ledger, *arguments)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_a_mistake_in_the_ledger_names_file_line_and_field(run, ledger: str) -> None:
    Path(ledger).write_text(LEDGER.replace("120 mL", "120,5 mL"), "utf-8")
    told = run("stash", ledger)
    assert told.exit_code == 2
    assert f"{ledger}, line 4, rows[0]" in told.stderr


def test_a_long_ledger_is_read_in_seconds(run, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = (
        f"2026-{1 + number // 2000 % 12:02d}-{1 + number // 100 % 28:02d} 12:{number % 60:02d}Z,"
        f"expressed,{number % 300} mL,freezer"
        for number in range(20_000)
    )
    path.write_text("\n".join(["time,do,amount,place", *rows]), "utf-8")
    start = time.perf_counter()
    told = run("stash", str(path), "--on", "2026-12-31", "--need", "5000 mL/day", "--json")
    assert told.exit_code == 0
    assert time.perf_counter() - start < 20
