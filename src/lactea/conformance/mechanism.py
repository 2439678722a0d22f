"""A mechanism: the closed language, sourced parameters, units, and one number in every reading."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import TypeGuard

from lactea.body.language import Fixed, LogNormal, Mechanism, Parameter, Uniform
from lactea.body.registry import SIDES, BodyError, assemble, own_mechanisms, read_mechanism
from lactea.conformance.equations import equation_faults
from lactea.engine.added import inputs_taken
from lactea.engine.units import inside_value
from lactea.reading.plugins import Plugin

MAY_IMPORT = ("lactea.body.language", "lactea.body.vocabulary")
MAY_ASSIGN = ("TITLE", "SCOPE", "PARAMETERS", "STATES", "INPUTS")
NUMBERS = (0, 1, 2)
"""Numbers that an equation may hold; every other one is a parameter."""
ARITHMETIC = (
    ast.Return, ast.Assign, ast.Expr, ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Call,
    ast.Load, ast.Store, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub,
)  # fmt: skip


def mechanism_faults(plugin: Plugin) -> list[str]:
    """What is wrong with a mechanism, by its text and inside lactea's own body.

    ``lactea.body`` itself is not changed by any plug-in.
    """
    module = plugin.load()
    if not isinstance(module, ModuleType):
        return ["its entry point must name a module, without a colon."]
    faults = [*_text_faults(ast.parse(inspect.getsource(module)))]
    missing = [name for name in ("TITLE", "SCOPE") if not hasattr(module, name)]
    if missing:
        return [*faults, f"the module lacks {' and '.join(missing)}."]
    part = read_mechanism(module)
    if part.scope not in ("body", "breast"):
        return [*faults, "SCOPE must be 'body' or 'breast'."]
    for parameter in part.parameters:
        faults += _parameter_faults(parameter)
    faults += [
        f"it takes the place of '{name}', which lactea sets itself." for name in inputs_taken(part)
    ]
    if faults:
        return faults
    try:
        body = assemble((*own_mechanisms(), part))
    except BodyError as error:
        return [f"it does not fit into the body: {error}"]
    return equation_faults(body, _equations(part))


def _equations(part: Mechanism) -> list[str]:
    ends = [f"_{side}" for side in SIDES] if part.scope == "breast" else [""]
    names = [entry.id for entry in part.quantities]
    names += [f"rate of {entry.state}" for entry in part.rates]
    return [f"{name}{end}" for name in names for end in ends]


def _text_faults(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        line = f"line {statement.lineno}"
        match statement:
            case ast.ImportFrom(module=module, level=0) if module in MAY_IMPORT:
                pass
            case ast.Import() | ast.ImportFrom():
                yield f"{line}: a mechanism imports {' and '.join(MAY_IMPORT)}, and nothing else."
            case ast.Assign(targets=[ast.Name(id=name)]) if name in MAY_ASSIGN:
                pass
            case ast.Expr(value=ast.Constant(value=str())):
                pass
            case ast.FunctionDef():
                yield from _equation_text_faults(statement)
            case _:
                yield f"{line}: only {', '.join(MAY_ASSIGN)} and equations may stand here."


def _equation_text_faults(function: ast.FunctionDef) -> Iterator[str]:
    if not ast.get_docstring(function):
        yield f"the equation '{function.name}' has no docstring that says what it is."
    for node in (node for statement in function.body for node in ast.walk(statement)):
        if not isinstance(node, ARITHMETIC):
            yield (
                f"line {getattr(node, 'lineno', function.lineno)}: '{function.name}' uses "
                f"{type(node).__name__}; an equation is arithmetic and the vocabulary alone."
            )
            return
        if isinstance(node, ast.Constant) and _is_stray(node.value):
            yield f"line {node.lineno}: the number {node.value} must be a parameter with a source."


def _is_stray(value: object) -> TypeGuard[complex]:
    return isinstance(value, int | float | complex) and value not in NUMBERS


def _parameter_faults(parameter: Parameter) -> Iterator[str]:
    name = f"the parameter '{parameter.id}'"
    if parameter.grade == "assumed":
        if not parameter.reason.strip():
            yield f"{name} is assumed and gives no reason."
        if isinstance(parameter.distribution, Fixed):
            yield f"{name} is assumed and has no spread."
    elif parameter.grade != "definition" and not parameter.source.strip():
        yield f"{name} is neither assumed nor a definition, and names no source."
    if not (parameter.meaning.strip() and parameter.symbol.strip()):
        yield f"{name} needs a symbol and a meaning."
    try:
        inside_value(parameter)
    except Exception:
        yield f"{name} has the unit '{parameter.unit}', which is not understood."
    match parameter.distribution:
        case LogNormal() if parameter.value <= 0:
            yield f"{name} is log-normal and must be above zero."
        case Uniform(low, high) if not low <= parameter.value <= high:
            yield f"{name} lies outside its own bounds."
