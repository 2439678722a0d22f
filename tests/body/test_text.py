"""The text of the mechanisms: no stray number, no stray import, nothing declared for nothing."""

import ast
import csv
import math
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import lactea
from lactea.body.language import Fixed, LogNormal, Normal, Parameter, Uniform
from lactea.body.registry import SIDES, Body, default_body, own_mechanisms
from lactea.engine.units import inside_value
from lactea.reading.unit_registry import unit_registry

SOURCE = Path(lactea.__file__).parent
MECHANISMS = sorted((SOURCE / "body" / "mechanisms").glob("[a-z]*.py"))
ALLOWED_IMPORTS = {"lactea.body.language", "lactea.body.vocabulary"}
ALLOWED_NUMBERS = {0, 1, 2}
OWN = [parameter for mechanism in own_mechanisms() for parameter in mechanism.parameters]
PARAMETERS = list(OWN)
GRADES = {"RCT", "cohort", "cross-sectional", "case-series", "case", "review", "expert",
          "definition", "fitted", "assumed"}  # fmt: skip

each_file = pytest.mark.parametrize("path", MECHANISMS, ids=lambda path: path.stem)
each_parameter = pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda entry: entry.id)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_file_of_the_folder_is_a_mechanism() -> None:
    assert [path.stem for path in MECHANISMS] == [part.name for part in own_mechanisms()]


# ------------------------------------------------------------------ numbers and imports


def numbers(node: ast.AST) -> Iterator[float]:
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, int | float | complex):
            yield child.value


@each_file
def test_an_equation_holds_no_number_of_its_own(path: Path) -> None:
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            assert set(numbers(function)) <= ALLOWED_NUMBERS, ast.unparse(function)


@each_file
def test_numbers_stand_in_declarations_only(path: Path) -> None:
    """Outside equations a file holds tables; no number hides in a name of its own."""
    for statement in tree(path).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            target = getattr(statement, "targets", [getattr(statement, "target", None)])[0]
            assert isinstance(target, ast.Name)
            assert target.id in {"TITLE", "SCOPE", "PARAMETERS", "STATES", "INPUTS"}
        else:
            kinds = ast.FunctionDef | ast.ImportFrom | ast.Expr
            assert isinstance(statement, kinds), ast.unparse(statement)
            if isinstance(statement, ast.Expr):
                assert isinstance(ast.literal_eval(statement.value), str), "only the docstring"


@each_file
def test_a_mechanism_imports_its_language_alone(path: Path) -> None:
    for statement in ast.walk(tree(path)):
        assert not isinstance(statement, ast.Import), ast.unparse(statement)
        if isinstance(statement, ast.ImportFrom):
            assert statement.level == 0
            assert statement.module in ALLOWED_IMPORTS


@each_file
def test_an_equation_is_arithmetic_and_vocabulary(path: Path) -> None:
    """No branch, loop, comparison, attribute or item: each reading must follow the same text."""
    allowed = (
        ast.Return, ast.Assign, ast.Expr, ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Call,
        ast.Load, ast.Store, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub,
    )  # fmt: skip
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                for node in ast.walk(statement):
                    assert isinstance(node, allowed), f"{function.name}: {type(node).__name__}"


@each_file
def test_every_equation_says_what_it_is(path: Path) -> None:
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef):
            assert ast.get_docstring(function), function.name


# ------------------------------------------------------------------ parameters


def evidence() -> dict[str, str]:
    """How far each row of the evidence tables was checked, by id."""
    found: dict[str, str] = {}
    for table in resources.files("lactea.evidence").joinpath("tables").iterdir():
        if table.name.endswith(".csv") and not table.name.endswith(".map.csv"):
            rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
            found |= {row["id"]: row["verified"] for row in rows}
    return found


VERIFIED = evidence()


def spread(parameter: Parameter) -> float:
    match parameter.distribution:
        case Normal(sd) | LogNormal(sd):
            return sd
        case Uniform(low, high):
            return high - low
        case Fixed():
            return 0.0


@each_parameter
def test_a_parameter_is_complete(parameter: Parameter) -> None:
    assert parameter.id.isidentifier()
    assert parameter.id.islower()
    assert parameter.symbol.strip()
    assert parameter.meaning.strip()
    assert parameter.grade in GRADES
    assert isinstance(parameter.distribution, Normal | LogNormal | Uniform | Fixed)
    assert math.isfinite(parameter.value)
    unit_registry().Unit("" if parameter.unit == "1" else parameter.unit)
    assert math.isfinite(inside_value(parameter))


@each_parameter
def test_a_distribution_fits_its_value(parameter: Parameter) -> None:
    assert spread(parameter) >= 0
    if isinstance(parameter.distribution, LogNormal):
        assert parameter.value > 0
    if isinstance(parameter.distribution, Uniform):
        assert parameter.distribution.low <= parameter.value <= parameter.distribution.high


@each_parameter
def test_an_assumed_value_gives_its_reason_and_its_width(parameter: Parameter) -> None:
    if parameter.grade == "assumed":
        assert parameter.reason.strip()
        assert spread(parameter) > 0


@each_parameter
def test_a_value_from_studies_names_rows_that_were_checked(parameter: Parameter) -> None:
    ids = parameter.source.split()
    if parameter.grade not in {"assumed", "definition"}:
        assert ids, "a value that is neither assumed nor a definition has a source"
    assert [name for name in ids if name not in VERIFIED] == []
    assert [name for name in ids if VERIFIED[name] == "memory"] == []


def test_ids_are_unique() -> None:
    ids = [parameter.id for parameter in PARAMETERS]
    assert len(ids) == len(set(ids))


# ------------------------------------------------------------------ nothing is idle


def words_of(*folders: str) -> set[str]:
    """Every text constant in the code of some rooms, with f-strings filled in by nothing."""
    found: set[str] = set()
    for folder in folders:
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def needed(body: Body) -> set[str]:
    """Everything that some equation or some start value depends on."""
    steps = (*body.steps, *body.rates.values())
    starts = {state.start for state in body.states.values() if isinstance(state.start, str)}
    return {name for step in steps for name in step.needs} | starts


def is_read_out(name: str, words: set[str]) -> bool:
    """Whether code outside the body names it: whole, per side, or as an observable."""
    for side in SIDES:
        name = name.removesuffix(f"_{side}")
    return any(word in (name, f"{name}_") or word.endswith(f".{name}") for word in words)


def test_every_parameter_is_used() -> None:
    """By an equation, a controller, an observable or a person; devices share the start of their name."""
    words = words_of("engine", "results", "scenario")
    beginnings = tuple(word for word in words if word.endswith("_") and word.count("_") == 1)
    idle = {
        name
        for name in set(default_body().parameters) - needed(default_body())
        if name not in words and not name.startswith(beginnings)
    }
    assert idle == set()


def test_every_input_is_used() -> None:
    assert set(default_body().inputs) - needed(default_body()) == set()


def test_every_quantity_is_used_or_read_out() -> None:
    words = words_of("engine", "results", "view")
    idle = set(default_body().quantities) - needed(default_body())
    assert {name for name in idle if not is_read_out(name, words)} == set()


def test_every_state_acts_or_is_read_out() -> None:
    words = words_of("engine", "results", "view")
    body = default_body()
    act = {name for step in body.steps for name in step.needs}
    act |= {name for state, step in body.rates.items() for name in step.needs if name != state}
    assert {name for name in set(body.states) - act if not is_read_out(name, words)} == set()
