"""Which parameters a result depends on, how much of its spread is owed to whom, what a log can tell."""

from lactea.results.readouts import Readout, read_readout
from lactea.sensitivity.analysis import (
    Findings,
    Plan,
    Variance,
    analyse,
    grouped_variance,
    model_of,
    single_variance,
)
from lactea.sensitivity.factors import Factor, Space, factors_of
from lactea.sensitivity.identifiability import Identifiability, identify
from lactea.sensitivity.local import Elasticities, elasticities
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.readouts import default_readouts
from lactea.sensitivity.routes import ClosedLoop, Frozen, Route, frozen
from lactea.sensitivity.screening import Screening, screen
from lactea.sensitivity.session_log import LoggedSession, read_log
from lactea.sensitivity.variance import Shares, shares_of_variance

__all__ = [
    "ClosedLoop",
    "Elasticities",
    "Factor",
    "Findings",
    "Frozen",
    "Identifiability",
    "LoggedSession",
    "Plan",
    "Readout",
    "Route",
    "Screening",
    "SensitivityError",
    "Shares",
    "Space",
    "Variance",
    "analyse",
    "default_readouts",
    "elasticities",
    "factors_of",
    "frozen",
    "grouped_variance",
    "identify",
    "model_of",
    "read_log",
    "read_readout",
    "screen",
    "shares_of_variance",
    "single_variance",
]
