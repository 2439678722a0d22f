"""A short refusal, sent before any page of the app is reached."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Send

MOST_READ = 16 * 1024 * 1024
LONGEST_READ_SECONDS = 5


async def refuse_unread(receive: Receive, send: Send, status: int, why: str) -> None:
    """Refuse a request whose body nobody has read yet, after it has been taken in.

    A connection that is closed over unread bytes is reset, and the reset may overtake the answer: the
    one who sent them would see a broken line instead of the reason.
    """
    await _read_away(receive)
    await refuse(send, status, why)


async def refuse(send: Send, status: int, why: str) -> None:
    """Answer with a status and one sentence as plain text."""
    body = f"lactea: {why}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _read_away(receive: Receive) -> None:
    """Take in the rest of a request and keep nothing, up to a size and a time."""
    taken = 0
    more = True
    try:
        async with asyncio.timeout(LONGEST_READ_SECONDS):
            while more and taken <= MOST_READ:
                message = await receive()
                taken += len(message.get("body", b""))
                more = message.get("more_body", False)
    except TimeoutError:
        return
