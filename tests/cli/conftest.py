"""How these tests call the command line."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from lactea.cli.application import app

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call ``lactea`` inside this process."""
    monkeypatch.delenv("LACTEA_TRACEBACK", raising=False)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, prog_name="lactea")

    return call
