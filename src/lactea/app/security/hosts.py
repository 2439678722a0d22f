"""Only this machine, by its own names, and only pages of this app.

A page of another site can make a browser send requests to the loopback address. Two checks stop it: the
``Host`` that the browser believes it talks to must be a loopback name with our port (DNS rebinding
brings another name along), and a request that names an ``Origin`` must come from the app itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from lactea.app.security.messages import refuse_unread

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
READING = ("GET", "HEAD", "OPTIONS")
WRONG_HOST = (
    "this app answers to 127.0.0.1 and localhost only. Serving other machines is out of its scope: "
    "it holds health data of one person and has no accounts."
)
WRONG_ORIGIN = "this request comes from another page than the app, and is refused."


@dataclass(frozen=True)
class OwnMachineOnly:
    """Refuses foreign hosts with 421 and foreign origins with 403.

    Parameters
    ----------
    app : ASGIApp
        What comes next.
    port : int
        The port that the server listens on.
    """

    app: ASGIApp
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts()]:
            return await refuse_unread(receive, send, 421, WRONG_HOST)
        if not self._from_own_page(scope["method"], headers):
            return await refuse_unread(receive, send, 403, WRONG_ORIGIN)
        return await self.app(scope, receive, send)

    def _hosts(self) -> tuple[str, ...]:
        named = tuple(f"{name}:{self.port}" for name in LOOPBACK_NAMES)
        return (*named, *LOOPBACK_NAMES) if self.port == 80 else named

    def _from_own_page(self, method: str, headers: Headers) -> bool:
        """Whether nothing says that another site sent the request.

        A browser may follow a link from elsewhere to a page that is read; nothing else comes from
        outside. Programs name no origin and send no ``Sec-Fetch-Site``.
        """
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts()}:
            return False
        site = headers.get("sec-fetch-site", "same-origin")
        if site in ("same-origin", "none"):
            return True
        return method in READING and headers.get("sec-fetch-mode") == "navigate"
