"""The interface for programs: JSON in, JSON out, the same documents as the command line prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from lactea.app.house import Here
from lactea.app.runs import LONGEST_DAYS, Asked
from lactea.app.screens.studio.reading import from_text, offered, refuse_by_mode
from lactea.app.waiting import now
from lactea.scenario import Scenario, builtin_text, dumps, echo, load, scenario_hash
from lactea.scenario.problems import ScenarioError

router = APIRouter(prefix="/api", tags=["lactea"])
LONGEST_TEXT = 1_000_000
JSON = "application/json"
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "not JSON"},
    403: {"description": "no token, or from another page"},
    422: {"description": "not understood; the answer says what and where"},
}
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Change = Annotated[str, Field(max_length=2000)]


class Wanted(BaseModel):
    """A scenario: the name of a builtin, or YAML; with changes such as ``person.diabetes=type1``."""

    model_config = ConfigDict(extra="forbid")

    scenario: Annotated[str, Field(max_length=100)] | None = None
    yaml: Text | None = None
    set: Annotated[list[Change], Field(max_length=100)] = []


class WantedRun(Wanted):
    """A run of a scenario."""

    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0


@router.get("/scenarios")
def scenarios(here: Here) -> dict[str, Any]:
    """Builtin scenarios that the mode of the app runs."""
    known = [load(name) for name in offered(here.mode)]
    return {
        "schema": "lactea.protocols/1",
        "protocols": [
            {"name": one.name, "summary": one.summary, "scenario_hash": scenario_hash(one)}
            for one in known
        ],
    }


@router.post("/check", responses=PROBLEMS)
def check(here: Here, wanted: Wanted) -> dict[str, Any]:
    """How a scenario is understood: in plain words, and as YAML."""
    scenario = _understood(wanted)
    refuse_by_mode(scenario, here.mode)
    return {
        "schema": "lactea.check/1",
        "scenario_hash": scenario_hash(scenario),
        "echo": echo(scenario),
        "yaml": dumps(scenario),
    }


@router.post("/simulate", responses=PROBLEMS)
def simulate(here: Here, wanted: WantedRun) -> Response:
    """Simulate one person: the document of ``lactea simulate --json``."""
    scenario = _understood(wanted)
    refuse_by_mode(scenario, here.mode)
    run = here.house.runs.ask(Asked(scenario, wanted.days, wanted.seed))
    return Response(now(run).to_json(), media_type=JSON)


def _understood(wanted: Wanted) -> Scenario:
    """The scenario; never a file of this machine, whatever its name looks like."""
    if wanted.yaml is not None and wanted.scenario is None:
        return from_text(wanted.yaml, wanted.set)
    if wanted.scenario is not None and wanted.yaml is None:
        name = wanted.scenario
        return from_text(builtin_text(name), wanted.set, f"builtin {name}")
    raise ScenarioError("give either 'scenario', the name of a builtin, or 'yaml'.")
