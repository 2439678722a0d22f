"""A short refusal, sent before any page of the app is reached."""

from __future__ import annotations

from starlette.types import Send


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
