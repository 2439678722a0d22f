"""The server: on the loopback address of this machine, and nowhere else."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from lactea.app.home import home_of
from lactea.app.problems import AppError

HOSTS = ("127.0.0.1", "localhost", "::1")
ADDRESS = "127.0.0.1"
OTHERS = (
    "lactea serves this machine alone: its app holds health data of one person, and has neither "
    "accounts nor encryption on the wire. Leave --host out, or write 127.0.0.1."
)

PATIENCE_S = 2
"""How long an answer that is under way may hold up the end of the server."""
TAKEN = (
    "port {port} is taken, perhaps by another lactea; give another with --port, or 0 for any that "
    "is free."
)


def check_host(host: str) -> None:
    """Refuse to serve other machines.

    Raises
    ------
    AppError
        The host is not this machine by its loopback name.
    """
    if host not in HOSTS:
        raise AppError("--host {host}: " + OTHERS, host=host)


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes any that is free.

    Raises
    ------
    AppError
        The port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen()  # whoever comes before the app is ready waits, and is not sent away
    except OSError:
        listening.close()
        raise AppError(TAKEN, port=port) from None
    return listening


def serve(
    data_dir: Path | None, port: int, open_browser: bool, tell: Callable[[str], None]
) -> None:
    """Serve the app until it is interrupted.

    Parameters
    ----------
    data_dir
        Folder of personal data; the usual one of this machine, where None.
    port
        Port to listen on; 0 for any.
    open_browser
        Whether to open the first page.
    tell
        Hears the address.
    """
    import uvicorn

    from lactea.app.application import build
    from lactea.record.store import default_place

    listening = listen(port)
    number = listening.getsockname()[1]
    address = f"http://{ADDRESS}:{number}/"
    tell(f"lactea app: {address} (end it with Ctrl+C)")
    if open_browser:
        webbrowser.open(address)
    # No log of requests: their addresses may hold what a person asked.
    config = uvicorn.Config(
        build(home_of(data_dir), default_place(data_dir), number),
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_S,
    )
    uvicorn.Server(config).run(sockets=[listening])
