"""The errors of this room."""

from lactea.reading.problems import InputError


class PlanError(InputError):
    """A request or a plan file is wrong; the text says where, and what is right."""


class MissingExtraError(RuntimeError):
    """A package of the extra ``plan`` is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"the package '{package}' is missing. Install it with: python -m pip install 'lactea[plan]'"
        )
