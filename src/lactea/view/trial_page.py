"""The page on a virtual trial: one list of parts, written as Markdown or as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

from lactea.trial.account import Account
from lactea.trial.document import stamp_of
from lactea.trial.limits import LIMITS
from lactea.view import trial_text as words

PICTURE_WORDS = "Flow of people, estimate beside the true effect, and power"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with paragraphs, points and a table; what is empty is left out."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


def parts_of(account: Account) -> Iterator[Part]:
    """The parts of the page, what is known to be off first."""
    yield Part("What this cannot tell", points=(*LIMITS, *words.course_lines(account)))
    if regimens := words.caution_lines(account):
        yield Part("Regimens", points=tuple(regimens))
    published = account.design.published
    if published is not None:
        chosen = tuple(f"chosen here: {one}" for one in published.chosen)
        yield Part("The published trial", (published.citation,), (*published.found, *chosen))
    yield Part(
        "Flow", points=tuple(" ".join(line.split()) for line in words.flow_lines(account.flow))
    )
    yield Part("Estimates beside the truth", cells=_table(words.finding_cells(account)))
    yield Part(
        "What no real trial can count",
        (f"Of the {len(account.pool)} people of the pool, each simulated under every arm:",),
        tuple(words.truth_lines(account)),
    )
    if account.powers:
        yield Part(
            "Power", (words.power_line(account),), cells=_table(words.power_cells(account.powers))
        )


def stamp_line(account: Account) -> str:
    """Provenance in one line."""
    stamp: dict[str, Any] = stamp_of(account)
    shown = ("version", "commit", "trial", "trial_hash", "parameter_set", "spread_set", "seed")
    return "lactea " + " · ".join(f"{name} {stamp[name]}" for name in shown)


def markdown(account: Account, command: str, picture: str | None) -> str:
    """The page in Markdown; `picture` is the address of a figure beside it."""
    lines = [f"# {words.title_of(account)}", "", f"`{command}`", "", stamp_line(account), ""]
    if picture:
        lines += [f"![{PICTURE_WORDS}]({picture})", ""]
    for part in parts_of(account):
        lines += [f"## {part.heading}", ""]
        for paragraph in part.paragraphs:
            lines += [paragraph, ""]
        lines += [f"- {point}" for point in part.points] + [""] * bool(part.points)
        if part.cells:
            head, *rows = (f"| {' | '.join(row)} |" for row in part.cells)
            lines += [head, "|" + "---|" * len(part.cells[0]), *rows, ""]
    return "\n".join(lines)


def html(account: Account, command: str, picture: str | None) -> str:
    """The page in HTML, with its style inside; `picture` is the address or data of a figure."""
    style = files("lactea.view").joinpath("templates", "report.css").read_text("utf-8")
    body = [f"<h1>{escape(words.title_of(account))}</h1>", f"<p><code>{escape(command)}</code></p>"]
    if picture:
        body.append(
            f'<p><img src="{escape(picture)}" alt="{PICTURE_WORDS}" style="max-width:100%"></p>'
        )
    for part in parts_of(account):
        body.append(f"<h2>{escape(part.heading)}</h2>")
        body += [f"<p>{escape(paragraph)}</p>" for paragraph in part.paragraphs]
        if part.points:
            points = "".join(f"<li>{escape(point)}</li>" for point in part.points)
            body.append(f"<ul>{points}</ul>")
        if part.cells:
            body.append(_html_table(part))
    body.append(f"<p><small>{escape(stamp_line(account))}</small></p>")
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(account.design.name)}</title>\n<style>\n{style}</style></head>\n"
        "<body><main>\n" + "\n".join(body) + "\n</main></body>\n</html>\n"
    )


def _html_table(part: Part) -> str:
    head, *rows = part.cells
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><caption>{escape(part.heading)}</caption><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


def _table(cells: words.Cells) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in cells)
