"""``lactea log``: what it prints, and how it ends."""

import json
import sqlite3
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from lactea.cli.commands.log.importing import WAYS
from lactea.record import store
from lactea.record.importers.problems import Answer

EXPORTS = Path(__file__).parents[1] / "record" / "exports"
SECRET = "only my midwife knows"


@pytest.fixture
def log(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call ``lactea log`` with a folder of its own."""
    monkeypatch.setenv("LACTEA_HOME", str(tmp_path / "home"))
    for name in ("LACTEA_STORE", "LACTEA_PASSPHRASE", "LACTEA_BABYBUDDY_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: run("log", *arguments)


@pytest.fixture
def begun(log):
    """A record with one session."""
    told = log(
        *"add pump --person me --zone America/New_York --minutes 20".split(),
        *("--at", "2026-08-01 05:05", "--left", "2.5 oz", "--right", "drops", "--note", SECRET),
    )
    assert told.exit_code == 0, told.stderr
    return log


def document(told) -> dict:
    assert told.exit_code == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["schema"].startswith("lactea.log")
    assert found["version"]
    return found


def test_an_entry_is_kept_as_it_was_entered(begun) -> None:
    record = document(begun("list", "--json"))
    assert record["schema"] == "lactea.log/1"
    (session,) = record["sessions"]
    assert session["start_utc"] == "2026-08-01T09:05:00Z"
    assert (session["raw_left"], session["raw_right"], session["raw_unit"]) == (
        "2.5",
        "drops",
        "oz",
    )
    shown = begun("list").stdout
    assert "2026-08-01 05:05" in shown
    assert "2.5 oz" in shown
    assert "drops" in shown
    assert SECRET not in shown


@pytest.mark.parametrize(
    ("what", "flags", "part"),
    [
        ("hand", ("--total", "drops"), "sessions"),
        ("weighed_feed", ("--total", "62 g", "--child", "Ada"), "sessions"),
        ("nurse", ("--side", "left", "--minutes", "12", "--child", "Ada"), "sessions"),
        ("daily_total", ("--at", "2026-11-01", "--total", "0 mL"), "sessions"),
        ("medicine", ("--medicine", "ibuprofen", "--amount", "1 tablet"), "medicines"),
        ("weight", ("--weight", "4.12 kg", "--child", "Ada"), "weights"),
        ("nappy", ("--wet", "--not-solid", "--child", "Ada"), "nappies"),
        ("top_up", ("--amount", "60 mL", "--milk", "formula", "--child", "Ada"), "top_ups"),
        ("sleep", ("--at", "2026-08-01 22:00", "--end", "2026-08-02 05:00"), "sleep"),
        ("symptom", ("--symptom", "a sore spot"), "symptoms"),
    ],
)
def test_every_kind_of_entry(begun, what: str, flags: tuple[str, ...], part: str) -> None:
    added = document(begun("add", what, *flags, "--json"))
    assert added["schema"] == "lactea.log.entry/1"
    assert added["entry"] in document(begun("list", "--json"))[part]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "pomp"), "pump"),
        (("add", "pump", "--left", "60"), "no unit"),
        (("add", "pump", "--left", "60 mL", "--right", "2 oz"), "one unit"),
        (("add", "pump", "--at", "01/02/2026"), "day first or month first"),
        (("add", "pump", "--fate", "drunk"), "'stored', 'fed'"),
        (("add", "medicine"), "medicine"),
        (("add", "weight", "--weight", "4.12"), "no unit"),
        (("add", "pump", "--person", "you"), "--zone"),
        (("list", "--person", "you"), "no record of this person"),
        (("list", "--since", "sometime"), "--since"),
        (("import",), "--babybuddy"),
        (("import", "nowhere.csv"), "no such file"),
        (("import", "x.csv", "--babybuddy", "http://localhost"), "give files, or"),
        (("import", "--babybuddy", "http://localhost:1"), "token"),
        (("export", "-o", "x.pdf"), ".json or .csv"),
        (("delete",), "--everything"),
        (("delete", "--everything"), "--yes"),
        (("restore", "nowhere.json"), "no such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said(begun, arguments: tuple[str, ...], said: str) -> None:
    told = begun(*arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stdout == ""
    assert "defect" not in told.stderr


# ----------------------------------------------------------------------------- import


def test_what_a_file_does_not_say_names_its_flag(begun) -> None:
    file = str(EXPORTS / "babybuddy-pumping.csv")
    weight = str(EXPORTS / "babybuddy-weight.csv")
    sheet = str(EXPORTS / "izq-der-sheet.csv")
    assert "--zone" in begun("import", file).stderr
    zone = ("--zone", "America/New_York")
    assert "--unit" in begun("import", file, *zone).stderr
    assert "--weight-unit" in begun("import", weight, *zone).stderr
    assert "--dates" in begun("import", sheet, *zone, "--unit", "oz").stderr
    assert begun("import", file, "--zone", "Nowhere/Land").exit_code == 2


@pytest.mark.slow
def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    import os
    import pty
    import subprocess
    import sys

    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "lactea", "log", "import", "--json", "--person", "me"]
    with subprocess.Popen(
        [*command, str(EXPORTS / "babybuddy-pumping.csv")],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=os.environ | {"LACTEA_HOME": str(tmp_path)},
    ) as process:
        os.write(master, b"America/New_York\noz\n")
        assert process.stdout is not None
        told = json.loads(process.stdout.read())
    asked = os.read(master, 10_000).decode()
    os.close(master)
    os.close(terminal)
    assert process.returncode == 0
    assert told["tables"][0]["imported"] == 1
    assert "In which time zone were the times written down" in asked
    assert "(mL, oz, uk_oz)" in asked


def test_a_file_twice_adds_nothing(begun, tmp_path: Path) -> None:
    command = ("import", str(EXPORTS / "huckleberry.csv"), "--zone", "America/New_York", "--json")
    rejects = tmp_path / "rejects.csv"
    seen = document(begun(*command, "--preview"))["tables"]
    first = document(begun(*command, "--rejects", str(rejects)))["tables"]
    second = document(begun(*command))["tables"]
    (count,) = first
    assert seen == first
    assert (count["rows"], count["imported"], count["duplicate"], count["rejected"]) == (7, 5, 1, 1)
    assert (second[0]["imported"], second[0]["duplicate"]) == (0, 6)
    assert rejects.read_text("utf-8").splitlines()[1].startswith("huckleberry.csv,8,type,")
    assert rejects.stat().st_mode & 0o077 == 0


def test_a_reason_names_the_flag_that_settles_it(begun, tmp_path: Path) -> None:
    assert set(WAYS) == set(get_args(Answer))
    file = tmp_path / "Pumping.csv"
    file.write_text("start,end,amount,notes\n2026-11-01 01:30,,60,\n", "utf-8")
    told = begun("import", str(file), "--zone", "America/New_York", "--unit", "mL", "--preview")
    assert "set back. Say which with --repeated-hour first or second." in told.stderr
    file.write_text("a,b\n1,2\n", "utf-8")
    assert "Name its --format" in begun("import", str(file)).stderr
    assert "--encoding" in begun("import", str(file), "--encoding", "runes").stderr


def test_a_row_that_changed_at_its_source(begun, tmp_path: Path) -> None:
    file = tmp_path / "Pumping.csv"
    flags = ("--zone", "America/New_York", "--unit", "mL", "--json")

    def write(amount: str) -> None:
        file.write_text(
            f"id,start,end,amount,notes\n4,2026-08-02 05:05,,{amount},{SECRET}\n", "utf-8"
        )

    write("60")
    assert document(begun("import", str(file), *flags))["tables"][0]["imported"] == 1
    write("65")
    told = begun("import", str(file), *flags)
    assert told.exit_code == 1
    assert "--replace" in told.stdout
    assert SECRET not in told.stdout + told.stderr
    assert document(begun("import", str(file), *flags, "--replace"))["tables"][0]["replaced"] == 1
    assert document(begun("list", "--json"))["sessions"][-1]["total_mL"] == 65


def test_columns_of_a_spreadsheet(begun, tmp_path: Path) -> None:
    sheet, columns = tmp_path / "sheet.csv", tmp_path / "columns.yaml"
    sheet.write_text("Tag;Uhrzeit;links;rechts\n01.08.2026;05:05;62,5;40\n", "utf-8")
    columns.write_text(
        "schema: lactea.columns/1\n"
        "name: my-sheet\n"
        "needs: [Tag, links]\n"
        "entries:\n"
        "  - {entry: pump, date: Tag, time: Uhrzeit,\n"
        "     volumes: [{unit: mL, left: links, right: rechts}]}\n",
        "utf-8",
    )
    flags = ("--zone", "Europe/Berlin", "--dates", "day-first", "--decimal", "comma", "--json")
    told = document(begun("import", str(sheet), "--columns", str(columns), *flags))
    assert told["tables"][0]["imported"] == 1
    assert document(begun("list", "--json"))["sessions"][0]["left_mL"] == 62.5


def test_a_missing_extra_gives_the_line_that_installs_it(log, monkeypatch) -> None:
    from lactea.cli.commands.log import common

    monkeypatch.setattr(common, "find_spec", lambda _: None)
    told = log("list")
    assert told.exit_code == 2
    assert 'pip install "lactea[log]"' in told.stderr


# ------------------------------------------------------------------- copies and deletion


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_export_is_everything(begun, tmp_path: Path, ending: str) -> None:
    from lactea.record import read_record, record_from

    path = tmp_path / f"record.{ending}"
    assert begun("export", "-o", str(path)).exit_code == 0
    assert read_record(path) == record_from(document(begun("list", "--json")), "list")


def test_backup_and_restore(begun, tmp_path: Path) -> None:
    phrase = tmp_path / "passphrase"
    phrase.write_text("correct horse battery", "utf-8")
    before = document(begun("list", "--json"))
    path = tmp_path / "backup.enc"
    given = ("--passphrase-file", str(phrase))
    assert begun("backup", "-o", str(path), "--encrypt", *given).exit_code == 0
    assert SECRET.encode() not in path.read_bytes()
    gone = document(begun("delete", "--everything", "--yes", "--json"))
    assert (gone["entries"], gone["bytes_checked"]) == (1, True)
    assert document(begun("people", "--json"))["people"] == []
    assert document(begun("restore", str(path), *given, "--json"))["new"] == 1
    assert document(begun("list", "--json")) == before
    phrase.write_text("wrong horse battery", "utf-8")
    assert "the passphrase is wrong" in begun("restore", str(path), *given).stderr


def test_a_deletion_that_was_hindered_can_be_asked_for_again(
    begun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is out, its bytes are not: asked again, they go."""
    monkeypatch.setattr(store, "open_store", partial(store.open_store, patience_seconds=0))
    (file,) = (tmp_path / "home").rglob("*.sqlite*")
    reader = sqlite3.connect(file)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sessions").fetchone()
    hindered = begun("delete", "--everything", "--yes")
    assert hindered.exit_code != 0
    assert "delete again" in hindered.stderr
    reader.close()
    for again in (("--everything",), ("--everything", "--person", "me")):
        told = begun("delete", *again, "--yes")
        assert told.exit_code == 0, told.stderr
        assert "bytes are gone" in told.stderr
    assert SECRET.encode() not in b"".join(
        one.read_bytes() for one in file.parent.iterdir() if one.is_file()
    )


def test_delete_some(begun) -> None:
    key = document(begun("list", "--json"))["sessions"][0]["session_id"]
    assert begun("delete", "--entry", "nothing", "--yes").exit_code == 1
    told = begun("delete", "--entry", key, "--yes")
    assert told.exit_code == 0
    assert "bytes are gone" in told.stderr
    assert document(begun("list", "--json"))["sessions"] == []


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (("backup", "--encrypt", "-o", "OUT", "--passphrase-file", "FILE"), "LACTEA_PASSPHRASE"),
        (("export", "--encrypt", "-o", "OUT", "--passphrase-file", "FILE"), "LACTEA_PASSPHRASE"),
        (
            ("import", "--babybuddy", "http://localhost:1", "--token-file", "FILE"),
            "LACTEA_BABYBUDDY_TOKEN",
        ),
    ],
    ids=("backup", "export", "token"),
)
def test_a_secret_that_is_no_text_is_said_and_not_shown(
    begun,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    variable: str,
) -> None:
    file, out = tmp_path / "secret.txt", tmp_path / "out.enc"
    file.write_bytes(b"correct horse \xe9\xff battery")
    names = {"OUT": str(out), "FILE": str(file)}
    from_file = begun(*(names.get(one, one) for one in arguments))
    monkeypatch.setenv(variable, "correct horse \udce9\udcff battery")
    from_variable = begun(*(names.get(one, one) for one in arguments[:-2]))
    for told, place in ((from_file, str(file)), (from_variable, variable)):
        assert told.exit_code == 2
        assert f"{place}: this is not UTF-8 text" in told.stderr
        assert "defect" not in told.stderr
        assert "horse" not in told.stderr
    assert not out.exists()


def test_a_damaged_encrypted_file_is_said(begun, tmp_path: Path) -> None:
    path, phrase = tmp_path / "backup.enc", tmp_path / "passphrase"
    path.write_bytes(b'{"schema": "lactea.encrypted/1", "data": ' + b"[" * 100_000)
    phrase.write_text("correct horse battery", "utf-8")
    told = begun("restore", str(path), "--passphrase-file", str(phrase))
    assert told.exit_code == 2
    assert "the file is damaged" in told.stderr
