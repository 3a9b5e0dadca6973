"""A running service as a program meets it that sends photos, and what may stand between the two."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import numpy as np
from anyio import to_thread
from PIL import Image
from rich.console import Console

from app import topics
from app.adapters.ingest_client import ingest_folder
from app.adapters.upload_client import Destination
from app.domain.vocabulary import PhotoStatus
from app.services.deps import Deps
from app.store.documents import Event, Photo
from tests.integration.sockets import Peer, peer, serving
from tests.integration.web import PASSWORD
from tests.painted import PaintedEngine
from tests.stage import Stage
from workers.thread import WorkThread


class Installation:
    """A running service: its address, and an event of the account with ``token``."""

    def __init__(self, url: str, token: str, event_id: int) -> None:
        self.url, self.token, self.event_id = url, token, event_id
        self.printed = io.StringIO()

    async def ingest(self, folder: Path, token: str | None = None, *, finals: bool = False) -> int:
        """The command; returns its exit status."""
        console = Console(file=self.printed, width=200, force_terminal=False)
        token = self.token if token is None else token
        to = Destination(self.url, token, self.event_id, finals=finals)
        return await to_thread.run_sync(ingest_folder, folder, to, console)

    @property
    def text(self) -> str:
        """What was printed."""
        return self.printed.getvalue()


@asynccontextmanager
async def installation_of(deps: Deps) -> AsyncIterator[Installation]:
    """The service with a worker on painted people."""
    async with serving(deps) as address:
        url = address.replace("ws://", "http://").removesuffix("/ws")
        async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=120) as client:
            account = {"email": "phoebe@example.com", "password": PASSWORD, "name": "Phoebe", "role": "photographer"}
            (await client.post("/auth/register", json=account)).raise_for_status()
            token = (await client.post("/auth/login", json=account)).json()["access_token"]
            authorized = {"Authorization": f"Bearer {token}"}
            answer = await client.post("/events", json={"name": "Party", "visibility": "private"}, headers=authorized)
        event = await Event.get(answer.json()["id"])
        assert event is not None
        async with peer(address, token) as told, working(deps, event, told):
            yield Installation(url, token, event.id)


@asynccontextmanager
async def working(deps: Deps, event: Event, told: Peer) -> AsyncIterator[None]:
    """A worker that takes every photo that waits; ``told`` hears what happens in the event, and so of each that comes."""
    from app.services.progress import ProgressPublisher

    thread, progress = WorkThread(60), ProgressPublisher(deps)
    stage = Stage(deps, event, PaintedEngine(), thread, progress)

    over = asyncio.Event()

    async def work() -> None:
        while not over.is_set():
            for photo in await Photo.find({"status": PhotoStatus.QUEUED.value}).to_list():
                await stage.ingest.process(photo.id)
            if not over.is_set():  # a photo that is worked on is brought to its end, and the cancellation with it
                await told.receive(within_s=600)

    assert (await told.subscribe(topics.ingest_topic(event.id)))["type"] == "subscribed"
    task = asyncio.create_task(work())
    yield
    over.set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await progress.aclose()
    thread.close()


class Proxy:
    """Stands between client and service and passes on all but what ``rule`` has something against: it is given the method and
    the length of each request's body, and says what happens to it. ``cut``: the connection ends, the service hears nothing.
    ``deaf``: the service gets it, the client no answer. ``empty``: the service gets no body. ``413``, ``404``: is answered.
    """

    def __init__(self, upstream: str, rule: Callable[[str, int], str]) -> None:
        self._host, self._port = upstream.removeprefix("http://").split(":")
        self._rule = rule
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> str:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._one(reader, writer))
        self._tasks.add(task)
        await asyncio.gather(task, return_exceptions=True)
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next((int(line.partition(":")[2]) for line in lines if line.startswith("content-length:")), 0)
        verdict = self._rule(head.split()[0].decode(), length)
        if verdict == "cut":
            return
        body = await reader.readexactly(length)
        if verdict.isdecimal():
            writer.write(f"HTTP/1.1 {verdict} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            return
        if verdict == "empty":
            head, body = re.sub(rb"(?i)(content-length): *\d+", rb"\1: 0", head), b""
        up_reader, up_writer = await asyncio.open_connection(self._host, int(self._port))
        if "upgrade: websocket" not in lines:
            head = head[:-2] + b"Connection: close\r\n\r\n"
        up_writer.write(head + body)
        sending = asyncio.create_task(_pipe(reader, up_writer))
        try:
            if verdict == "deaf":
                writer.close()
                while await up_reader.read(65536):
                    pass
            else:
                await _pipe(up_reader, writer)
        finally:
            sending.cancel()
            up_writer.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


def noise(folder: Path, name: str, seed: int = 0) -> Path:
    """A photo of some megabytes."""
    pixels = np.random.default_rng(seed).integers(0, 256, (800, 800, 3), np.uint8)
    path = folder / name
    Image.fromarray(pixels).save(path)
    return path
