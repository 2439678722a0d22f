"""Plans: from a goal, a person and limits to a small family of schedules to take to a clinician.

The room searches; it prescribes nothing. Every plan it shows kept the limits of its request and passed
the safety screen, says what it rests on, and holds a way to stop.
"""

from lactea.plan.problems import PlanError
from lactea.plan.request import Request, as_data, load_request, loads_request

__all__ = ["PlanError", "Request", "as_data", "load_request", "loads_request"]
