"""A running Baby Buddy, asked with the person's token: moments with their offset, and names of tags.

Its answers become rows under the headers of its own exports, and are then read as those are. The token
goes to the address that was typed and to no other: pages are asked for by number, never by the link that
the server sends, and a redirection is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from lactea.record.importers.babybuddy import CHILD
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.table import Row, Table

PAGE = 100
PATIENCE_SECONDS = 30
LARGEST_PAGE = 20_000_000
TABLES: Mapping[str, tuple[str, ...]] = {
    "pumping": ("id", *CHILD, "start", "end", "amount", "notes", "tags"),
    "feedings": ("id", *CHILD, "start", "end", "type", "method", "amount", "notes", "tags"),
    "weight": ("id", *CHILD, "weight", "date", "notes", "tags"),
    "sleep": ("id", *CHILD, "start", "end", "nap", "notes", "tags"),
    "changes": ("id", *CHILD, "time", "wet", "solid", "color", "amount", "notes", "tags"),
    "medication": ("id", *CHILD, "name", "dosage", "dosage_unit", "time", "notes", "tags"),
}


class _NoRedirection(HTTPRedirectHandler):
    """The token must not follow a server that points elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class Server:
    """A Baby Buddy at an address such as ``https://baby.example.org``."""

    address: str
    token: str

    def children(self) -> Table:
        """Its children, as a table of the export."""
        columns = ("id", "first_name", "last_name", "birth_date")
        rows = (_row(number, one, columns) for number, one in enumerate(self._all("children"), 1))
        return Table("children", columns, rows)

    def tables(self) -> Iterator[Table]:
        """What lactea keeps of it, as tables of the export; read while they are gone through."""
        names = {one.get("id"): one for one in self._all("children")}
        for name, columns in TABLES.items():
            yield Table(name, columns, self._rows(name, columns, names))

    def _rows(self, name: str, columns: tuple[str, ...], names: Mapping[Any, Any]) -> Iterator[Row]:
        for number, one in enumerate(self._all(name), 1):
            child = names.get(one.get("child"), {})
            told = {
                "child_id": one.get("child"),
                "child_first_name": child.get("first_name"),
                "child_last_name": child.get("last_name"),
            }
            yield _row(number, {**one, **told}, columns)

    def _all(self, name: str) -> Iterator[dict[str, Any]]:
        """Every entry under a name, page by page; what is entered meanwhile shifts pages and is seen twice."""
        opener = build_opener(_NoRedirection)
        offset = 0
        more = True
        while more:
            page, more = self._page(opener, name, offset)
            yield from page
            offset += len(page)

    def _page(
        self, opener: OpenerDirector, name: str, offset: int
    ) -> tuple[list[dict[str, Any]], bool]:
        """Entries from an offset on, and whether there are more."""
        query = urlencode({"limit": PAGE, "offset": offset})
        request = Request(
            f"{self.address.rstrip('/')}/api/{name}/?{query}",
            headers={"Authorization": f"Token {self.token}", "Accept": "application/json"},
        )
        try:
            with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                text = answer.read(LARGEST_PAGE)
            document = json.loads(text, parse_float=str)
            results, following = document["results"], document["next"]
        except HTTPError as error:
            error.close()
            raise TrackerFileError(f"{self.address}: {_meaning(error.code)}") from None
        except (URLError, HTTPException, OSError):
            raise TrackerFileError(
                f"{self.address}: nobody answers; is the address right, and the server running?"
            ) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            results, following = None, None
        if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
            raise TrackerFileError(
                f"{self.address}: the answer is not that of a Baby Buddy; give the address of its "
                "first page, such as https://baby.example.org."
            )
        return results, following is not None and bool(results)


def server(address: str, token: str) -> Server:
    """The server at an address.

    Raises
    ------
    TrackerFileError
        It is not an address, or the token cannot be one.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
        raise TrackerFileError(
            "the address of a Baby Buddy begins with https:// or http://, such as "
            "https://baby.example.org."
        )
    if not (token.isascii() and token.isprintable() and token):
        raise TrackerFileError(
            "the token of a Baby Buddy is one line of letters and digits; its user finds it under "
            "User Settings."
        )
    return Server(address, token)


def _meaning(status: int) -> str:
    if status in (401, 403):
        return "the token is not accepted; its user finds it under User Settings."
    if 300 <= status < 400:
        return "the server sends on to another address; give that one (perhaps with https://)."
    if status == 404:
        return "there is no Baby Buddy at this address; give that of its first page."
    return f"the server answers with an error ({status}); try again later."


def _row(number: int, values: Mapping[str, Any], columns: tuple[str, ...]) -> Row:
    return Row(number, {column: _cell(values.get(column)) for column in columns})


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case list():
            return ",".join(str(one).replace(",", " ") for one in value)
        case _:
            return str(value)
