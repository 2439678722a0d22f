"""An answer in plain words, for each kind of reader. Nothing is called safe, and nothing is advised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from lactea.medicines.facts import Source
from lactea.safety.doses import without_doses
from lactea.transfer.answer import Answer
from lactea.transfer.day import Day, Feed
from lactea.transfer.exposure import STANDARD_MOTHER_KG, Child, Exposure, Spread
from lactea.transfer.in_short import ENDLESS, HOW_OFTEN_OFF, endless, in_short
from lactea.transfer.observations import Observation
from lactea.transfer.plain_numbers import plain

Array = NDArray[np.float64]

NO_DATA = (
    "There is too little data to compute anything. No data does not mean safe, and it does not mean "
    "harmful: it means that nobody can tell from here."
)
CLOSING = (
    "This informs and does not decide. Levels say what reaches an infant, not what it does there. "
    "Whether to take it, and whether to feed, is decided with a clinician, who knows mother and infant."
)
INFANT_FIRST = (
    "A baby that is unusually sleepy, limp, feeds badly, breathes badly or seems ill needs care at once, "
    "whatever stands here."
)
PRETERM = (
    "Born before term: kidneys, liver and weight are scaled; feeding at the breast is that of a small "
    "infant, and preterm or ill infants belong to a clinician who knows them."
)
CONVENTION = (
    "A share below 10 % of the mother's dose per kg is often called acceptable. It is a convention that "
    "was never verified (http://www.womensmentalhealth.emory.edu/Blog/indexBreastfeeding%202011.10.28.html), "
    "and harm below it and none above it are both known."
)
EXCEPTIONS = (
    "Exceptions where milk is discarded for a time are radioactive tracers and medicines against cancer "
    "(http://www.nap.edu/openbook.php?record_id=1984&page=79, "
    "http://motherisk.org/women/commonDetail.jsp?content_id=232); none of them is in this library."
)
CONVENTIONAL_PERCENT = 10.0
KINDS = {
    "full_interval": "over a full dosing interval",
    "not_stated": "time not stated",
    "single_time": "single times, which depend on the hour",
}
FEW_FEEDS = 12
ALIKE = 0.1
"""Two figures for one thing that differ by less than this are not told apart."""
GONE = 100.0
"""Times from lowest to highest beyond which the lowest is called nothing to speak of."""
NOTHING = 1e-6
"""Of the highest of a day: what is less is shown as 0."""
BEFORE_NEXT_H = 0.25
"""A lowest level this soon after a dose is that before it began to act."""


def text(answer: Answer) -> str:
    """The answer as text."""
    lines = [f"{answer.substance.name} in milk", *_entered(answer), *_warnings(answer)]
    if answer.no_data:
        lines += ["", NO_DATA, *_published(answer)]
    else:
        lines += [
            *in_short(answer),
            *_reaches(answer),
            *_among_pairs(answer),
            *_ratio(answer),
            *_over_a_day(answer),
        ]
        lines += ["", "When to feed", *_indented(timing(answer))]
        lines += ["", "Pumping and discarding", *_indented(discarding(answer))]
    lines += ["", "Effect on supply", f"  {answer.supply.sentence}"]
    lines += [f"  - medicine file: {shown(answer, one)}" for one in answer.supply.said]
    lines += [*_opinions(answer), *_unknown(answer), "", CONVENTION, INFANT_FIRST, CLOSING]
    return "\n".join(lines) + "\n"


def shown(answer: Answer, words: str) -> str:
    """Published words, for parents without the doses in them."""
    return without_doses(words) if answer.reader == "parent" else words


def timing(answer: Answer) -> list[str]:
    """What the hour of a feed changes; nothing where a warning forbids it."""
    if answer.substance.never_timed:
        return [
            "No hour after a dose is better: a published warning stands against it (see above), and "
            "who breaks it down fast or slowly cannot be told from the clock."
        ]
    day = answer.day
    if day is None:
        return ["Not known: the kinetics in the mother are not known."]
    if day.swing == 1.0:
        return ["There is no level to speak of."]
    if day.swing > GONE:
        return [
            "In the simulated day milk is highest about "
            f"{day.highest_after_dose_h:.1f} h after a dose and holds nothing to speak of before the "
            "next. When an infant feeds is its own decision; a delay costs milk and comfort."
        ]
    if day.even:
        return [
            f"The level in milk hardly changes over a day ({day.swing:.2g} times from lowest to "
            "highest): the hour of a feed changes little."
        ]
    lowest = (
        "just before the next"
        if day.lowest_after_dose_h < BEFORE_NEXT_H
        else f"about {day.lowest_after_dose_h:.1f} h after one"
    )
    return [
        f"In the simulated day milk is highest about {day.highest_after_dose_h:.1f} h after a dose and "
        f"lowest {lowest}, {plain(day.swing)} times apart. When an infant feeds is its own decision; "
        "a delay costs milk and comfort."
    ]


def discarding(answer: Answer) -> list[str]:
    """What expressing and throwing milk away does."""
    sentences = []
    known = answer.substance.discarding
    if known is not None:
        source = answer.substance.sources[known.source]
        sentences.append(f"{known.text} ({_where(answer, source)})")
    day = answer.day
    if day is not None:
        sentences.append(
            f"All milk of a day carries {plain(100 * day.share_of_dose_in_milk, 2)} % of what was taken in "
            f"that day, so that emptying the breasts cannot clear it; {_follows(answer)}"
            f"{_apart_from_relative_dose(answer, day)}"
        )
    return [*sentences, EXCEPTIONS]


def _apart_from_relative_dose(answer: Answer, day: Day) -> str:
    """Why a day's milk carries another share than the relative dose says, where it does."""
    if answer.usual is None:
        return ""
    relative, milk = answer.usual.relative_dose_percent.median, answer.usual.relative_intake
    share = relative / 100 * day.ml / 1000 / milk / STANDARD_MOTHER_KG
    if not 0 < share < math.inf or abs(day.share_of_dose_in_milk / share - 1) <= ALIKE:
        return ""
    return (
        f" By the relative dose above it would be {plain(100 * share, 2)} %, at steady state and with usual milk: "
        f"the simulated day comes after {day.run_in_days} days of it, with pH and fat of the milk and hours of "
        "feeds of its own."
    )


def _follows(answer: Answer) -> str:
    match answer.substance.form:
        case "equilibrium":
            return "milk follows plasma within minutes, both ways."
        case "two_way":
            return "milk follows plasma slowly, over days."
        case _:
            return "milk follows plasma with a lag of hours."


def _entered(answer: Answer) -> Iterator[str]:
    question = answer.question
    parts = []
    if question.dose_text is not None:
        parts.append(f"{question.dose_text} every {question.every_text or '24 h'}, as entered")
    elif answer.dose_origin == "study":
        parts.append(
            f"levels for {_what_was_read(answer)}, {answer.dose_mg:g} mg every "
            f"{answer.every_h:g} h; no recommendation"
        )
    else:
        parts.append("no dose entered: figures are relative")
    parts.append(f"infant {round(question.infant_days, 1):g} days old")
    if question.preterm:
        parts.append(f"born at {question.gestation_weeks:g} weeks")
    yield "; ".join(parts) + "."
    if question.preterm:
        yield PRETERM


def _what_was_read(answer: Answer) -> str:
    dose = answer.substance.dose
    assert dose is not None  # where its origin is a study
    what = dose.amount.note or "the dose that was read"
    return what if dose.every is not None else f"{what}, taken as one a day"


def _warnings(answer: Answer) -> Iterator[str]:
    if answer.substance.warnings:
        yield from ("", "Published warnings")
    for warning in answer.substance.warnings:
        source = answer.substance.sources[warning.source]
        yield f"  - {shown(answer, warning.text)} ({_where(answer, source)})"


def _reaches(answer: Answer) -> Iterator[str]:
    usual, upper = answer.usual, answer.upper
    assert usual is not None  # asked before
    assert upper is not None
    yield from ("", "What reaches the infant (average at steady state; 90 of 100 in brackets)")
    if endless(answer):
        yield f"  {ENDLESS}"
        return
    yield (
        f"  relative infant dose   {_range(usual.relative_dose_percent, '%')} of the mother's dose per "
        f"kg, with {1000 * usual.relative_intake:.0f} mL/kg/day"
    )
    yield f"  infant over mother     {_range(usual.infant_of_mother, '')} in plasma"
    if answer.dose_origin != "none":
        yield f"  mother's plasma        {_range(usual.plasma_ng_per_ml, 'ng/mL')}"
        yield f"  milk                   {_range(usual.milk_ng_per_ml, 'ng/mL')}"
        yield f"  infant takes           {_range(usual.infant_ug_per_kg_day, 'ug/kg/day')}"
        yield f"  infant's plasma        {_range(usual.infant_ng_per_ml, 'ng/mL')}"
    yield f"  this infant            {_child(answer.usual_child)}"
    yield f"  a light, hungry one    {_child(answer.upper_child)}: {_upper(answer, upper)}"


def _upper(answer: Answer, upper: Exposure) -> str:
    share = f"95 of 100 stay below {upper.infant_of_mother.high:.2g} of the mother's level"
    if answer.dose_origin == "none":
        return share
    return (
        f"{share}, {plain(upper.infant_ng_per_ml.high)} ng/mL, and take less than "
        f"{plain(upper.infant_ug_per_kg_day.high)} ug/kg/day"
    )


def _among_pairs(answer: Answer) -> Iterator[str]:
    """How the pairs of the cohort are spread."""
    pairs = answer.pairs
    if pairs is None:
        return
    yield from ("", f"Among {len(pairs)} virtual mothers and infants, each nursed on demand")
    if pairs.failed:
        yield f"  {len(pairs.failed)} more could not be simulated: {pairs.failed[0]}"
    if not len(pairs):
        return
    over = int((pairs.relative_dose_percent > CONVENTIONAL_PERCENT).sum())
    yield f"  milk taken             {_of_pairs(1000 * pairs.litres_per_kg_day, 'mL/kg/day')}"
    yield (
        f"  relative infant dose   {_of_pairs(pairs.relative_dose_percent, '%')} with the milk that each "
        f"takes; above {CONVENTIONAL_PERCENT:.0f} % in {over}"
    )
    yield f"  infant over mother     {_of_pairs(pairs.infant_of_mother, '')} in plasma"


def _of_pairs(values: Array, unit: str) -> str:
    """Median, middle 90 of 100, and highest."""
    space = f" {unit}" if unit else ""
    low, middle, high = (plain(float(np.quantile(values, q)), 2) for q in (0.05, 0.5, 0.95))
    return f"{middle}{space} ({low} to {high}; highest {plain(float(values.max()), 2)})"


def _ratio(answer: Answer) -> Iterator[str]:
    ratio = answer.ratio
    assert ratio is not None
    yield from ("", "Milk over plasma")
    yield f"  used: {ratio.value:.3g} ({ratio.at(-1.645):.2g} to {ratio.at(1.645):.2g}); {ratio.note}"
    for kind, words in KINDS.items():
        rows = [one for one in answer.ratios if one.kind == kind]
        if rows:
            yield f"  measured {words}: " + "; ".join(_row(one) for one in rows)
    for own in answer.substance.measured_ratios:
        source = answer.substance.sources.get(own.ratio.source)
        origin = "assumed" if source is None else source.text
        yield f"  measured {KINDS[own.kind]}: {own.ratio.value:g} {origin}"
    measured = ratio.origin == "measured"
    yield "  from inputs alone, for comparison:" if measured else "  from inputs alone:"
    for method in answer.methods:
        said = method.why_not or f"{method.ratio:.3g}"
        used = " (used)" if method.counted and not measured else ""
        yield f"    {method.method.title}: {said}{used}"
    yield from _published(answer)


def _published(answer: Answer) -> Iterator[str]:
    if answer.relative_doses:
        doses = "; ".join(f"{one.value:g} % {one.row.study}" for one in answer.relative_doses)
        yield f"  relative doses that were published: {doses}"


def _row(one: Observation) -> str:
    people = "" if one.row.n is None else f", n={one.row.n}"
    return f"{one.value:g} {one.row.study}{people}"


def _over_a_day(answer: Answer) -> Iterator[str]:
    day = answer.day
    if day is None:
        return
    yield from ("", f"A simulated day, after {day.run_in_days} days of it")
    if not answer.timing_told:
        yield f"  infant's intake: {day.ml:.0f} mL of milk"
        return
    relative = answer.dose_origin == "none"
    yield "  " + (
        "hour  milk, share of its average" if relative else "hour  plasma  milk  infant (ng/mL)"
    )
    tops = [max(getattr(one, name) for one in day.hours) for name in ("plasma", "milk", "infant")]
    for one in day.hours[::2]:
        if relative:
            share = one.milk / day.milk_average if day.milk_average > 0 else 0.0
            yield f"  {one.hour:4.0f}  {share:.2f}"
        else:
            levels = zip((one.plasma, one.milk, one.infant), tops, strict=True)
            yield f"  {one.hour:4.0f}  " + "  ".join(_level(*pair) for pair in levels)
    yield f"  feeds: {_feeds(day, relative)}"


def _feeds(day: Day, relative: bool) -> str:
    top = max((feed.ug for feed in day.feeds), default=0.0)
    return "; ".join(_feed(feed, relative, top) for feed in day.feeds[:FEW_FEEDS]) or "none"


def _feed(feed: Feed, relative: bool, top: float) -> str:
    got = f"{feed.ml:.0f} mL" if relative else f"{feed.ml:.0f} mL with {_level(feed.ug, top)} ug"
    return f"{feed.after_dose_h:.1f} h after a dose {got}"


def _level(value: float, top: float) -> str:
    return "0" if value <= top * NOTHING else plain(value)


def _opinions(answer: Answer) -> Iterator[str]:
    yield from ("", "What sources say, each on its own scale")
    if not answer.substance.opinions:
        yield "  none was read for this library. That is a gap of the library, not a judgement."
    for one in answer.substance.opinions:
        source = answer.substance.sources[one.source]
        yield f"  - {one.who} ({one.scale}): {shown(answer, one.says)} [{source.url}]"


def _unknown(answer: Answer) -> Iterator[str]:
    yield from ("", "What is not known")
    yield from (f"  - {line}" for line in unknown(answer))


def unknown(answer: Answer) -> tuple[str, ...]:
    """What could not be found, was assumed, or is left out."""
    substance = answer.substance
    lines = list(substance.not_found)
    if substance.metabolites is not None:
        lines.append(f"metabolites are not counted: {substance.metabolites}")
    if answer.ratio is not None and answer.ratio.origin == "methods":
        lines.append(f"no measured ratio was read, and computed ones: {HOW_OFTEN_OFF}")
    if substance.mother is not None and not substance.baby.pathways:
        lines.append("how an infant eliminates it: taken as the slowest of the common ways")
    lines += [f"assumed: {place} ({fact.reason})" for place, fact in answer.assumed]
    lines.append("what the infant's level does to it: this computes levels, not effects")
    return tuple(shown(answer, line) for line in lines)


def _child(child: Child) -> str:
    return (
        f"{child.days:.0f} days, {child.kg:.1f} kg, {1000 * child.litres_per_kg_day:.0f} mL/kg/day"
    )


def _range(spread: Spread, unit: str) -> str:
    space = f" {unit}" if unit else ""
    low, high = plain(spread.low, 2), plain(spread.high, 2)
    return f"{plain(spread.median)}{space} ({low} to {high})"


def _where(answer: Answer, source: Source) -> str:
    return f"{shown(answer, source.text)}, {source.url}"


def _indented(sentences: Iterable[str]) -> list[str]:
    return [f"  {sentence}" for sentence in sentences]
