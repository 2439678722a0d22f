"""Questions, medicines, stash, evidence: what a parent sees, and what is kept."""

import re

import pytest

from lactea.app.screens.questions.all_questions import QUESTIONS
from lactea.evidence.claims import claims
from lactea.safety.doses import DOSE
from lactea.scenario import load

TAGS = re.compile(r"<[^>]+>")


def words_of(page: str) -> str:
    return TAGS.sub(" ", page.partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_question_is_answered_by_a_simulation_and_its_evidence(client, question) -> None:
    page = client.ready(f"/questions/{question.id}")
    assert page.status_code == 200
    for claim in question.claims:
        assert claim in {one.id for one in claims()}
    if question.choices:
        assert page.text.count("<svg viewBox") >= 2
        assert "Where this comes from" in page.text
    assert "/care" in page.text
    assert "/questions/stopping" in page.text
    assert not DOSE.search(words_of(page.text)), "a dose in parent mode"


def test_every_choice_is_a_scenario_that_parents_may_run() -> None:
    for question in QUESTIONS:
        assert len({choice.id for choice in question.choices}) == len(question.choices)
        for choice in question.choices:
            for name, changes in (
                (choice.scenario, choice.changes),
                (choice.against, choice.against_changes),
            ):
                if name:
                    assert all(step.do != "take" for step in load(name, changes).protocol)


@pytest.mark.parametrize(
    "name",
    ["domperidone", "codeine", "sertraline", "nicotine", "combined-pill", "fenugreek", "morphine"],
)
def test_a_medicine_in_parent_mode_has_no_dose(client, name) -> None:
    page = client.get("/medicine", params={"name": name, "age": "6 weeks"})
    assert page.status_code == 200
    told = words_of(page.text).replace("such as 50 mg", "")
    assert not DOSE.search(told), DOSE.search(told)


def test_codeine_has_no_better_hour(client) -> None:
    page = client.get("/medicine", params={"name": "codeine"}).text
    assert "No hour after a dose is better" in page
    assert "share of its average" not in page


def test_a_dose_that_was_entered_comes_back_as_entered(client) -> None:
    page = client.get(
        "/medicine", params={"name": "sertraline", "dose": "37.5 mg", "every": "24 h"}
    )
    assert "37.5 mg every 24 h, as entered" in page.text


def test_an_unknown_medicine_is_unknown_and_not_safe(client) -> None:
    page = client.get("/medicine", params={"name": "sertralin"})
    assert page.status_code == 422
    assert "no data does not mean safe" in page.text
    assert "sertraline" in page.text
    for path in ("/etc/passwd", "../x.yaml", "stash.csv"):
        answer = client.get("/medicine", params={"name": path})
        assert answer.status_code == 422
        assert "root:" not in answer.text


def test_the_stash_keeps_undoes_and_refuses(client, server) -> None:
    client.send_form("/stash/upload")
    added = {
        "do": "expressed",
        "time": "2026-01-01T07:30",
        "amount": "60 mL",
        "place": "freezer",
        "milk": "A1",
    }
    assert client.send_form("/stash/rows", **added).status_code == 200
    assert "2026-01-01 07:30,expressed,A1,60 mL,freezer" in (server.home / "stash.csv").read_text()
    page = client.get("/stash", params={"need": "20 mL/day", "until": "2199-01-01"})
    assert "60 mL" in page.text
    asked = {"need": "20 mL/day"}
    assert "/stash/picture.png?need=20+mL%2Fday" in client.get("/stash", params=asked).text
    assert client.get("/stash/picture.png", params=asked).content.startswith(b"\x89PNG")
    assert client.get("/stash/picture.csv", params=asked).text.startswith("# lactea ")
    before = (server.home / "stash.csv").read_text()
    wrong = added | {"amount": "much", "milk": "A2"}
    answer = client.send_form("/stash/rows", **wrong)
    assert answer.status_code == 422
    assert "much" in answer.text
    more = added | {"do": "used", "amount": "600 mL", "milk": "A1", "place": ""}
    assert client.send_form("/stash/rows", **more).status_code == 422
    assert (server.home / "stash.csv").read_text() == before
    kept = client.get("/stash/stash.csv").content
    assert client.send_form("/stash/undo").status_code == 200
    assert "A1" not in client.get("/stash").text
    sent = client.post(
        "/stash/upload", data={"token": client.token}, files={"ledger": ("stash.csv", kept)}
    )
    assert sent.status_code == 303
    for bad in (b"\xff\xfe\x00", b"PK\x03\x04", b"time,do\n", b"a,b\n1,2\n", b""):
        sent = client.post(
            "/stash/upload", data={"token": client.token}, files={"ledger": ("stash.csv", bad)}
        )
        assert sent.status_code == 422
        assert str(server.home) not in sent.text
    assert client.get("/stash/stash.csv").content == kept


def test_a_ledger_from_elsewhere_is_added_to_and_taken_back(client, server) -> None:
    ordinary = b"time,do,milk,amount,place\n2026-01-01 07:30,expressed,B1,60 mL,freezer"
    sent = client.post(
        "/stash/upload", data={"token": client.token}, files={"ledger": ("mine.csv", ordinary)}
    )
    assert sent.status_code == 303
    added = {"do": "expressed", "time": "2026-01-02T07:30", "amount": "50 mL", "place": "freezer",
             "milk": "B2"}  # fmt: skip
    page = client.send_form("/stash/rows", **added)
    assert page.status_code == 200
    assert "B1" in page.text
    assert "B2" in page.text
    page = client.send_form("/stash/undo")
    assert "B1" in page.text
    assert "B2" not in page.text
    client.send_form("/stash/undo")


def test_a_stash_that_is_not_text_is_told_and_can_be_fetched(client, server) -> None:
    path = server.home / "stash.csv"
    raw = b"time,do,milk,amount,place\n2026-01-01 07:30,expressed,caf\xe9,60 mL,freezer\n"
    path.write_bytes(raw)
    try:
        for page in (client.get("/stash"), client.send_form("/stash/undo"),
                     client.send_form("/stash/rows", do="used", time="2026-01-02T07:30")):  # fmt: skip
            assert page.status_code == 422
            assert "your stash, line 2" in page.text
            assert "save the file as UTF-8" in page.text
            assert str(server.home) not in page.text
        assert client.get("/stash/picture.png").status_code == 422
        assert client.get("/stash/stash.csv").content == raw
    finally:
        path.unlink()


def test_evidence_is_found_by_words(client) -> None:
    page = client.get("/evidence", params={"words": "prolactin night"})
    assert page.status_code == 200
    assert "prolactin" in page.text
    assert (
        "0 rows of studies, 0 parameters, 0 claims"
        in client.get("/evidence", params={"words": "no such word"}).text
    )
    assert "mg/day" not in client.get("/evidence", params={"words": "domperidone dose"}).text


def test_a_choice_with_other_days_than_its_file_says_so() -> None:
    """The summary of the file is shown, and would be wrong alone."""
    for question in QUESTIONS:
        for choice in question.choices:
            changed = any(".at=" in item for item in choice.changes)
            assert bool(choice.note) == changed, (question.id, choice.id)


def test_what_a_choice_is_set_beside_has_a_name_in_words() -> None:
    for question in QUESTIONS:
        for choice in question.choices:
            assert bool(choice.against_label) == bool(choice.against), choice.id
