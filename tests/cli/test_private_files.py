"""What tells of a person's health: only its owner may read the file, also where one was there before."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.plan.kept import kept_document, kept_plan

from lactea.record import Person, record_of, write_record

CASES = Path(__file__).parents[1] / "plan" / "cases"
SHEET = "id,start,end,amount,notes\n4,not a time,,60,\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record, plans and a file of a tracker."""
    monkeypatch.setenv("LACTEA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LACTEA_STORE", raising=False)
    write_record(record_of(Person(person_id="me", zone="UTC"), []), tmp_path / "log.json")
    (tmp_path / "plans.json").write_text(json.dumps(kept_document(kept_plan())), "utf-8")
    (tmp_path / "Pumping.csv").write_text(SHEET, "utf-8")
    return tmp_path


@pytest.mark.parametrize("older", [False, True], ids=["new", "over an older one"])
@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("page log.json --until 2027-03-14 -o page.html", "jinja2"),
        ("page log.json --until 2027-03-14 -o page.pdf", "typst"),
        ("page plans.json -o page.html", "jinja2"),
        ("export ics plans.json -o mine.ics", "icalendar"),
        ("plan after-loss.yaml --people 4 --tries 1 --out made.json", "numpy"),
        (
            "log import Pumping.csv --person me --zone UTC --unit mL --rejects rejects.csv",
            "sqlalchemy",
        ),
    ],
)
def test_only_the_owner_may_read(run, files: Path, command: str, package: str, older: bool) -> None:
    if find_spec(package) is None:
        pytest.skip(f"not run: {package} is missing")
    *words, last = command.split()
    out = files / last
    if older and out.suffix == ".ics":
        run(*_placed(files, words), str(out))
    elif older:
        out.write_text("older", "utf-8")
    if older:
        out.chmod(0o644)
    told = run(*_placed(files, words), str(out))
    assert told.exit_code in {0, 1}, told.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    assert out.read_bytes() not in {b"", b"older"}
    assert not list(files.glob(".*"))


def _placed(folder: Path, words: list[str]) -> list[str]:
    """The words of a command with the names of files that are there as their paths."""
    places = {path.name: str(path) for path in (*folder.iterdir(), *CASES.iterdir())}
    return [places.get(word, word) for word in words]


def test_rejected_rows_of_an_import_that_failed_take_no_older_file_away(run, files: Path) -> None:
    out = files / "rejects.csv"
    out.write_text("older", "utf-8")
    flags = ("--person", "me", "--zone", "UTC", "--unit", "mL", "--rejects", str(out))
    assert run("log", "import", str(files / "none.csv"), *flags).exit_code == 2
    assert out.read_text("utf-8") == "older"
