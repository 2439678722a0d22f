"""What a file of transfer inputs holds: one substance that a mother takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.medicines.facts import Fact, Source, Statement, Text
from lactea.medicines.routes import RouteFacts
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record, Switch
from lactea.transfer.pathways import known_pathway

SCHEMA = "lactea.transfer/1"

ChemicalClass = Literal["acid", "base", "neutral", "zwitterion", "ion"]
ExchangeForm = Literal["equilibrium", "lagged", "two_way", "active"]
Kind = Literal["medicine", "supplement", "habit"]
KindOfRatio = Literal["full_interval", "not_stated", "single_time"]

PLAIN_UNITS = {
    "pka_acid": "1",
    "pka_base": "1",
    "logp": "1",
    "unbound_plasma": "1",
    "unbound_skim_milk": "1",
    "skim_to_whole": "1",
    "molecular_mass": "g/mol",
    "polar_surface": "A^2",
    "donors": "1",
}
"""Units of the chemistry, exactly as they must be written."""
SUM_OF_SHARES = 1.001
"""Shares of a clearance add up to one at most; the rest is slack for rounded figures."""


class Chemistry(Record):
    """What decides how a substance spreads between plasma and milk.

    ``pka_acid`` belongs to a group that gives off a proton, ``pka_base`` to one that takes one up; a
    zwitterion has both. ``unbound_skim_milk`` replaces the estimate from binding in plasma, and
    ``skim_to_whole``, the level in skimmed over that in whole milk, the estimate of what is in fat.
    """

    class_: Annotated[ChemicalClass, Field(alias="class")]
    pka_acid: Fact | None = None
    pka_base: Fact | None = None
    logp: Fact | None = None
    unbound_plasma: Fact | None = None
    unbound_skim_milk: Fact | None = None
    skim_to_whole: Fact | None = None
    molecular_mass: Fact | None = None
    polar_surface: Fact | None = None
    donors: Fact | None = None
    note: str = ""

    def number(self, name: str) -> float | None:
        """The value of an entry, or None where it is not known."""
        known: Fact | None = getattr(self, name)
        return None if known is None else known.value

    @model_validator(mode="after")
    def _units_fit(self) -> Self:
        for name, unit in PLAIN_UNITS.items():
            known: Fact | None = getattr(self, name)
            if known is not None and known.unit != unit:
                raise fault(f"{quote(known.unit)} does not fit; write unit: {unit}.", name, "unit")
        return self

    @model_validator(mode="after")
    def _shares_are_shares(self) -> Self:
        for name in ("unbound_plasma", "unbound_skim_milk"):
            value = self.number(name)
            if value is not None and not 0 < value <= 1:
                raise fault("an unbound share lies above 0 and at most at 1.", name, "value")
        return self

    @model_validator(mode="after")
    def _fat_holds_something(self) -> Self:
        skimmed = self.number("skim_to_whole")
        if skimmed is None:
            return self
        if not 0 < skimmed <= 1:
            raise fault("skimmed over whole milk lies above 0 and at most at 1.", "skim_to_whole")
        if self.unbound_skim_milk is None:
            raise fault("skim_to_whole needs unbound_skim_milk beside it.", "skim_to_whole")
        return self


class Dose(Record):
    """The dose of the study that the observations come from; no recommendation."""

    amount: Fact
    every: Fact | None = None

    @model_validator(mode="after")
    def _kinds_fit(self) -> Self:
        self.amount.must_convert("mg", "amount")
        if self.every is not None:
            self.every.must_convert("h", "every")
            if self.every.value <= 0:
                raise fault("this number must be above zero.", "every", "value")
        if self.amount.value < 0:
            raise fault("a dose is 0 mg or more.", "amount", "value")
        return self


class Pathway(Record):
    """A way by which the substance leaves the body, with its share of an adult's clearance."""

    by: str
    share: Fact

    @model_validator(mode="after")
    def _known(self) -> Self:
        known_pathway(self.by)
        if self.share.unit != "1" or not 0 < self.share.value <= 1:
            raise fault("a share has unit: 1 and lies above 0 and at most at 1.", "share")
        return self


class Baby(Record):
    """What is known of the substance in infants.

    ``adult_clearance_over_f`` replaces the mother's clearance as what is scaled down: that of adults
    whose own breakdown is not sped up by the treatment, where a mother's is.
    """

    pathways: tuple[Pathway, ...] = ()
    bioavailability: Fact | None = None
    adult_clearance_over_f: Fact | None = None
    note: str = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if sum(one.share.value for one in self.pathways) > SUM_OF_SHARES:
            raise fault("the shares of the pathways add up to more than 1.", "pathways")
        if self.bioavailability is not None:
            self.bioavailability.must_convert("%", "bioavailability")
        if self.adult_clearance_over_f is not None:
            self.adult_clearance_over_f.must_convert("L/h", "adult_clearance_over_f")
            if self.adult_clearance_over_f.value <= 0:
                raise fault("this number must be above zero.", "adult_clearance_over_f", "value")
        return self


class Exchange(Record):
    """How fast milk in the breast follows plasma.

    ``equilibrium``: within minutes. ``lagged``: at ``rate`` (1/h). ``two_way``: through a wall of
    fixed ``clearance`` (mL/h), so that a full breast follows more slowly. ``active``: carried into
    milk beyond equilibrium, so that only a measured ratio can be used.
    """

    form: ExchangeForm
    rate: Fact | None = None
    clearance: Fact | None = None
    statement: Statement | None = None

    @model_validator(mode="after")
    def _numbers_belong(self) -> Self:
        needed = {"lagged": "rate", "two_way": "clearance"}.get(self.form)
        if needed is not None and getattr(self, needed) is None:
            raise fault(f"the form {self.form!r} needs {needed!r}.", needed)
        if self.rate is not None:
            self.rate.must_convert("1/h", "rate")
        if self.clearance is not None:
            self.clearance.must_convert("mL/h", "clearance")
        for name in ("rate", "clearance"):
            known = getattr(self, name)
            if known is not None and known.value <= 0:
                raise fault("this number must be above zero.", name, "value")
        return self


class MeasuredRatio(Record):
    """A milk/plasma ratio measured in women; it wins over what methods predict."""

    kind: KindOfRatio
    ratio: Fact

    @model_validator(mode="after")
    def _is_a_ratio(self) -> Self:
        if self.ratio.unit != "1" or self.ratio.value <= 0:
            raise fault("a ratio has unit: 1 and lies above 0.", "ratio")
        return self


class Opinion(Record):
    """What one published source says, on its own scale and in our words."""

    who: Text
    scale: Text
    says: Text
    source: str


class Caution(Statement):
    """A published warning. ``no_timing``: no hour after a dose may be called better."""

    no_timing: Switch = False


class Discarding(Statement):
    """What expressing and throwing milk away does."""

    needed: Literal["no", "for a time", "unknown"]


class Substance(Record):
    """The transfer inputs of one substance, as its file gives them.

    Every number has a unit, a source and a grade. What was looked for and not found stands in
    ``not_found``: no data is not the same as no harm.
    """

    schema_: Literal["lactea.transfer/1"] = Field(alias="schema")
    name: Text
    other_names: tuple[Text, ...] = ()
    kind: Kind = "medicine"
    chemistry: Chemistry | None = None
    route: Literal["oral", "intravenous"] = "oral"
    mother: RouteFacts | None = None
    dose: Dose | None = None
    baby: Baby = Baby()
    exchange: Exchange | None = None
    measured_ratios: tuple[MeasuredRatio, ...] = ()
    metabolites: Text | None = None
    opinions: tuple[Opinion, ...] = ()
    warnings: tuple[Caution, ...] = ()
    discarding: Discarding | None = None
    not_found: tuple[Text, ...] = ()
    sources: dict[str, Source] = Field(default_factory=dict)

    @property
    def form(self) -> ExchangeForm:
        """The kinetic form of the exchange; equilibrium where the file says nothing."""
        return "equilibrium" if self.exchange is None else self.exchange.form

    @property
    def never_timed(self) -> bool:
        """Whether a warning forbids to name a better time for a dose."""
        return any(warning.no_timing for warning in self.warnings)

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every number of the file, by its place."""
        yield from _facts(self, "")

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        for place, name in _named_sources(self, ()):
            if name not in self.sources:
                raise fault(
                    f"{quote(name)} is not among 'sources'. {suggestion(name, list(self.sources))}",
                    *place,
                )
        return self

    @model_validator(mode="after")
    def _kinetics_hang_together(self) -> Self:
        if self.mother is not None:
            try:
                self.mother.resolve(self.route)
            except ValueError as error:
                raise fault(str(error), "mother") from None
        return self


def _named_sources(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, part in _parts(value):
        if name == "source" and isinstance(part, str):
            if part:
                yield (*path, name), part
        else:
            yield from _named_sources(part, (*path, name))


def _facts(value: object, path: str) -> Iterator[tuple[str, Fact]]:
    for name, part in _parts(value):
        place = f"{path}.{name}" if path else str(name)
        if isinstance(part, Fact):
            yield place, part
        else:
            yield from _facts(part, place)


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    """What a record or list holds, by the names that its file uses."""
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, tuple):
        yield from enumerate(value)
