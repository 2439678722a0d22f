"""A screening in plain words, for each kind of reader."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import origin_told
from lactea.medicines.facts import Source
from lactea.safety.case import Reader
from lactea.safety.doses import without_doses
from lactea.safety.finding import Finding, Severity
from lactea.safety.screening import Screening
from lactea.scenario.steps import Take

HEADINGS = {
    Severity.blocks: "Blocks",
    Severity.caution: "Needs care",
    Severity.note: "To know",
}
OF_MEDICINES = "The protocol as a whole"
STUDY = "Researcher mode: everything is shown, as a study; no regimen here is a recommendation."
NO_CLEARANCE = (
    "This is no clearance. The screen knows what stands in its files and what was answered; what it "
    "does not know it cannot find. Whether to take a medicine is decided with a clinician."
)


def text(screening: Screening) -> str:
    """The screening as text, the heaviest findings first, grouped by medicine."""
    case = screening.case
    lines = [f"{case.scenario.name}: {_verdict(screening)}", f"Caps: {caps(screening)}"]
    lines += [told for name in taken(screening) if (told := origin_told(name))]
    if case.reader == "researcher":
        lines.append(STUDY)
    if entered(screening):
        title = "What it takes, without doses:" if case.hides_doses else "As entered:"
        lines += ["", title, *(f"  {line}" for line in entered(screening))]
    for severity in Severity:
        lines += _section(screening, severity)
    if screening.questions:
        lines += ["", "To answer in the scenario:", *_entries(screening.questions)]
    return "\n".join([*lines, "", closing(screening)]) + "\n"


def caps(screening: Screening) -> str:
    """Whose limits were counted, as a sentence."""
    country = screening.case.country
    if not screening.case.courses:
        return "no medicine is taken."
    if country is None:
        strictest = ", ".join(_strictest(screening))
        named = f" ({strictest})" if strictest else ""
        return f"no country was chosen, so the strictest cap known of all countries counts{named}."
    without = [
        course.medicine.name
        for course in screening.case.courses
        if all(limit.country != country for limit in course.medicine.dose_limits)
    ]
    if not without:
        return f"those of {country}."
    return (
        f"those of {country}; it has none here for {', '.join(without)}, for which the strictest cap "
        "known of all countries counts."
    )


def _strictest(screening: Screening) -> Iterator[str]:
    """Each medicine that has a cap, with the country of its lowest."""
    for course in screening.case.courses:
        medicine = course.medicine
        if medicine.dose_limits:
            lowest = min(medicine.dose_limits, key=lambda one: medicine.per_day(one.per_day))
            yield f"{medicine.name}: {lowest.country}"


def entered(screening: Screening) -> tuple[str, ...]:
    """The steps that take a medicine, exactly as they were entered; for a parent without what others entered."""
    scenario = screening.case.scenario
    shown = without_doses if screening.case.hides_doses else str
    return tuple(
        f"{place}. {shown(step.sentence(scenario.words))}"
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, Take)
    )


def taken(screening: Screening) -> tuple[str, ...]:
    """Medicines of the scenario, as it names them."""
    steps = screening.case.scenario.steps_of(Take)
    return tuple(dict.fromkeys(step.medicine for step in steps))


def sentence(finding: Finding, reader: Reader) -> str:
    """The sentence of a finding; for parents without any dose."""
    if reader != "parent":
        return finding.sentence
    return without_doses(finding.without_doses or finding.sentence)


def source(finding: Finding, reader: Reader) -> Source:
    """The source of a finding; for parents without the doses that its title may hold."""
    if reader != "parent":
        return finding.source
    redacted = {name: without_doses(getattr(finding.source, name)) for name in ("text", "row")}
    return finding.source.model_copy(update=redacted)


def closing(screening: Screening) -> str:
    """What must be said at the end."""
    if screening.blocked:
        return NO_CLEARANCE
    return f"Nothing that the screen knows blocks. {NO_CLEARANCE}"


def _entries(paths: tuple[str, ...]) -> list[str]:
    """Entries of a scenario, those of one part on one line."""
    parts: dict[str, list[str]] = {}
    for path in paths:
        part, _, name = path.rpartition(".")
        parts.setdefault(part, []).append(name)
    return [f"  {part}: {', '.join(names)}" for part, names in sorted(parts.items())]


def _verdict(screening: Screening) -> str:
    blocks = len(screening.of(Severity.blocks))
    if not blocks:
        return "nothing that the screen knows blocks it."
    asked = len(screening.questions)
    open_ones = "1 question is" if asked == 1 else f"{asked} questions are"
    unanswered = f" {open_ones} unanswered, and unknown is not no." if asked else ""
    return f"blocked, by {blocks} {'finding' if blocks == 1 else 'findings'}.{unanswered}"


def _section(screening: Screening, severity: Severity) -> Iterator[str]:
    findings = screening.of(severity)
    if not findings:
        return
    yield from ("", HEADINGS[severity])
    names = sorted({one.medicine or "" for one in findings}, key=lambda name: (not name, name))
    for name in names:
        yield f"  {name or OF_MEDICINES}"
        for finding in findings:
            if (finding.medicine or "") == name:
                yield f"    - {sentence(finding, screening.case.reader)}"
                yield f"      {_origin(finding, screening.case.reader)}"


def _origin(finding: Finding, reader: Reader) -> str:
    """Where in the protocol a finding stands, and where it was read."""
    steps = ", ".join(str(step) for step in finding.steps)
    place = f"step {steps}; " if len(finding.steps) == 1 else f"steps {steps}; " if steps else ""
    return f"[{place}{source(finding, reader).text}; {finding.grade}]"
