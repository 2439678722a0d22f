"""Prints the course of a SED-ML experiment as COPASI computes it, as CSV: ``python copasi_course.py FILE HOURS``.

A program of its own: COPASI sets the locale of the whole process to C when it is imported.
"""

import sys

import basico

if __name__ == "__main__":
    model = basico.load_model(sys.argv[1])
    hours = int(sys.argv[2])
    problem = basico.get_task_settings("Time-Course", model=model)["problem"]
    assert problem["Duration"] == hours, problem
    course = basico.run_time_course(
        duration=hours, intervals=hours, use_sbml_id=True, model=model, r_tol=1e-6, a_tol=1e-9
    )
    course.to_csv(sys.stdout)
