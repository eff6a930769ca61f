"""From settings to a server that listens, says where, and stops when it is told to."""

import signal
import socket
import sys
from contextlib import suppress

import uvicorn

from cutline.faces.server.app import Application
from cutline.faces.server.connections import PatientConnection
from cutline.faces.server.journal import journal, keep_journal
from cutline.faces.server.orders import WRITING_SECONDS
from cutline.faces.server.settings import Settings, bound, check_of, refuse_contradictions
from cutline.model.run import ExitCode

CONNECTIONS = 512
"""Connections at most; beyond, uvicorn answers 503 by itself."""

IDLE_SECONDS = 5
"""How long a connection may be kept open between two requests."""


class Server(uvicorn.Server):
    """Says where it listens once it does, and when it stops, lets those go who still wait."""

    def __init__(self, config: uvicorn.Config, application: Application) -> None:
        super().__init__(config)
        self._application = application

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address: whoever started this process reads it there."""
        await super().startup(sockets)
        for listening in sockets or []:
            sys.stdout.write(f"cutline listens at {_address(listening)}\n")
            sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Refuse who waits, let the audits under way end, and stop."""
        journal.info("stopping")
        self._application.desk.refuse()
        await super().shutdown(sockets)
        journal.info("stopped")


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises ConfigError when it cannot start."""
    refuse_contradictions(settings)
    check = check_of(settings)
    listening = bound(settings)
    keep_journal()
    application = Application(settings, check)
    config = uvicorn.Config(
        application.asgi(),
        http=PatientConnection,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        # The audits under way have their own deadline; this one is for clients that do not take their answer.
        timeout_graceful_shutdown=int(settings.config.page_seconds + WRITING_SECONDS + IDLE_SECONDS) + 1,
    )
    # uvicorn raises the signal that stopped it once more; the stop was asked for, so it is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.CLEAN))
    with listening, suppress(KeyboardInterrupt):
        Server(config, application).run(sockets=[listening])


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listening.family == socket.AF_INET6 else f"http://{host}:{port}/"
