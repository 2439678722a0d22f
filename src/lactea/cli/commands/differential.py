"""``lactea differential``: what a prolactin level may come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import print_json
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.evidence.differential import Differential, Item


def differential(
    context: typer.Context,
    level: Annotated[str, typer.Argument(help="Prolactin, such as '65 ng/mL' or '1400 mIU/L'.")],
    sex: Annotated[str | None, typer.Option(help="female or male.")] = None,
) -> None:
    """List what a prolactin level may come from, red flags first. Informs, never diagnoses."""
    from lactea.evidence.differential import WORDS, as_sex, read_level
    from lactea.evidence.differential import differential as answer

    found = answer(read_level(level), as_sex(sex))
    if settings_of(context).json:
        lists = {
            name: [item.as_data() for item in getattr(found, name)]
            for name in ("red_flags", "seen", "not_seen")
        }
        head = {"level_ng_per_mL": found.level, "sex": found.sex, "words": list(WORDS)}
        print_json({"schema": "lactea.differential/1", **head, **lists})
    else:
        typer.echo("\n".join([*WORDS, "", *_lines(found)]))


def _lines(found: Differential) -> Iterable[str]:
    yield "First, whatever the level is:"
    for flag in found.red_flags:
        yield f"- {flag.label}: {flag.text}."
    yield f"\nSeen at {found.level:.3g} ng/mL:"
    for cause in found.seen:
        yield _cause(cause)
    if found.not_seen:
        yield "\nNot at this level in the studies read, which does not rule it out:"
        for cause in found.not_seen:
            yield _cause(cause)


def _cause(cause: Item) -> str:
    share = "" if cause.share is None else f" ({cause.share:g} %)"
    reverses = f" Reversed by: {cause.reverses}." if cause.reverses else ""
    return (
        f"- {cause.label}{share}: {cause.text}.{reverses} [{' '.join(cause.rows) or cause.source}]"
    )
