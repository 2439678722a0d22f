"""Virtual trials: designed in a file, held with virtual people, analysed as trials are."""

from lactea.trial.account import Account, Finding, account_of
from lactea.trial.analysis import Estimate, analyse
from lactea.trial.conduct import Held, hold, hold_again
from lactea.trial.design import Design
from lactea.trial.document import document
from lactea.trial.json_schema import json_schema
from lactea.trial.library import names
from lactea.trial.loading import Trial, load_trial
from lactea.trial.pool import Pool, recruit
from lactea.trial.power import Power, power
from lactea.trial.problems import TrialError
from lactea.trial.truth import Truth, truth

__all__ = [
    "Account",
    "Design",
    "Estimate",
    "Finding",
    "Held",
    "Pool",
    "Power",
    "Trial",
    "TrialError",
    "Truth",
    "account_of",
    "analyse",
    "document",
    "hold",
    "hold_again",
    "json_schema",
    "load_trial",
    "names",
    "power",
    "recruit",
    "truth",
]
