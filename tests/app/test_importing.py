"""Files of other trackers in the app: looked at first, taken over once, refused where they are too much."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXPORTS = Path(__file__).resolve().parents[1] / "record" / "exports"
HUCKLEBERRY = (EXPORTS / "huckleberry.csv").read_bytes()
TAGS = re.compile(r"<[^>]+>")
ZONE = {"zone": "America/New_York"}


@pytest.fixture
def empty(client):
    client.send_form("/settings/delete", everything="yes")
    yield client
    client.send_form("/settings/delete", everything="yes")


def sent(client, content: bytes, name: str = "log.csv") -> str:
    """The address of a file that was sent."""
    answer = client.post(
        "/log/import", data={"token": client.token}, files={"file": (name, content)}
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def taken(client, path: str, **said: str):
    answer = client.send_form(f"{path}/take-over", **said)
    while answer.status_code == 202:
        answer = client.get(path)
    return answer


def count_of(client) -> int:
    document = client.get("/log/record.json").json()
    return sum(len(part) for part in document.values() if isinstance(part, list))


def test_a_file_is_looked_at_and_taken_over_once(empty) -> None:
    path = sent(empty, HUCKLEBERRY)
    asked = empty.ready(path)
    assert "What the file does not say" in asked.text
    assert "Take over 0 rows" not in asked.text
    looked = empty.ready(path, **ZONE)
    new = int(re.search(r"(\d+) rows would be taken over", looked.text)[1])
    assert new > 0
    assert empty.get("/log/record.json").json()["sessions"] == []
    kept = taken(empty, path, **ZONE)
    assert f"{new} rows were taken over" in kept.text
    whole = count_of(empty)
    assert "0 rows were taken over" not in taken(empty, path, **ZONE).text  # pressed twice
    assert count_of(empty) == whole
    again = sent(empty, HUCKLEBERRY)
    assert "0 rows would be taken over" in empty.ready(again, **ZONE).text
    assert "0 rows were taken over" in taken(empty, again, **ZONE).text
    assert count_of(empty) == whole


def rejects_in(text: str) -> list[dict[str, str]]:
    """Rejected rows; what settles a reason is a flag of the command line and a field of the form."""
    rows = csv.DictReader(io.StringIO(text))
    return [row | {"reason": row["reason"].partition(" Say it ")[0]} for row in rows]


def test_the_counts_and_rejects_are_those_of_the_command_line(empty, tmp_path) -> None:
    damaged = HUCKLEBERRY + b'Pump,"2026-99-99 01:00",,,"much",,20ml,\nPump,half\n'
    (tmp_path / "log.csv").write_bytes(damaged)
    printed = subprocess.run(
        [sys.executable, "-m", "lactea", "--data-dir", str(tmp_path), "--json", "log", "import",
         "log.csv", "--zone", ZONE["zone"], "--person", "me", "--preview", "--rejects", "rejected.csv"],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
    ).stdout  # fmt: skip
    (count,) = json.loads(printed)["tables"]
    path = sent(empty, damaged)
    page = empty.ready(path, **ZONE).text
    for name in ("rows", "imported", "replaced", "duplicate", "rejected"):
        assert f"<td>{count[name]}</td>" in page
    for reason in count["reasons"]:
        assert reason.partition("'")[0][:40] in page
    rejected = empty.get(f"{path}/rejected.csv", params=ZONE)
    assert rejects_in(rejected.text) == rejects_in((tmp_path / "rejected.csv").read_text("utf-8"))


def test_a_unit_is_asked_and_not_guessed(empty) -> None:
    path = sent(empty, (EXPORTS / "babybuddy-pumping.csv").read_bytes())
    page = empty.ready(path, **ZONE).text
    assert "never guessed" in page.partition("Say more of the file")[0]
    assert "rows would be taken over" in empty.ready(path, **ZONE, unit="mL").text


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (b"2026-11-01 01:30,,60,", "Which is meant of the hour that autumn repeats"),
        (b'2026-08-01 05:05,,"62,5",', "What stands before decimals"),
        (b"2026-13-01 05:05,,60,", "Order of day and month"),
        (b"2026-08-01 05:05,,60,sp\xe4ter", "Encoding, for old files"),
    ],
)
def test_a_reason_names_the_field_of_the_form_that_settles_it(empty, row, field) -> None:
    path = sent(empty, b"start,end,amount,notes\n" + row + b"\n", "Pumping.csv")
    page = empty.ready(path, **ZONE, unit="mL").text
    told = f"Say it under “{field}”."
    assert told in page
    assert f">{field}</label>" in page.partition("<details open>")[2]
    assert "--" not in TAGS.sub("", page)
    assert told in empty.get(f"{path}/rejected.csv", params=ZONE | {"unit": "mL"}).text


def test_a_row_that_changed_and_a_table_of_none_name_their_fields(empty) -> None:
    for amount in (b"60", b"65"):
        path = sent(
            empty, b"id,start,end,amount,notes\n4,2026-08-02 05:05,,%b,\n" % amount, "Pumping.csv"
        )
        page = empty.ready(path, **ZONE, unit="mL").text
        taken(empty, path, **ZONE, unit="mL")
    assert "Say it under “Rows that changed at their source" in page
    page = empty.ready(sent(empty, b"a,b\n1,2\n")).text
    assert "Say it under “What it is, where it is not recognised”." in page


def bomb(size: int) -> bytes:
    """The same bytes at every call: a time stamp of now would give each worker other test names."""
    stream = io.BytesIO()
    inside = zipfile.ZipInfo("log.csv", date_time=(2026, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(inside, b"0" * size, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"a,b\n1,2\n", "no table that lactea knows"),
        ("a.xlsx", b"PK\x03\x04", "damaged, or is locked"),
        ("a.numbers", b"PK\x03\x04", "save the sheet as .xlsx or CSV"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "no CSV file"),
        ("a.zip", HUCKLEBERRY[:40] + bomb(10)[:60], "holds no text"),
        ("../../../etc/passwd", b"root:x\n", "no table"),
        ("<script>alert(1)</script>.csv", b"a,b\n1,2\n", "no table"),
        ("a.csv", b"\xff\xfe\x00", "holds no text"),
    ],
)
def test_what_cannot_be_read_is_told(empty, server, name, content, told) -> None:
    answer = empty.ready(sent(empty, content, name))
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script>alert" not in answer.text
    assert "/etc/" not in answer.text
    assert str(server.home) not in answer.text


def test_a_zip_bomb_is_refused_before_it_is_unpacked(empty) -> None:
    answer = empty.ready(sent(empty, bomb(70_000_000), "log.zip"))
    assert answer.status_code == 422
    assert "holds too much" in answer.text


def test_a_zone_of_none_and_an_empty_file_are_told(empty) -> None:
    path = sent(empty, HUCKLEBERRY)
    assert empty.ready(path, zone="Nowhere/Town").status_code == 422
    answer = empty.post("/log/import", data={"token": empty.token}, files={"file": ("a.csv", b"")})
    assert answer.status_code == 422
    assert empty.get("/log/import/nothing").status_code == 404


def test_only_the_last_files_are_held(empty) -> None:
    first = sent(empty, HUCKLEBERRY)
    for _ in range(3):
        sent(empty, HUCKLEBERRY)
    assert empty.get(first).status_code == 404


@pytest.mark.slow
def test_by_hand_from_file_to_log(browsing, check, empty, untranslated, settings) -> None:
    page = browsing.page("phone", "dark")
    page.goto("/log")
    page.get_by_role("link", name="Take over a log of another tracker").click()
    page.get_by_label("CSV, a zip of CSV files").set_input_files(
        {"name": "log.csv", "mimeType": "text/csv", "buffer": HUCKLEBERRY}
    )
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Time zone").first.fill("America/New_York")
    page.get_by_role("button", name="Look again").press("Enter")
    page.get_by_role("table", name="What becomes of the rows").wait_for()
    check(page, "import-phone-dark")
    settings(language="en-XA")
    page.goto(sent(empty, HUCKLEBERRY) + "?zone=America/New_York")
    assert set(page.evaluate(untranslated)) <= {"lactea", "JSON", "CSV"}
