"""A medicine file in plain words: each statement with its source and grade, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lactea.medicines.cautions import AdverseEffect, Caution, DoseLimit, Interaction
from lactea.medicines.effects import UNKNOWN, Effect, targets
from lactea.medicines.facts import Fact, Statement
from lactea.medicines.routes import ROUTE_BOUNDS, RouteFacts
from lactea.medicines.schema import Medicine
from lactea.medicines.tags import TAGS
from lactea.reading.conditions import CONDITIONS

NO_FIGURE = "no usable figure"
MANNERS = {"ratio": "is one at", "level": "level times", "arrival": "arrives as itself, times"}
ROUTE_WORDS = {
    "absorption_half_life": "half-life of absorption",
    "tmax": "time to the peak",
    "bioavailability": "share that reaches the blood",
    "clearance_over_f": "apparent clearance",
    "volume_over_f": "apparent volume",
    "half_life": "half-life",
    "saturation_level": "level of half the greatest elimination",
}


def description(medicine: Medicine, *, parts: Iterable[Medicine] = (), doses: bool) -> str:
    """Everything that a file says.

    Parameters
    ----------
    medicine
        The medicine.
    parts
        The substances of a product.
    doses
        Whether doses, levels and kinetics are shown; not to parents, for whom the dose is a matter of
        the person who prescribes it.
    """
    lines = [f"{medicine.name}: {medicine.medicine_class}", medicine.summary]
    if medicine.other_names:
        lines.append(f"Also called {', '.join(medicine.other_names)}.")
    amounts = _amounts(medicine) if doses else ()
    sections = [*_about(medicine, doses), *amounts, *_harms(medicine, doses)]
    for title, entries in sections:
        told = list(entries)
        if told:
            lines += ["", f"{title}:", *(f"  - {entry}" for entry in told)]
    names = [part.name for part in parts if part.name != medicine.name]
    if names:
        lines += ["", f"What its substances do stands in their own files: {', '.join(names)}."]
    return "\n".join([*lines, "", *_sources(medicine), ""])


def _about(medicine: Medicine, doses: bool) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Status", (f"{one.country}: {one.text} [{one.source}]" for one in medicine.status)
    told = _effect if doses else _effect_in_short
    yield "Effects on the body", (told(effect) for effect in medicine.effects)


def _amounts(medicine: Medicine) -> Iterator[tuple[str, Iterable[str]]]:
    yield (
        f"One {medicine.contains_per} holds",
        (f"{content.medicine} {_fact(content.amount)}" for content in medicine.contains),
    )
    yield "Units", (f"1 {name} is {_fact(unit)}" for name, unit in medicine.units.items())
    yield (
        "Doses that are in use (no advice)",
        (
            f"{one.country}, {one.purpose}, {one.route}: {_fact(one.per_day)}"
            + (f"; {one.schedule}" if one.schedule else "")
            for one in medicine.usual_doses
        ),
    )
    yield (
        "Highest dose a day",
        (_limit(one) for one in medicine.dose_limits),
    )
    for route, facts in medicine.routes.items():
        yield f"Kinetics, {route}", _kinetics(facts)


def _limit(limit: DoseLimit) -> str:
    days, per_kg = limit.longest_days, limit.per_kg
    told = [f"{limit.country}: {_fact(limit.per_day)}", per_kg and _fact(per_kg)]
    told += [limit.longest, days and _fact(days)]
    return "; ".join(part for part in told if part)


def _harms(medicine: Medicine, doses: bool) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Not to be taken with", (_caution(one) for one in medicine.contraindications)
    yield "Care is needed with", (_caution(one) for one in medicine.cautions)
    yield "Together with other medicines", (_interaction(one) for one in medicine.interactions)
    yield "Unwanted effects", (_adverse(one, doses) for one in medicine.adverse_effects)
    yield "What to watch", (f"{one.item}: {_statement(one)}" for one in medicine.monitoring)
    if medicine.taper is not None:
        yield "Stopping", (f"in steps: {medicine.taper.needed}. {_statement(medicine.taper)}",)
    yield "Stop now and get help", (_statement(one) for one in medicine.stop_now)
    yield "Warnings", (_statement(one) for one in medicine.warnings)
    yield "Looked for and not found (not the same as none)", medicine.not_found


def _kinetics(facts: RouteFacts) -> Iterator[str]:
    for name in ROUTE_BOUNDS:
        fact = getattr(facts, name)
        if fact is not None:
            yield f"{ROUTE_WORDS[name]}: {_fact(fact)}"
    if facts.note:
        yield _one_line(facts.note)


def _effect(effect: Effect) -> str:
    if effect.link is None or effect.manner is None:
        return f"{_what(effect)}: {NO_FIGURE}. {_one_line(effect.note)}"
    _, fact = effect.link
    return f"{_what(effect)}: {MANNERS[effect.manner]} {_fact(fact)}"


def _effect_in_short(effect: Effect) -> str:
    if effect.link is None:
        return _effect(effect)
    return f"{_what(effect)} [{effect.link[1].grade}]"


def _what(effect: Effect) -> str:
    if effect.target == UNKNOWN:
        return "by an unknown way"
    return f"{effect.target} ({targets()[effect.target].meaning})"


def _caution(caution: Caution) -> str:
    asked = " ".join(CONDITIONS[name] for name in caution.when)
    until = caution.until_after_birth
    span = "" if until is None else f" Until {until.value:g} {until.unit} after a birth."
    return _statement(caution) + span + (f" {asked}" if asked else "")


def _interaction(interaction: Interaction) -> str:
    partners = "; ".join(TAGS.get(name, name) for name in interaction.partners)
    return f"{interaction.severity}: {_statement(interaction)} ({partners})"


def _adverse(effect: AdverseEffect, doses: bool) -> str:
    at = f" at {effect.dose}" if doses else ""
    return f"{effect.what}{at}: {_fact(effect.rate)}"


def _statement(statement: Statement) -> str:
    note = f" ({statement.note})" if statement.note else ""
    return f"{statement.text}{note} [{statement.source}, {statement.grade}]"


def _fact(fact: Fact) -> str:
    spread = ""
    if fact.spread is not None:
        end = "" if fact.spread.high is None else f" to {fact.spread.high:g}"
        spread = f" ({fact.spread.kind} {fact.spread.low:g}{end})"
    origin = ", ".join(part for part in (fact.source, fact.grade) if part)
    why = _one_line(fact.reason or fact.note)
    unit = "" if fact.unit == "1" else f" {fact.unit}"
    return f"{fact.value:g}{unit}{spread} [{origin}]" + (f": {why}" if why else "")


def _sources(medicine: Medicine) -> Iterator[str]:
    yield "Sources:"
    for name, source in medicine.sources.items():
        row = f", row {source.row}" if source.row else ""
        yield f"  [{name}] {source.text}, {source.url} ({source.verified}{row})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
