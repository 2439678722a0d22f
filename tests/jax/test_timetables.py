"""A cohort on JAX: the people and days that lanes give, and a word where there is no GPU."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.cohort import Recipe, crew_of
from lactea.cohort.side_by_side import by_timetable, replay_people
from lactea.scenario import loads

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.timetables import replay_timetable  # noqa: E402

AGREEMENT = 1e-3
PUMPED = """
schema: lactea.scenario/1
name: pumped
summary: The pump alone, right after a short pregnancy.
infant: null
origin: placenta_delivered
protocol:
  - {do: pregnancy, length: "1 weeks"}
  - {do: birth, at: "0 h", placenta: delivered}
  - {do: pump, start: "1 h", every: "8 h", duration: "10 min", breasts: both, simultaneous: true, device: hospital_grade}
horizon: "2 d"
"""


def people(stepper=None):
    recipe = Recipe(loads(PUMPED, "a test"), seed=2)
    chosen = {} if stepper is None else {"stepper": stepper}
    return list(replay_people(recipe, range(5, 8), crew=crew_of(), **chosen))


def test_a_cohort_on_jax_has_the_figures_of_lanes() -> None:
    wanted, found = people(), people(partial(by_timetable, replay_timetable))
    assert [one.index for one in found] == [one.index for one in wanted] == [5, 6, 7]
    for mine, theirs in zip(found, wanted, strict=True):
        assert mine.value.days.keys() == theirs.value.days.keys()
        for name in ("removed", "prolactin_max", "sessions", "infant_intake"):
            one, other = mine.value.days[name], theirs.value.days[name]
            off = np.abs(one - other) / np.maximum(np.abs(other), 1.0)
            assert off.max() < AGREEMENT, name


@pytest.mark.skipif(jax.default_backend() == "gpu", reason="here is a GPU")
@pytest.mark.parametrize("options", [("--device", "gpu"), ("--device", "gpu", "--engine", "lanes")])
def test_without_a_gpu_one_sentence_and_exit_2(options) -> None:
    told = CliRunner().invoke(app, ["cohort", "man", "-n", "2", "--days", "1", *options])
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert "No GPU was found by JAX" in told.stderr


@pytest.mark.skipif(jax.default_backend() == "gpu", reason="here is a GPU")
def test_a_bench_without_a_gpu_says_what_was_not_measured() -> None:
    told = CliRunner().invoke(app, ["bench", "--gpu", "--quick"])
    assert told.exit_code == 0
    assert "NOT RUN" in told.stdout
    assert "not measured: No GPU was found by JAX" in told.stdout


def test_without_jax_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jax", None)
    told = CliRunner().invoke(app, ["cohort", "man", "-n", "2", "--device", "gpu"])
    assert told.exit_code == 2
    assert 'python -m pip install "lactea[jax]"' in told.stderr


@pytest.mark.proof
def test_the_bench_of_a_gpu_with_jax_on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the device. Single precision misses the agreement by a little, and then has no time."""
    from lactea.bench import gpu
    from lactea.bench.plan import QUICK

    monkeypatch.setattr(gpu, "require_gpu", lambda: "no GPU")
    outcome = gpu.compare(replace(QUICK, gpu_people=4, gpu_days=1))
    cores, double, single = outcome.runs
    assert cores.status == double.status == "right"
    assert max(single.milk, single.prolactin) < 5 * AGREEMENT
    assert (single.status == "right") == bool(single.wall)
    assert outcome.ratios[0].value > 0
