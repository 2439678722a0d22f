"""The steps of a protocol: one file each, chosen by their entry ``do``.

A new kind of step is a file beside these and a line below.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lactea.scenario.steps.appetite import Appetite
from lactea.scenario.steps.base import Step
from lactea.scenario.steps.birth import Birth
from lactea.scenario.steps.collect_drip import CollectDrip
from lactea.scenario.steps.eat_less import EatLess
from lactea.scenario.steps.hand_express import HandExpress
from lactea.scenario.steps.measure import DoMeasure
from lactea.scenario.steps.nurse import Nurse
from lactea.scenario.steps.pregnancy import Pregnancy
from lactea.scenario.steps.pump import Pump
from lactea.scenario.steps.sessions import Part, SessionStep, Side
from lactea.scenario.steps.solids import Solids
from lactea.scenario.steps.sore_nipples import SoreNipples
from lactea.scenario.steps.stop_nursing import StopNursing
from lactea.scenario.steps.stress import Stress
from lactea.scenario.steps.take import Take
from lactea.scenario.steps.top_up import TopUp

AnyStep = Annotated[
    Pregnancy
    | Birth
    | Nurse
    | Pump
    | HandExpress
    | Take
    | TopUp
    | Solids
    | Stress
    | SoreNipples
    | Appetite
    | EatLess
    | CollectDrip
    | DoMeasure
    | StopNursing,
    Field(discriminator="do"),
]
"""One step of any kind, told apart by ``do``."""

__all__ = [
    "AnyStep",
    "Appetite",
    "Birth",
    "CollectDrip",
    "DoMeasure",
    "EatLess",
    "HandExpress",
    "Nurse",
    "Part",
    "Pregnancy",
    "Pump",
    "SessionStep",
    "Side",
    "Solids",
    "SoreNipples",
    "Step",
    "StopNursing",
    "Stress",
    "Take",
    "TopUp",
]
