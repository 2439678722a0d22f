"""``lactea sensitivity`` and ``lactea identifiability``: real runs, few and short."""

import json
import math
import sys

import pytest

READOUT = ("--readout", "prolactin.level:mean:P2D/P3D")
SHORT = ("sensitivity", "induced", "--days", "3", *READOUT)
LOG = "start,duration,breasts,volume\n" + "".join(
    f"{hour} h,15 min,both,\n" for hour in range(49, 70, 4)
)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return str(path)


def numbers(found):
    """All numbers of a document; JSON has no NaN."""
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        return [number for part in found for number in numbers(part)]
    return [found] if isinstance(found, float) else []


@pytest.mark.slow
def test_elasticities_as_a_document_and_as_a_page(run, tmp_path) -> None:
    page = tmp_path / "page.svg"
    told = run(*SHORT, "--json", "--plot", str(page))
    assert told.exit_code == 0, told.stderr
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.sensitivity/1"
    assert {"version", "commit", "scenario_hash", "parameter_set", "seed"} <= set(document)
    assert all(map(math.isfinite, numbers(document)))
    (readout,) = document["local"]["middle"]
    elasticity = document["local"]["elasticity"]
    assert len(elasticity) > 200
    assert max(abs(one[readout] or 0.0) for one in elasticity.values()) > 0.1
    drawn = page.read_text("utf-8")
    assert document["parameter_set"] in drawn


@pytest.mark.slow
def test_shares_and_what_is_refused_before_any_run(run) -> None:
    told = run(*SHORT, "--analysis", "variance", "--samples", "2", "--seed", "3")
    assert told.exit_code == 0, told.stderr
    for origin in ("between people", "assumed", "fitted", "sourced"):
        assert origin in told.stdout
    assert "seed 3" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--analysis", "variance", "--samples", "100"), "take 128"),
        (("--readout", "milk.remove_per_day"), "Did you mean 'milk.removed_per_day'"),
        (("--readout", "session.volume"), "Take the closed loop"),
        (("--readout", "milk.removed_per_day:mean:P9D/P10D"), "outside this run"),
        (("--plot", "page.pdf"), "must end in .png or .svg"),
        (("--set", "person.sex=cat"), "person.sex"),
    ],
)
def test_a_wrong_wish_is_one_paragraph(run, arguments, said) -> None:
    told = run("sensitivity", "natural", "--days", "1", *arguments)
    assert told.exit_code == 2
    assert said in told.stderr.replace("\n", " ")
    assert told.stdout == ""


def test_a_missing_extra_is_told_with_its_install_line(run, monkeypatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    told = run(*SHORT, "--analysis", "screening")
    assert told.exit_code == 2
    assert 'pip install "lactea[sensitivity]"' in told.stderr


def test_a_log_is_told_in_words_and_as_a_document(run, log, tmp_path) -> None:
    page = tmp_path / "log.png"
    told = run("identifiability", "exclusive-pumping", log, "--error", "5 mL", "--plot", str(page))
    assert told.exit_code == 0, told.stderr
    assert "would tell" in told.stdout
    assert page.stat().st_size > 10_000
    some = ("--learn", "transfer", "--learn", "person.storage")
    told = run("identifiability", "exclusive-pumping", log, "--error", "5 mL", "--json", *some)
    document = json.loads(told.stdout)
    assert set(document["log"]["parameters"]) == {"transfer", "person.storage"}
    assert document["log"]["measured"] == 0
    assert all(map(math.isfinite, numbers(document)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--error", "5"), "mL"),
        (("--error", "0 mL"), "give the error"),
        (("--error", "-5 mL"), "negative"),
        (("--error", "5 mL", "--learn", "transfr"), "Did you mean 'transfer'"),
    ],
)
def test_a_wrong_error_or_parameter_is_one_paragraph(run, log, arguments, said) -> None:
    told = run("identifiability", "exclusive-pumping", log, *arguments)
    assert told.exit_code == 2
    assert said in told.stderr.replace("\n", " ")


def test_a_log_that_is_none_is_one_paragraph(run, tmp_path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(LOG + "80 h,15 min,both,5 kg\n", encoding="utf-8")
    told = run("identifiability", "exclusive-pumping", str(path), "--error", "5 mL")
    assert told.exit_code == 2
    assert "line 8, volume" in told.stderr.replace("\n", " ")
