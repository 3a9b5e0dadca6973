"""The process that cameras talk to: pyftpdlib's server in a thread, the services in the event loop beside it."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from OpenSSL import SSL
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import ThreadedFTPServer

from app.background import alongside, every
from app.ftp.intake import Intake
from app.ftp.sessions import Receiver, Session, TlsReceiver, TlsSession
from app.ftp.spool import Limits, Spool
from app.services.deps import Deps
from app.services.processes import reporting
from app.settings import Settings

_ROUND_EVERY_S: Final = 5.0
_NAME_EVERY_S: Final = 60.0
_LOOK_S: Final = 0.5
_SILENT_S: Final = 60  # a data connection that brings nothing for so long is cut
_IDLE_S: Final = 300

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """What serves. ``running`` ends when the library's server does, which it is not to do by itself."""

    intake: Intake
    running: asyncio.Future[None]


async def serve(deps: Deps, listener: socket.socket, certificate: tuple[Path, Path] | None) -> None:
    """Serve cameras until SIGTERM or SIGINT; as ``serving``. Raises what ends the server by itself."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(deps, listener, certificate) as served:
        served.running.add_done_callback(lambda _: stop.set())
        await stop.wait()


@asynccontextmanager
async def serving(deps: Deps, listener: socket.socket, certificate: tuple[Path, Path] | None) -> AsyncIterator[Served]:
    """While inside, cameras are served at ``listener``. ``certificate`` is the chain of TLS and its key; without one all is in
    the clear. What the process before this one left is taken in first."""
    settings, loop = deps.settings, asyncio.get_running_loop()
    intake = Intake(deps, loop, Spool(settings.data_dir / "ftp", _limits(settings)))
    session = _session(settings, intake, certificate)
    server = _Server(listener, session)
    server.max_cons = settings.ftp_connections
    try:
        await intake.go_round(first=True)
    except Exception as error:
        _round_failed(error)
    rounds = every(_ROUND_EVERY_S, intake.go_round, _round_failed)
    with ThreadPoolExecutor(1, "ftp") as thread:
        async with AsyncExitStack() as beside:
            await beside.enter_async_context(reporting(deps, "ftp", intake.activity))
            await beside.enter_async_context(alongside(rounds, "files that wait"))
            if certificate is not None:
                renewals = every(_ROUND_EVERY_S, _Renewal(session, certificate).look, _renewal_failed)
                await beside.enter_async_context(alongside(renewals, "certificate"))
            if settings.ftp_address:
                moves = every(_NAME_EVERY_S, _Outside(session, settings.ftp_address).look, _name_unknown)
                await beside.enter_async_context(alongside(moves, "address"))
            running = loop.run_in_executor(thread, server.run)
            try:
                yield Served(intake, running)
            finally:
                server.stopping.set()
                await running  # the loop goes on meanwhile: sessions end what they are at
                await intake.aclose()


class _Server(ThreadedFTPServer):
    """The library's server, for a thread. Its own share ``_exit`` and ``_lock`` among all servers of a process."""

    def __init__(self, listener: socket.socket, session: type[Session]) -> None:
        super().__init__(listener, session, ioloop=IOLoop())
        self.stopping = threading.Event()
        self._exit = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Serve until ``stopping`` is set; every session is over when this returns."""
        while not self.stopping.is_set():
            self.ioloop.loop(timeout=_LOOK_S, blocking=False)
        self.close_all()


class _Renewal:
    """Who connects after the certificate's files have changed is shown the new one."""

    def __init__(self, session: type[Session], certificate: tuple[Path, Path]) -> None:
        self._session = session
        self._certificate = certificate
        self._read = _state_of(certificate)

    async def look(self) -> None:
        """Read the files where they have changed. Raises what is wrong with them; then what was read before holds."""
        state = await asyncio.to_thread(_state_of, self._certificate)
        if state != self._read:
            self._session.ssl_context = await asyncio.to_thread(_tls, *self._certificate)
            self._read = state
            _log.info("cameras are shown the renewed certificate")


class _Outside:
    """Cameras are told the address that ``FTP_ADDRESS`` has at the moment: a router at home gets a new one now and then, and a
    machine that has just started may not reach its name service yet."""

    def __init__(self, session: type[Session], name: str) -> None:
        self._session = session
        self._name = name

    async def look(self) -> None:
        """Look the name up. Raises ``OSError`` where it has no address; then what was known before holds."""
        address = await asyncio.to_thread(socket.gethostbyname, self._name)
        if address != self._session.masquerade_address:
            self._session.masquerade_address = address
            _log.info("cameras are told the address %s", address)


def _state_of(certificate: tuple[Path, Path]) -> list[tuple[int, int, int]]:
    """What differs when a file was written or replaced."""
    return [(state.st_ino, state.st_mtime_ns, state.st_size) for state in map(Path.stat, certificate)]


def _session(settings: Settings, intake: Intake, certificate: tuple[Path, Path] | None) -> type[Session]:
    """The class of sessions, which is how the library is told what they are like."""
    kind, receiver = (Session, Receiver) if certificate is None else (TlsSession, TlsReceiver)
    given = {
        "intake": intake,
        "most_sessions": settings.ftp_connections_per_camera,
        "passive_ports": settings.ftp_passive_range,
        "timeout": _IDLE_S,
        "dtp_handler": type("Receiver", (receiver,), {"timeout": _SILENT_S}),
    }
    if certificate is not None:
        only_tls = not settings.ftp_plain
        given |= {"ssl_context": _tls(*certificate), "tls_control_required": only_tls, "tls_data_required": only_tls}
    return type("Session", (kind,), given)


def _tls(chain: Path, key: Path) -> SSL.Context:
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.use_certificate_chain_file(str(chain))
    context.use_privatekey_file(str(key))
    context.check_privatekey()
    return context


def _limits(settings: Settings) -> Limits:
    return Limits(
        file_bytes=settings.max_photo_bytes,
        files=settings.max_open_uploads,
        bytes=settings.max_open_upload_bytes,
        reserve_bytes=settings.min_free_bytes,
    )


def _round_failed(error: Exception) -> None:
    _log.warning("files that wait are looked at again: %s", error, exc_info=True)


def _name_unknown(error: Exception) -> None:
    _log.warning("FTP_ADDRESS has no address; cameras are told the one it had, or that which they connected to: %s", error)


def _renewal_failed(error: Exception) -> None:
    _log.warning("the certificate for cameras has changed and cannot be read; the one before is used: %s", error)
