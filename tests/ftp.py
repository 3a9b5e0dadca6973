"""Cameras for tests: the FTP process's own parts beside real services, and the client of the standard library as a camera."""

from __future__ import annotations

import asyncio
import ftplib
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.domain.permissions import Caller
from app.domain.vocabulary import Role
from app.ftp.intake import Intake
from app.ftp.serving import serving
from app.services import senders
from app.services.deps import Deps
from app.services.senders import NewSender
from app.store.documents import Event, User

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class CameraServer:
    """An FTP server that is there."""

    port: int
    intake: Intake
    trust: ssl.SSLContext | None = None

    def connect(self, new: NewSender | None = None) -> ftplib.FTP:
        """A camera's connection; signed in where it is one of ours. Blocks: for ``in_thread``."""
        client = ftplib.FTP_TLS(context=self.trust) if self.trust else ftplib.FTP()
        client.connect("127.0.0.1", self.port, timeout=60)
        if new is not None:
            client.login(new.camera.username, new.password)
            if isinstance(client, ftplib.FTP_TLS):
                client.prot_p()
        return client


@asynccontextmanager
async def camera_server(
    deps: Deps, certificate: tuple[Path, Path] | None = None, trusted: Path | None = None
) -> AsyncIterator[CameraServer]:
    """Serves cameras in this process; ``trusted`` is by what they know it."""
    listener = socket.create_server(("127.0.0.1", 0))
    trust = ssl.create_default_context(cafile=trusted) if certificate else None
    if trust:
        trust.check_hostname = False
    port = listener.getsockname()[1]
    async with serving(deps, listener, certificate) as served:
        yield CameraServer(port, served.intake, trust)


async def new_camera(deps: Deps, event: Event, name: str = "R6") -> NewSender:
    """A camera of the event, whose owner is there."""
    if await User.get(event.owner_id) is None:
        await User(id=event.owner_id, email="owner@example.org", name="Owner", role=Role.PHOTOGRAPHER, password_hash="").insert()
    return await senders.create(deps, Caller(user_id=event.owner_id, role=Role.PHOTOGRAPHER), event.id, name)


async def in_thread(work: Callable[[], Answer]) -> Answer:
    """What a camera does, while the services go on."""
    return await asyncio.to_thread(work)
