"""The hand-written run of the results' tests, and its pictures."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from lactea.results import Result

SYNTHETIC = Path(__file__).resolve().parents[1] / "results" / "synthetic.py"


def load_synthetic() -> ModuleType:
    name = "lactea_synthetic_run"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SYNTHETIC)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def make_result() -> Callable[..., Result]:
    made: Callable[..., Result] = load_synthetic().make_result
    return made


@pytest.fixture(scope="session")
def natural(make_result: Callable[..., Result]) -> Result:
    return make_result()


@pytest.fixture(scope="session")
def induced(make_result: Callable[..., Result]) -> Result:
    return make_result(name="induced", supply=300.0, pregnancy_days=0, days=120)
