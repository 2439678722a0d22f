"""Formulas as MathML, built with libSBML."""

from __future__ import annotations

import math
import sys
from typing import Any

from lactea.exchange.formula import Formula
from lactea.exchange.problems import ExportError, libsbml

DIMENSIONLESS = "dimensionless"
KINDS = {
    "add": "AST_PLUS",
    "sub": "AST_MINUS",
    "neg": "AST_MINUS",
    "mul": "AST_TIMES",
    "div": "AST_DIVIDE",
    "exp": "AST_FUNCTION_EXP",
    "log": "AST_FUNCTION_LN",
    "power": "AST_FUNCTION_POWER",
    "cos": "AST_FUNCTION_COS",
    "min": "AST_FUNCTION_MIN",
    "max": "AST_FUNCTION_MAX",
}


def math_of(formula: Formula) -> Any:
    """The formula as a libSBML syntax tree; bare numbers carry the unit "dimensionless"."""
    match formula.operation:
        case "number":
            return number(formula.number, DIMENSIONLESS)
        case "name":
            return symbol(formula.name)
        case operation:
            return node(KINDS[operation], *(math_of(part) for part in formula.arguments))


def node(kind: str, *children: Any) -> Any:
    """An operation; `kind` is the name of a libSBML node type."""
    library = libsbml()
    made = library.ASTNode(getattr(library, kind))
    for child in children:
        made.addChild(child)
    return made


def symbol(identifier: str) -> Any:
    """The value of a model element."""
    made = node("AST_NAME")
    made.setName(identifier)
    return made


def number(value: float, unit: str) -> Any:
    """A number with its unit."""
    made = node("AST_REAL")
    made.setValue(readable(value))
    made.setUnits(unit)
    return made


def readable(value: float) -> float:
    """The value as every reader takes it: what has decayed below the smallest normal number is 0.

    Raises
    ------
    ExportError
        If it is not finite.
    """
    if not math.isfinite(value):
        raise ExportError(f"A value of the model is {value}; only finite numbers can be written.")
    return 0.0 if abs(value) < sys.float_info.min else float(value)


def time() -> Any:
    """The time of the simulation."""
    made = node("AST_NAME_TIME")
    made.setName("time")
    return made
