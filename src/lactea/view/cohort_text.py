"""A cohort in words: spreads, published spreads, failures; as plain text, JSON and a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lactea.cohort.covariates import EFFECTS, NO_MECHANISM
from lactea.cohort.tally import QUANTILES, Spread, Tally
from lactea.view.published import packaged
from lactea.view.published_spreads import BAND, Comparison, compare

COMPARED = "natural"
"""The builtin whose people the published spreads are of."""
MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that is said of a cohort.

    Parameters
    ----------
    card : dict
        Provenance: schema, version, commit, scenario, seed, and how people were drawn.
    people : int
        Drawn.
    spreads : sequence of Spread
    comparisons : sequence of Comparison
        Empty for a scenario that no published spread belongs to.
    failures : sequence of (reason, count)
    """

    card: dict[str, object]
    people: int
    spreads: Sequence[Spread]
    comparisons: Sequence[Comparison]
    failures: Sequence[tuple[str, int]]


def account_of(card: dict[str, object], tally: Tally) -> Account:
    """What is said of the people who were counted.

    Parameters
    ----------
    card : dict
        Provenance, as it was when they were simulated.
    tally : Tally
    """
    spreads = tally.spreads()
    compared = compare(spreads, packaged()) if card["scenario"] == COMPARED else []
    return Account(card, tally.people, spreads, compared, tally.failures.most_common())


def document_of(account: Account) -> dict[str, object]:
    """The document of ``lactea cohort --json``."""
    return {
        **account.card,
        "people": account.people,
        "failed": sum(count for _, count in account.failures),
        "failures": [{"reason": reason, "people": n} for reason, n in account.failures],
        "columns": {
            spread.readout.column: {
                "unit": spread.readout.unit,
                "observable": spread.readout.observable,
                "at": spread.readout.at,
                "n": spread.n,
                "mean": spread.mean,
                "sd": spread.sd,
                "cv": spread.cv,
                "quantiles": {
                    f"{share:g}": value
                    for share, value in zip(QUANTILES, spread.quantiles, strict=True)
                },
            }
            for spread in account.spreads
        },
        "published": [
            {
                "column": one.column,
                "row": one.row,
                "study": one.study,
                "published_cv": one.published,
                "published_cv_ci95": one.sampling,
                "simulated_cv": one.simulated,
                "fold": one.fold,
                "agrees": one.agrees,
                "role": "fit" if one.was_set else "predict",
            }
            for one in account.comparisons
        ],
        "covariates_without_effect": [
            name for name, effect in EFFECTS.items() if effect == NO_MECHANISM
        ],
    }


def spread_cells(account: Account) -> list[list[str]]:
    """Header and one row of text per number."""
    header = ["number", "unit", "people", "mean", "CV", *(f"{share:.0%}" for share in QUANTILES)]
    return [header] + [
        [
            spread.readout.column,
            spread.readout.unit,
            str(spread.n),
            f"{spread.mean:.4g}",
            f"{spread.cv:.2f}",
            *(f"{value:.4g}" for value in spread.quantiles),
        ]
        for spread in account.spreads
    ]


def comparison_cells(account: Account) -> list[list[str]]:
    """Header and one row of text per printed spread."""
    header = [
        "number",
        "row",
        "printed as",
        "published CV",
        "95 %",
        "simulated CV",
        "fold",
        "verdict",
        "role",
    ]
    return [header] + [
        [
            one.column,
            one.row,
            one.how,
            f"{one.published:.2f}",
            "" if one.sampling is None else f"{one.sampling[0]:.2f} to {one.sampling[1]:.2f}",
            f"{one.simulated:.2f}",
            f"{one.fold:.2f}",
            "agrees" if one.agrees else "differs",
            "fit" if one.was_set else "predict",
        ]
        for one in account.comparisons
    ]


def failure_lines(account: Account) -> list[str]:
    """How many failed, and why."""
    failed = sum(count for _, count in account.failures)
    if not failed:
        return [f"All {account.people} people could be simulated."]
    lines = [f"{failed} of {account.people} people could not be simulated:"]
    lines += [f"  {count} x {reason}" for reason, count in account.failures[:MOST_REASONS]]
    if len(account.failures) > MOST_REASONS:
        lines.append(f"  and {len(account.failures) - MOST_REASONS} more reasons")
    return lines


def lacking_lines(account: Account) -> list[str]:
    """Which numbers some people do not have."""
    whole = account.people - sum(count for _, count in account.failures)
    lines = []
    for spread in account.spreads:
        if spread.n < whole:
            lines += [
                "",
                f"{whole - spread.n} people have no {spread.readout.column}: in them it did not "
                f"happen ({spread.readout.observable}, {_when(spread)}).",
            ]
    return lines


def _when(spread: Spread) -> str:
    at = spread.readout.at
    return "in the whole run" if at == "any" else f"in {at}"


def verdict_line(account: Account) -> str:
    """How many spreads agree, apart for those that were set and those that were not."""
    parts = []
    for role, word in ((False, "predicted"), (True, "set")):
        ones = [one for one in account.comparisons if one.was_set == role]
        agree = sum(one.agrees for one in ones)
        parts.append(f"{agree} of {len(ones)} {word}")
    return f"CV within {BAND:g}-fold of the published one: {' and '.join(parts)} spreads."


def page_of(account: Account, command: str, picture: str | None) -> str:
    """The page on the spread of a cohort, in Markdown."""
    lines = [
        "# Spread between people",
        "",
        f"`{command}`",
        "",
        " · ".join(f"{name} {value}" for name, value in account.card.items() if value is not None),
        "",
        *failure_lines(account),
        "",
        "## Simulated",
        "",
        *_markdown(spread_cells(account)),
        *lacking_lines(account),
    ]
    if account.comparisons:
        lines += [
            "",
            "## Against published spreads",
            "",
            verdict_line(account),
            "",
            *_markdown(comparison_cells(account)),
            "",
            "`fit`: a spread in `variability.csv` was taken from this row or set beside it, or its study "
            "is given to fitting; it proves nothing. `95 %`: what the printed CV may be by the size of its "
            "sample alone. Published spreads hold measurement error and change from day to day; the "
            "simulated ones are of true values, milk of a single day.",
        ]
    if picture:
        lines += ["", f"![Quantiles of the cohort beside published spreads]({picture})"]
    lines += ["", "## Covariates", "", "| covariate | acts on |", "|---|---|"]
    lines += [f"| {name} | {effect} |" for name, effect in EFFECTS.items()]
    return "\n".join(lines) + "\n"


def _markdown(cells: list[list[str]]) -> list[str]:
    head, *rows = (f"| {' | '.join(row)} |" for row in cells)
    return [head, "|" + "---|" * len(cells[0]), *rows]
