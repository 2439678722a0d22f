"""A page of the app in the process of the tests, without a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
from fastapi import FastAPI


def page_of(app: FastAPI, path: str) -> httpx.Response:
    """What an app answers."""

    async def fetched() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path)

    # In a thread of its own: the browser of other tests holds a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, fetched()).result()
