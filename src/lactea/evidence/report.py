"""A validation as one HTML page that needs no other file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from lactea.evidence.outcome import Outcome
from lactea.evidence.summary import misses, number, percent
from lactea.evidence.totals import ALL

if TYPE_CHECKING:
    from lactea.evidence.validation import Validation

STYLE = """
body { box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 76rem;
  margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
th, td { text-align: left; padding: 0.25rem 0.6rem 0.25rem 0; vertical-align: top;
  border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.miss { color: #a11; } .pass { color: #176d2c; } .quiet { color: #666; }
svg { display: block; } svg line { stroke: #999; } svg .band { stroke: #888; stroke-width: 3; }
"""
WIDTH, MIDDLE, HEIGHT = 160, 80, 16
WIDEST_FOLD = 4.0


def report_of(validation: Validation) -> str:
    """The page: misses first, shares, clusters, passed rows, and fitted rows apart."""
    from lactea.results.stamp import commit, version

    passed = [o for o in validation.outcomes if o.counts and o.passed]
    fitted = [o for o in validation.outcomes if o.status == "fitted"]
    parts = [
        "<h1>Predicted against published</h1>",
        f"<p class='quiet'>lactea {escape(version())}, commit {escape(commit())}, parameter set "
        f"{escape(validation.parameter_set)}. The bar shows the prediction as a fold of the published "
        "number, from a quarter to four times; the band is the 95 % interval of the mean.</p>",
        *[f"<p class='miss'>{escape(warning)}</p>" for warning in validation.warnings],
        "<h2>Misses</h2>",
        *_groups(misses(validation.outcomes)),
        "<h2>Shares</h2>",
        _shares(validation),
        "<h2>Clusters</h2>",
        _clusters(validation),
        "<h2>Passed</h2>",
        *_groups(_by_subsystem(passed)),
        "<h2>Fitted, not counted</h2>",
        "<p>These rows, or their studies, were used to set parameters.</p>",
        *_groups(_by_subsystem(fitted)),
        "<h2>Not predicted</h2>",
        _not_predicted(validation),
    ]
    body = "\n".join(parts)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<title>lactea: predicted against published</title>"
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _by_subsystem(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.entry.subsystem, []).append(outcome)
    return found


def _groups(groups: dict[str, list[Outcome]]) -> list[str]:
    if not groups:
        return ["<p>None.</p>"]
    return [f"<h3>{escape(name)}</h3>{_rows(rows)}" for name, rows in groups.items()]


def _rows(outcomes: Sequence[Outcome]) -> str:
    head = _line(
        "th",
        [
            ("what", ""),
            ("when", ""),
            ("published", "number"),
            ("n", "number"),
            ("predicted", "number"),
            ("", ""),
            ("study", ""),
            ("row", ""),
        ],
    )
    return f"<table>{head}{''.join(_row(outcome) for outcome in outcomes)}</table>"


def _row(outcome: Outcome) -> str:
    row = outcome.row
    published = outcome.entry.side if row.value is None else f"{number(row.value)} {row.unit}"
    shown = outcome.reason if outcome.predicted is None else number(outcome.predicted)
    verdict = "pass" if outcome.passed else "miss"
    cells = [
        f"<td>{escape(row.quantity)}<br><span class='quiet'>{escape(row.population)}</span></td>",
        f"<td>{escape(row.time)}</td>",
        f"<td class='number'>{escape(published)}{_spread(outcome)}</td>",
        f"<td class='number'>{'' if row.n is None else row.n}</td>",
        f"<td class='number {verdict}'>{escape(shown)}{_people(outcome)}</td>",
        f"<td>{_bar(outcome)}</td>",
        f"<td>{escape(row.study)}<br><span class='quiet'>{escape(row.grade)}</span></td>",
        f"<td class='quiet'>{escape(row.id)}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _people(outcome: Outcome) -> str:
    asked = outcome.entry.group
    return "" if asked is None else f"<br><span class='quiet'>{asked.people} virtual people</span>"


def _spread(outcome: Outcome) -> str:
    row = outcome.row
    ends = " to ".join(number(v) for v in (row.spread_low, row.spread_high) if v is not None)
    return f"<br><span class='quiet'>{escape(row.spread_kind)} {ends}</span>" if ends else ""


def _bar(outcome: Outcome) -> str:
    """A dot on a logarithmic scale around the published number."""
    value = outcome.row.value
    if value is None or outcome.predicted is None or value * outcome.predicted <= 0:
        return ""
    published = outcome.published
    ci95 = None if published is None else published.ci95
    band = ""
    if ci95 is not None and ci95.low * value > 0 and ci95.high * value > 0:
        left, right = _place(ci95.low / value), _place(ci95.high / value)
        band = f"<line class='band' x1='{left:.0f}' x2='{right:.0f}' y1='8' y2='8'/>"
    colour = "#176d2c" if outcome.passed else "#a11"
    return (
        f"<svg width='{WIDTH}' height='{HEIGHT}' role='img' aria-label='prediction as a fold of the "
        f"published number'><line x1='{MIDDLE}' x2='{MIDDLE}' y1='1' y2='15'/>{band}"
        f"<circle cx='{_place(outcome.predicted / value):.0f}' cy='8' r='4' fill='{colour}'/></svg>"
    )


def _place(ratio: float) -> float:
    reach = math.log(ratio) / math.log(WIDEST_FOLD)
    return MIDDLE + (MIDDLE - 5) * max(-1.0, min(1.0, reach))


def _shares(validation: Validation) -> str:
    names = ["subsystem", "predicted", "passed", "share", "unmapped", "with unmapped as missed"]
    names += ["ceiling", "null model"]
    names += ["same rows as ceiling", "same rows as null", "clusters", "right direction", "fitted"]
    lines = [_line("th", [(name, "number" if i else "") for i, name in enumerate(names)])]
    order = [name for name in validation.totals if name != ALL] + [ALL]
    for name in order:
        group = validation.totals[name]
        rows = group.statuses["predicted"] + group.statuses["failed"]
        if rows or group.statuses["fitted"]:
            cells = [name, str(rows), str(group.passed), percent(group.pass_share_predicted)]
            cells += [str(group.statuses["unmapped"]), percent(group.pass_share)]
            cells += [percent(group.ceiling_share), percent(group.null_share)]
            cells += [percent(group.pass_share_ceiling_rows), percent(group.pass_share_null_rows)]
            cells += [f"{percent(group.clusters_passed)} of {group.clusters}"]
            cells += [percent(group.direction_right), str(group.statuses["fitted"])]
            lines.append(_line("td", [(c, "number" if i else "") for i, c in enumerate(cells)]))
    gland = validation.gland_share
    note = (
        ""
        if gland is None
        else f"<p>{percent(gland)} of the milk rows move by more than 5 % when the gland parameters "
        "move by 20 %.</p>"
    )
    return f"<table>{''.join(lines)}</table>{note}"


def _clusters(validation: Validation) -> str:
    names = ["cluster", "studies", "90 % between studies", "predicted", "vote"]
    lines = [_line("th", [(name, "") for name in names])]
    for cluster in validation.clusters:
        ends = cluster.interval
        span = "" if ends is None else f"{number(ends.low)} to {number(ends.high)}"
        at = "" if cluster.predicted is None else number(cluster.predicted)
        vote = {True: "passed", False: "missed", None: "no vote"}[cluster.passed]
        if cluster.contested:
            vote = "contested"
        mark = "miss" if cluster.passed is False else ""
        cells = [(cluster.name, ""), (str(cluster.studies), ""), (span, ""), (at, ""), (vote, mark)]
        lines.append(_line("td", cells))
    return f"<table>{''.join(lines)}</table>"


def _not_predicted(validation: Validation) -> str:
    counts: dict[tuple[str, str], int] = {}
    for outcome in validation.outcomes:
        if outcome.published is None:
            reason = outcome.reason
            if reason.startswith("duplicate of "):
                reason = "duplicate of another row"
            counts[outcome.status, reason] = counts.get((outcome.status, reason), 0) + 1
    lines = [_line("th", [("status", ""), ("reason", ""), ("rows", "number")])]
    for (status, reason), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1])):
        lines.append(_line("td", [(status, ""), (reason, ""), (str(count), "number")]))
    return f"<table>{''.join(lines)}</table>"


def _line(tag: str, cells: Iterable[tuple[str, str]]) -> str:
    shown = (
        f"<{tag}{f' class={mark!r}' if mark else ''}>{escape(text)}</{tag}>" for text, mark in cells
    )
    return f"<tr>{''.join(shown)}</tr>"
