"""A token in every form, which another site cannot know.

The browser holds a random name in a cookie; the token is that name signed with a secret of this
server. A foreign page can make the browser send the cookie, but cannot read or compute the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from fastapi import HTTPException, Request
from starlette.responses import Response

COOKIE = "lactea_visit"
FIELD = "token"
HEADER = "x-lactea-token"
READING = ("GET", "HEAD", "OPTIONS")
MISSING = "The form is too old, or was sent from elsewhere. Reload the page and send it again."


@dataclass(frozen=True)
class Tokens:
    """Signs and checks; the secret lives as long as the server does."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def token_of(self, visit: str) -> str:
        """The token that belongs to a visit."""
        return hmac.new(self.secret, visit.encode(), hashlib.sha256).hexdigest()

    def visit_of(self, request: Request) -> str:
        """The visit of a browser: the one in its cookie, else a new one for this request."""
        known = request.cookies.get(COOKIE, "")
        if not hasattr(request.state, "visit"):
            request.state.visit = known if _is_visit(known) else secrets.token_hex(16)
        return str(request.state.visit)

    def keep_visit(self, request: Request, response: Response) -> None:
        """Give the browser its cookie, for as long as the browser is open."""
        response.set_cookie(COOKIE, self.visit_of(request), httponly=True, samesite="strict")

    async def check(self, request: Request) -> None:
        """Refuse whatever would change something and brings no token along.

        Raises
        ------
        HTTPException
            403, where the token is missing or wrong.
        """
        if request.method in READING:
            return
        visit = request.cookies.get(COOKIE, "")
        given = request.headers.get(HEADER) or await _from_form(request)
        if not _is_visit(visit) or not hmac.compare_digest(
            given.encode("utf-8", "replace"), self.token_of(visit).encode()
        ):
            raise HTTPException(403, MISSING)


async def _from_form(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    given = (await request.form()).get(FIELD)
    return given if isinstance(given, str) else ""


def _is_visit(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
