"""Medicines in milk and the infant: how much passes, what the infant gets, what is not known."""

from lactea.transfer.answer import Answer, answer
from lactea.transfer.document import document, json_schema
from lactea.transfer.loading import SubstanceError, all_substances, load
from lactea.transfer.names import known_names
from lactea.transfer.pairs import Pairs, with_pairs
from lactea.transfer.question import Question, ask
from lactea.transfer.ratio import Ratio, answers, predicted
from lactea.transfer.schema import Substance
from lactea.transfer.wording import text

__all__ = [
    "Answer",
    "Pairs",
    "Question",
    "Ratio",
    "Substance",
    "SubstanceError",
    "all_substances",
    "answer",
    "answers",
    "ask",
    "document",
    "json_schema",
    "known_names",
    "load",
    "predicted",
    "text",
    "with_pairs",
]
