"""The hand-written run, made once."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from lactea.results import Result


def load_synthetic() -> ModuleType:
    name = "lactea_synthetic_run"
    if name not in sys.modules:
        place = Path(__file__).with_name("synthetic.py")
        spec = importlib.util.spec_from_file_location(name, place)
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
def result(make_result: Callable[..., Result]) -> Result:
    return make_result(days=120)


@pytest.fixture(scope="session")
def short(make_result: Callable[..., Result]) -> Result:
    """Five days after birth, without the pregnancy."""
    return make_result(days=5, pregnancy_days=0)
