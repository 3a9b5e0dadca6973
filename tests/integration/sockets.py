"""A real server on a free port and real WebSocket clients, for tests of what goes over a socket."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.domain.ids import new_id
from app.domain.times import utc_now
from app.domain.vocabulary import Role, Visibility
from app.services import tokens
from app.services.deps import Deps
from app.services.keys import event_key
from app.store.documents import Event, Holder, Kiosk, Search, Session, User
from app.web.application import create_app
from app.web.ws.transport import EndingWebSocketProtocol

Json = dict[str, Any]


@asynccontextmanager
async def serving(deps: Deps, protocol: type[asyncio.Protocol] = EndingWebSocketProtocol) -> AsyncIterator[str]:
    """The whole application on uvicorn with the given ports; yields the address of its sockets."""

    @asynccontextmanager
    async def opened(_: object) -> AsyncIterator[Deps]:
        yield deps

    config = uvicorn.Config(
        create_app(deps.settings, opened),
        host="127.0.0.1",
        port=0,
        ws=protocol,
        ws_per_message_deflate=False,
        ws_max_size=64 * 1024,
        ws_ping_interval=deps.settings.ws_ping_every_s,
        ws_ping_timeout=deps.settings.ws_pong_within_s,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/ws"
    finally:
        server.should_exit = True
        await task


async def until(good: Callable[[], bool], within_s: float = 120) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(within_s):
        while not good():
            await asyncio.sleep(0.02)


class Peer:
    """One client on one socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, type_: str, **members: Any) -> None:
        """One message."""
        await self.socket.send(json.dumps({"type": type_, **members}))

    async def receive(self, within_s: float = 120) -> Json:
        """The next message."""
        message: Json = json.loads(await asyncio.wait_for(self.socket.recv(), within_s))
        return message

    async def subscribe(self, topic: str, since: Json | None = None, request_id: int | str = 1) -> Json:
        """The answer to ``subscribe``."""
        await self.send("subscribe", id=request_id, topic=topic, **({"since": since} if since else {}))
        return await self.receive()

    async def publications(self, count: int) -> list[Json]:
        """The next ``count`` messages, which must be publications."""
        messages = [await self.receive() for _ in range(count)]
        assert {message["type"] for message in messages} <= {"publication"}, messages
        return messages

    async def silent(self, for_s: float = 0.3) -> None:
        """Nothing comes but the answer to a ping."""
        await asyncio.sleep(for_s)
        await self.send("ping")
        assert await self.receive() == {"type": "pong"}

    async def closed(self, within_s: float = 120) -> tuple[int, list[Json]]:
        """The close code, and the messages before it."""
        messages = []
        with suppress(ConnectionClosed):
            async with asyncio.timeout(within_s):
                while True:
                    messages.append(json.loads(await self.socket.recv()))
        assert self.socket.close_code is not None
        return self.socket.close_code, messages


@asynccontextmanager
async def peer(url: str, token: str | None = None, **options: Any) -> AsyncIterator[Peer]:
    """A connected client, authenticated by ``token`` if given."""
    options = {"subprotocols": ["eventphotos.v1"], "max_size": None, "open_timeout": 120} | options
    async with connect(url, **options) as socket:
        client = Peer(socket)
        if token is not None:
            await client.send("auth", token=token)
        yield client


class Wire:
    """A client whose every byte the test decides on: it reads only what it is told to read, and answers no pings but those."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @staticmethod
    async def connect(url: str, token: str) -> Wire:
        """Connected by hand, with little room for what it does not read, and authenticated."""
        parts = urlsplit(url)
        near = socket.socket()
        near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        near.setblocking(False)
        await asyncio.get_running_loop().sock_connect(near, (parts.hostname, parts.port))
        reader, writer = await asyncio.open_connection(sock=near, limit=1024)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        await reader.readuntil(b"\r\n\r\n")
        wire = Wire(reader, writer)
        await wire.send("auth", token=token)
        return wire

    async def send(self, type_: str, **members: Any) -> None:
        """One message."""
        await self._frame(0x1, json.dumps({"type": type_, **members}).encode())

    async def say_goodbye(self) -> None:
        """A close frame; the connection stays."""
        await self._frame(0x8, struct.pack("!H", 1000))

    async def hear(self, size: int) -> bool:
        """Read so many bytes of messages, and until then answer pings; false when the connection ends before."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while size > 0:
                first, second = await self._reader.readexactly(2)
                form = {126: "!H", 127: "!Q"}.get(second)
                length = struct.unpack(form, await self._reader.readexactly(struct.calcsize(form)))[0] if form else second
                if first & 0xF == 0x9:
                    await self._frame(0xA, await self._reader.readexactly(length))
                else:
                    size -= len(await self._reader.readexactly(min(length, size)))
        return size == 0

    def reset(self) -> None:
        """The connection is gone without a word, as when a phone's radio is switched off and a proxy tells."""
        near: socket.socket = self._writer.get_extra_info("socket")
        if near.fileno() >= 0:  # Else it has ended.
            near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def _frame(self, opcode: int, data: bytes) -> None:
        length = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + struct.pack("!H", len(data))
        self._writer.write(bytes([0x80 | opcode]) + length + b"\0\0\0\0" + data)  # masked by noughts
        with suppress(ConnectionError):  # Who hears nothing knows that it has ended.
            await self._writer.drain()


class World:
    """One photographer with one event; searches, kiosks and tokens on demand, written straight to the database."""

    def __init__(self, deps: Deps, owner: User, event: Event) -> None:
        self.deps = deps
        self.owner = owner
        self.event = event

    @staticmethod
    async def make(deps: Deps) -> World:
        """A fresh one."""
        owner = User(email=f"{new_id()}@example.com", name="Phoebe", role=Role.PHOTOGRAPHER, password_hash="none")
        await owner.insert()
        event = Event(
            id=int(new_id()[:7], 16) + 1,
            owner_id=owner.id,
            name="Party",
            visibility=Visibility.UNLISTED,
        )
        await deps.keys.create(event_key(event))
        await event.insert()
        return World(deps, owner, event)

    async def session(self) -> tuple[Session, str]:
        """The owner signs in: the session and its token."""
        session = Session(user_id=self.owner.id, expires_at=utc_now() + timedelta(hours=1))
        await session.insert()
        return session, tokens.issue_user_token(self.deps.settings, session)

    async def search(self) -> tuple[Search, str]:
        """A search of nobody in particular, and its token."""
        search = Search(
            event_id=self.event.id,
            holder=Holder(kind="anonymous", id=new_id()),
            consent_id=new_id(),
            expires_at=utc_now() + timedelta(hours=1),
        )
        await search.insert()
        return search, tokens.issue_search_token(self.deps.settings, search)

    async def kiosk(self) -> tuple[Kiosk, str]:
        """A paired kiosk and its token."""
        kiosk = Kiosk(event_id=self.event.id, name="Door", code_digest=None, code_expires_at=utc_now(), paired_at=utc_now())
        await kiosk.insert()
        return kiosk, tokens.issue_kiosk_token(self.deps.settings, kiosk, utc_now() + timedelta(hours=1))
