"""What PEtab's own library, COPASI and libRoadRunner make of a problem: ``python petab_tool.py PROBLEM VALUES``.

A program of its own, for an environment in which lactea is not installed. VALUES is a JSON list of objects: values by
the id of a parameter. Prints a JSON object for each: what the library's check says, and the log-likelihood by each
simulator.
"""

import json
import sys
import tempfile
from pathlib import Path

import petab.v1 as petab
import roadrunner
from basico.petab import PetabSimulator
from petab.v1.math import sympify_petab


def by_copasi(problem):
    """COPASI reads the problem by its own importer."""
    with tempfile.TemporaryDirectory() as folder:
        return PetabSimulator(problem, working_dir=folder, name="problem").simulate()


def by_roadrunner(problem, engine):
    """libRoadRunner runs the model; PEtab's library computes the observables."""
    engine.resetToOrigin()
    for name, value in problem.parameter_df["nominalValue"].items():
        engine.setValue(name, float(value))
    formulas = problem.observable_df["observableFormula"].map(sympify_petab)
    symbols = sorted({one for formula in formulas for one in formula.free_symbols}, key=str)
    table = problem.measurement_df.rename(columns={"measurement": "simulation"})
    engine.timeCourseSelections = ["time", *map(str, symbols)]
    times = sorted({0.0, *table["time"]})
    rows = dict(zip(times, engine.simulate(times=times), strict=True))
    table["simulation"] = [
        float(formulas[one].subs(dict(zip(symbols, rows[time][1:], strict=True))))
        for one, time in zip(table["observableId"], table["time"], strict=True)
    ]
    return table


def likelihood(problem, simulated):
    return petab.calculate_llh(
        problem.measurement_df, simulated, problem.observable_df, problem.parameter_df
    )


if __name__ == "__main__":
    path = Path(sys.argv[1])
    (model,) = path.parent.glob("*_model.xml")
    engine = roadrunner.RoadRunner(str(model))
    engine.integrator.relative_tolerance = 1e-7
    engine.integrator.maximum_num_steps = 10**6
    for values in json.loads(sys.argv[2]):
        asked = petab.Problem.from_yaml(str(path))
        failed = bool(petab.lint_problem(asked))
        for name, value in values.items():
            asked.parameter_df.loc[name, "nominalValue"] = value
        found = {"roadrunner": by_roadrunner(asked, engine), "copasi": by_copasi(asked)}
        told = {name: float(likelihood(asked, table)) for name, table in found.items()}
        print(json.dumps({"lint_failed": failed} | told))
