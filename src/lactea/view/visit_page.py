"""The last 72 hours of a record on one page, for a visit."""

from __future__ import annotations

from lactea.plan.visit import Visit
from lactea.results.stamp import commit, version
from lactea.view.page import Block, Page, Table

MOST_SESSIONS = 40
MOST_LINES = 6


def visit_page(visit: Visit) -> Page:
    """The page of a visit."""
    span = f"{visit.begin:%d %b %Y %H:%M} to {visit.end:%d %b %Y %H:%M} ({visit.end.tzname()})"
    rows = [
        (f"{one.at:%a %H:%M}", one.how, one.left, one.right, one.total, one.minutes, one.since)
        for one in visit.sessions[-MOST_SESSIONS:]
    ]
    left_out = len(visit.sessions) - len(rows)
    lines = (f"The first {left_out} sessions are left out here.",) if left_out else ()
    header = ("when", "how", "left", "right", "all", "min", "h since")
    return Page(
        title="The last 72 hours",
        subtitle=f"{visit.person}: {span}",
        top=(_first(visit),),
        left=(Block("Sessions, mL", lines, Table(header, tuple(rows))),),
        right=(
            _days(visit),
            Block("Longest time without a session", (visit.longest_pause,)),
            _as_entered("Weights of the infant", visit.weights),
            _as_entered("Medicines, as entered", visit.medicines),
            _as_entered("Symptoms, as entered", visit.symptoms),
        ),
        review=(
            ("Inputs", f"{len(visit.sessions)} sessions of the person's own record"),
            ("Version", f"lactea {version()}, commit {commit()}"),
            ("Simulated", "nothing; every number was entered by the person or counted from entries"),
            ("Reading it", "0 is a value; – was not measured; a part of a day is not compared with a whole one"),
            ("Notice", "lactea informs; it does not prescribe."),
        ),
    )  # fmt: skip


def _first(visit: Visit) -> Block:
    lacking = ", ".join(visit.lacking)
    said = (
        f"Nothing was entered of: {lacking}. That is not 'none'."
        if lacking
        else "Each kind of entry is there."
    )
    return Block(
        "First",
        ("Weight, age and nappies of the infant come before any volume.", said),
        framed=True,
    )


def _days(visit: Visit) -> Block:
    rows = [
        (
            f"{one.day:%a %d %b}" + ("" if one.whole else " (part)"),
            str(one.sessions),
            one.measured,
            str(one.unmeasured),
            one.given,
            one.nappies,
        )
        for one in visit.days
    ]
    header = ("day", "sessions", "mL measured", "not measured", "mL given", "nappies")
    return Block("By day", (), Table(header, tuple(rows)))


def _as_entered(title: str, lines: tuple[str, ...]) -> Block:
    shown = lines[-MOST_LINES:]
    more = (
        (f"{len(lines) - len(shown)} earlier entries are left out.",)
        if len(lines) > len(shown)
        else ()
    )
    return Block(title, (*more, *shown) or ("Nothing was entered.",))
