"""The template of the catalogues: every message of the app, found in its code and its templates.

``python -m lactea.app.wording.extract`` writes ``locale/messages.pot``; a test holds it to the code.
Translators copy it to ``LANGUAGE.po`` beside it.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(__file__).resolve().parents[1]
PLACE = Path(__file__).resolve().parent / "locale" / "messages.pot"
_IN_TEMPLATE = re.compile(r"""(?<![\w.])_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


def messages() -> dict[str, list[str]]:
    """Every message with the files in which it stands."""
    found: dict[str, list[str]] = {}
    for path in sorted(ROOM.rglob("*")):
        if path.suffix in (".py", ".j2"):
            name = path.relative_to(ROOM).as_posix()
            for text in _in_code(path) if path.suffix == ".py" else _in_template(path):
                places = found.setdefault(text, [])
                if name not in places:
                    places.append(name)
    return found


def template() -> str:
    """The catalogue without translations, as a gettext file."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalogue = Catalog(project="lactea", charset="utf-8")
    for text, places in sorted(messages().items()):
        catalogue.add(text, auto_comments=places)
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, omit_header=True)
    return stream.getvalue().decode()


def _in_code(path: Path) -> Iterator[str]:
    """Texts that are marked with `message`; Python joins adjacent ones itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message":
            text = node.args[0]
            if isinstance(text, ast.Constant):
                yield str(text.value)


def _in_template(path: Path) -> Iterator[str]:
    for found in _IN_TEMPLATE.finditer(path.read_text("utf-8")):
        yield (found[1] or found[2]).replace('\\"', '"').replace("\\'", "'")


if __name__ == "__main__":
    PLACE.write_text(template(), encoding="utf-8")
