"""What else people bring along: age, parity, body mass, diabetes, delivery, smoking, the infant.

Nothing is drawn that a population does not state: the shares of a study belong to that study. A
covariate acts through what the engine applies to a person and through nothing else; `EFFECTS` says
for each what that is, or that there is no mechanism yet.
"""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from lactea.cohort.problems import CohortError
from lactea.cohort.streams import Stream
from lactea.reading.problems import InputError, fault, first_problem
from lactea.reading.record import Number, Record, Share
from lactea.reading.yaml_reader import read_file
from lactea.scenario import Scenario

NO_MECHANISM = "no mechanism yet: recorded, without effect"
EFFECTS = {
    "age": NO_MECHANISM,
    "parity": "pace of secretory activation, from the second birth on",
    "body_mass_index": "answers of prolactin to suckling and of the gland to insulin, above an index of 25",
    "body_mass": NO_MECHANISM,
    "diabetes": "pace of secretory activation",
    "delivery": "let-down of the first days",
    "smoking": "release of dopamine",
    "infant_sex": "birth weight and growth",
    "infant_birth_weight": "need, size of meals and growth from birth on",
}
"""What each covariate acts on in this release."""

BIRTH_WEIGHT_BY_SEX = {"boy": 3.3464, "girl": 3.23}
"""Median kg at birth: mlk_inf_who_boys_m0, mlk_inf_who_girls_m0."""
_USUAL = sum(BIRTH_WEIGHT_BY_SEX.values()) / len(BIRTH_WEIGHT_BY_SEX)

Positive = Annotated[Number, Field(gt=0)]
Diabetes = Literal["none", "gestational", "insulin_treated_gestational", "type1"]


class Bell(Record):
    """A normal distribution cut off at both ends."""

    mean: Number
    sd: Positive
    at_least: Number
    at_most: Number

    @model_validator(mode="after")
    def _ends_hold_the_mean(self) -> Self:
        if not self.at_least < self.mean < self.at_most:
            raise fault("the mean must lie between at_least and at_most.", "mean")
        return self

    def value(self, share: float) -> float:
        """The value below which this share of people lies."""
        bell = NormalDist(self.mean, self.sd)
        low, high = bell.cdf(self.at_least), bell.cdf(self.at_most)
        value = bell.inv_cdf(low + share * (high - low))
        return min(max(value, self.at_least), self.at_most)


class Smoking(Record):
    """How many smoke, and how much those do."""

    share: Share
    per_day: Annotated[int, Field(ge=1, le=100)]


class Population(Record):
    """Shares and distributions of covariates; what is not stated stays as in the scenario.

    Parameters
    ----------
    name, source : str
        What the population is, and where its numbers come from.
    age_years, body_mass_index : Bell, optional
    parity, diabetes : mapping to shares, optional
        Shares add up to 1.
    caesarean : float, optional
        Share of births.
    smoking : Smoking, optional
    girls : float
        Share of girls where the scenario leaves the infant's sex open.
    """

    name: Annotated[str, Field(min_length=1, max_length=400)] = "as in the scenario"
    source: Annotated[str, Field(max_length=400)] = ""
    age_years: Bell | None = None
    parity: dict[Annotated[int, Field(ge=0, le=20)], Share] | None = None
    body_mass_index: Bell | None = None
    diabetes: dict[Diabetes, Share] | None = None
    caesarean: Share | None = None
    smoking: Smoking | None = None
    girls: Share = 0.5

    @model_validator(mode="after")
    def _shares_add_up(self) -> Self:
        for name in ("parity", "diabetes"):
            shares = getattr(self, name)
            if shares is not None and abs(sum(shares.values()) - 1) > 1e-6:
                raise fault(f"the shares add up to {sum(shares.values()):g} and not to 1.", name)
        return self


AS_IN_SCENARIO = Population()
"""States nothing, so that everything stays as in the scenario."""


def load_population(path: str | Path) -> Population:
    """Read a population from a YAML file.

    Raises
    ------
    CohortError
        The file cannot be read or understood; the text names file, line and entry.
    """
    try:
        document = read_file(str(path))
        if not isinstance(document.data, dict):
            raise document.problem((), "a population is a mapping, beginning with 'name:'.")
        try:
            return Population.model_validate(document.data)
        except ValidationError as error:
            raise document.problem(*first_problem(error, document.data)) from None
    except InputError as problem:
        raise CohortError(str(problem)) from None


def draw_covariates(
    population: Population, scenario: Scenario, seed: int, index: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Entries of a scenario that differ for one person.

    Parameters
    ----------
    population : Population
    scenario : Scenario
        What holds where the population states nothing.
    seed, index : int
        Which person of which seed.

    Returns
    -------
    person, infant : dict
        Entries of the two parts as a scenario file writes them.
    """

    def stream(name: str) -> Stream:
        return Stream(seed, f"population.{name}")

    person: dict[str, Any] = {}
    if population.age_years is not None:
        years = population.age_years.value(stream("age").uniform(index))
        person["age"] = f"{years:.1f} years"
    if population.parity is not None:
        shares = {str(births): share for births, share in population.parity.items()}
        person["parity"] = int(stream("parity").pick(shares, index))
    if population.body_mass_index is not None:
        bmi = population.body_mass_index.value(stream("body_mass_index").uniform(index))
        person["body_mass_index"] = bmi
        usual = scenario.person
        person["body_mass"] = f"{usual.body_mass * bmi / usual.body_mass_index!r} kg"
    if population.diabetes is not None:
        shares = {str(word): share for word, share in population.diabetes.items()}
        person["diabetes"] = stream("diabetes").pick(shares, index)
    if population.caesarean is not None:
        cut = stream("delivery").uniform(index) < population.caesarean
        person["delivery"] = "caesarean" if cut else "vaginal"
    if population.smoking is not None:
        smokes = stream("smoking").uniform(index) < population.smoking.share
        person["smoking"] = f"{population.smoking.per_day if smokes else 0} per day"
    return person, _infant(population, scenario, stream("infant_sex"), index)


def _infant(
    population: Population, scenario: Scenario, stream: Stream, index: int
) -> dict[str, Any]:
    usual = scenario.infant
    if usual is None or usual.count > 1 or usual.sex != "mixed":
        return {}
    sex = "girl" if stream.uniform(index) < population.girls else "boy"
    weight = usual.birth_weight * BIRTH_WEIGHT_BY_SEX[sex] / _USUAL
    return {"sex": sex, "birth_weight": f"{weight!r} kg"}
