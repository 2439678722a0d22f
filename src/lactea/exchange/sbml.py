"""A stretch of a resolved protocol as SBML Level 3 Version 2 Core, written and checked by libSBML.

States are parameters with a rate rule, quantities parameters with an assignment rule, decisions
events. There are no species or compartments: most states are levels and shares, and the equations
are rates of change, not reactions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from lactea.body.registry import CLOCK
from lactea.engine.quantities import declared_units
from lactea.engine.units import inside_value
from lactea.exchange import mathml, notes
from lactea.exchange.formula import formula_of
from lactea.exchange.problems import ExportError, libsbml
from lactea.exchange.sbml_units import BASES, UnitText, unit_text
from lactea.exchange.stretch import Moment, Stretch

LEVEL, VERSION = 3, 2
HOURS_FROM_ORIGIN, START, CLOCK_START = "hours_from_origin", "start_from_origin", "clock_at_start"
TIME_UNIT = "h"
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
BASE_UNITS = {*BASES, "kilogram", "dimensionless"}


@dataclass(frozen=True)
class Complaint:
    """What libSBML says of a document; `severity` is error or warning."""

    severity: str
    code: int
    line: int
    text: str


class Named(Protocol):
    """An entry of the body's tables."""

    @property
    def unit(self) -> str: ...
    @property
    def meaning(self) -> str: ...


def sbml_text(stretch: Stretch, *, events: bool = True) -> str:
    """The stretch as an SBML document.

    Parameters
    ----------
    stretch : Stretch
    events : bool
        Whether decisions stand in the file. Without them it holds the first segment only, for a
        simulator that is driven from outside.

    Raises
    ------
    MissingExtraError
        If libSBML is not installed.
    ExportError
        If an id is no SBML id, or libSBML refuses a part of the model.
    """
    return _Writer(stretch).text(events)


def checked_sbml(stretch: Stretch) -> tuple[str, list[Complaint]]:
    """The stretch as an SBML document that libSBML finds no error in, and its warnings.

    Raises
    ------
    ExportError
        If libSBML finds an error.
    """
    text = sbml_text(stretch)
    found = complaints(text)
    if any(one.severity == "error" for one in found):
        raise ExportError(f"libSBML finds fault with the model: {summary_of(found)}")
    return text, found


def complaints(text: str) -> list[Complaint]:
    """All that libSBML's consistency checks find in a document, units and practice included."""
    library = libsbml()
    document = library.readSBMLFromString(text)
    document.checkConsistency()
    found = (document.getError(place) for place in range(document.getNumErrors()))
    return [
        Complaint(
            "error" if one.getSeverity() >= library.LIBSBML_SEV_ERROR else "warning",
            one.getErrorId(),
            one.getLine(),
            " ".join(one.getMessage().split()),
        )
        for one in found
    ]


def summary_of(found: Iterable[Complaint]) -> str:
    """Complaints counted by code, the most frequent first, one a line."""
    found = list(found)
    counted = Counter((one.severity, one.code) for one in found)
    first = {(one.severity, one.code): one.text for one in reversed(found)}
    return "\n".join(
        f"{count} x {severity} {code}: {first[severity, code]}"
        for (severity, code), count in counted.most_common()
    )


class _Writer:
    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.body = stretch.body
        self.library = libsbml()
        self.units = {name: unit_text(unit) for name, unit in declared_units(self.body).items()}
        self.hour = unit_text(TIME_UNIT)
        self.document = self.library.SBMLDocument(LEVEL, VERSION)
        self.model = self.document.createModel()

    def text(self, events: bool) -> str:
        self._check_names()
        self._head()
        self._unit_definitions()
        self._time()
        self._parameters()
        self._inputs(events)
        self._states()
        self._quantities()
        if events:
            for number, moment in enumerate(self.stretch.moments):
                self._event(number, moment)
        written: str = self.library.writeSBMLToString(self.document)
        return written

    # -- parts ------------------------------------------------------------------------------

    def _head(self) -> None:
        model, source = self.model, self.stretch.provenance
        must(model.setId("lactation"))
        must(model.setName(f"lactea: {source.scenario}"))
        must(model.setTimeUnits(self.hour.id))
        must(model.setMetaId("lactation"))
        must(model.setNotes(notes.model_notes(self.stretch)))
        must(model.setAnnotation(notes.model_annotation(self.stretch)))

    def _unit_definitions(self) -> None:
        wanted = {unit.id: unit for unit in (self.hour, *self.units.values())}
        for identifier, unit in sorted(wanted.items()):
            if identifier not in BASE_UNITS:
                self._unit_definition(unit)

    def _unit_definition(self, unit: UnitText) -> None:
        made = self.model.createUnitDefinition()
        must(made.setId(unit.id))
        must(made.setName(unit.text))
        for factor in unit.factors or ():
            part = made.createUnit()
            must(part.setKind(self.library.UnitKind_forName(factor.kind)))
            must(part.setExponent(float(factor.exponent)))
            must(part.setScale(factor.scale))
            must(part.setMultiplier(factor.multiplier))

    def _time(self) -> None:
        hours = self.stretch.start_tick / 3600
        self._parameter(START, self.hour, "start of this file, from the origin", hours)
        self._parameter(
            CLOCK_START, self.hour, "local time of day at the start of this file",
            self.stretch.clock_start_h,
        )  # fmt: skip
        self._parameter(HOURS_FROM_ORIGIN, self.hour, "time from the origin", constant=False)
        self._parameter(
            CLOCK.id, self.hour, "local time of day, running on past 24 h", constant=False
        )
        for target, start in ((HOURS_FROM_ORIGIN, START), (CLOCK.id, CLOCK_START)):
            self._rule(target, mathml.node("AST_PLUS", mathml.symbol(start), mathml.time()))

    def _parameters(self) -> None:
        for name in self.stretch.used_parameters:
            entry, unit = self.body.parameters[name], self.units[name]
            value = self.stretch.parameters[name]
            made = self._parameter(name, unit, entry.meaning, value)
            must(made.setNotes(notes.parameter_notes(entry, value, inside_value(entry), unit)))

    def _inputs(self, events: bool) -> None:
        changing = self.stretch.changing_inputs if events else frozenset(self.body.inputs)
        for name, entry in self.body.inputs.items():
            self._entry(name, entry, self.stretch.inputs[name], constant=name not in changing)

    def _states(self) -> None:
        for name, entry in self.body.states.items():
            self._entry(name, entry, self.stretch.states[name], constant=False)
        for name, step in self.body.rates.items():
            rule = self.model.createRateRule()
            must(rule.setVariable(name))
            must(rule.setMath(mathml.math_of(formula_of(step))))

    def _quantities(self) -> None:
        for name, entry in self.body.quantities.items():
            self._entry(name, entry, None, constant=False)
        for step in self.body.steps:
            self._rule(step.target, mathml.math_of(formula_of(step)))

    def _event(self, number: int, moment: Moment) -> None:
        event = self.model.createEvent()
        must(event.setId(f"decision_{number}"))
        must(event.setName(notes.moment_name(moment)))
        must(event.setUseValuesFromTriggerTime(True))
        trigger = event.createTrigger()
        must(trigger.setInitialValue(True))
        must(trigger.setPersistent(True))
        due = mathml.number(self.stretch.hours_at(moment.tick), self.hour.id)
        must(trigger.setMath(mathml.node("AST_RELATIONAL_GEQ", mathml.time(), due)))
        for name, value in self._assignments(moment):
            assignment = event.createEventAssignment()
            must(assignment.setVariable(name))
            must(assignment.setMath(value))

    def _assignments(self, moment: Moment) -> Iterator[tuple[str, Any]]:
        for name, value in (*moment.inputs.items(), *moment.assign.items()):
            whole = value + moment.add.get(name, 0.0)
            yield name, mathml.number(whole, self.units[name].id)
        for name, amount in moment.add.items():
            if name not in moment.assign:
                added = mathml.number(amount, self.units[name].id)
                yield name, mathml.node("AST_PLUS", mathml.symbol(name), added)

    # -- small words ------------------------------------------------------------------------

    def _entry(self, name: str, entry: Named, value: float | None, *, constant: bool) -> None:
        unit = self.units[name]
        called = notes.full_name(name, entry.meaning)
        made = self._parameter(name, unit, called, value, constant=constant)
        if unit.factors is None:
            must(made.setNotes(notes.paragraphs([notes.unit_note(unit)])))

    def _parameter(
        self,
        name: str,
        unit: UnitText,
        meaning: str,
        value: float | None = None,
        *,
        constant: bool = True,
    ) -> Any:
        made = self.model.createParameter()
        must(made.setId(name))
        must(made.setName(meaning))
        must(made.setConstant(constant))
        must(made.setUnits(unit.id))
        if value is not None:
            must(made.setValue(mathml.readable(value)))
        return made

    def _rule(self, target: str, math: Any) -> None:
        rule = self.model.createAssignmentRule()
        must(rule.setVariable(target))
        must(rule.setMath(math))

    def _check_names(self) -> None:
        for name in self.units:
            if not IDENTIFIER.fullmatch(name):
                raise ExportError(
                    f"'{name}' cannot be an SBML id, which has letters a to z, digits and '_' only "
                    "and does not begin with a digit. Rename the medicine it belongs to."
                )


def must(status: int) -> None:
    """Raise where libSBML did not do what it was told; it only returns a number."""
    library = libsbml()
    if status != library.LIBSBML_OPERATION_SUCCESS:
        raise ExportError(
            f"libSBML refused a part of the model: {library.OperationReturnValue_toString(status)}."
        )
