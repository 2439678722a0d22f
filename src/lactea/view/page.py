"""What stands on a printed page: blocks of lines and tables, the same for paper and for a browser."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path

from lactea.reading.extras import optional
from lactea.record.files import write_private


@dataclass(frozen=True)
class Table:
    """Rows of text under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Block:
    """One part of a page: lines, and perhaps a table; `framed` ones must be seen first."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    framed: bool = False


@dataclass(frozen=True)
class Page:
    """One printed page.

    Attributes
    ----------
    title, subtitle
        At the top.
    left, right
        Blocks of the two columns; `top` stands above both.
    review
        Lines of the review block as (label, text).
    """

    title: str
    subtitle: str
    top: tuple[Block, ...] = ()
    left: tuple[Block, ...] = ()
    right: tuple[Block, ...] = ()
    review: tuple[tuple[str, str], ...] = field(default=())


def write_page(page: Page, path: Path) -> None:
    """Write a page as ``.pdf`` or ``.html``; it tells of a person, and only its owner may read it."""
    made = as_pdf(page) if path.suffix.lower() == ".pdf" else as_html(page).encode()
    write_private(path, made)


def as_html(page: Page) -> str:
    """The page as one file that needs nothing else."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_template("html.j2")).render(page=page)


def as_pdf(page: Page) -> bytes:
    """The page as PDF on A4.

    Raises
    ------
    MissingExtraError
        The typesetter is not installed.
    """
    import json

    typst = optional("typst", "lactea[plan]", "Printing a page as PDF")
    data = json.dumps(asdict(page), ensure_ascii=False)
    made = typst.compile(_template("typ").encode(), sys_inputs={"page": data})
    return bytes(made)


def _template(ending: str) -> str:
    return files("lactea.view").joinpath("templates", f"page.{ending}").read_text("utf-8")
