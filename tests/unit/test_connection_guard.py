"""Connections that take up room and do nothing with it are ended; slow ones that go on are not. Real uvicorn, real sockets."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect

from app.domain.addresses import network_of
from app.settings import Settings
from app.web.serving import server_of
from tests.service import REPOSITORY

HOST = b"Host: here\r\n"
GET = b"GET /client HTTP/1.1\r\n" + HOST + b"\r\n"
FEW = {"header_timeout_s": 0.6, "body_grace_s": 0.5, "body_pace_bytes": 1000, "stalled_timeout_s": 0.6, "keep_alive_s": 1}
LONG_S = 120
"""Far longer than anything here takes: for what must come."""


async def _length(request: Request) -> Response:
    try:
        return PlainTextResponse(str(sum([len(chunk) async for chunk in request.stream()])))
    except ClientDisconnect:
        return Response()


async def _refused(_: Request) -> Response:
    return PlainTextResponse("no", 401)


async def _slow(request: Request) -> Response:
    await asyncio.sleep(1.5)
    return PlainTextResponse(str(len(await request.body())))


async def _client(request: Request) -> Response:
    return PlainTextResponse(request.client.host if request.client else "")


async def _endless(request: Request) -> Response:
    async def chunks() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 65536
                await asyncio.sleep(0)
        finally:
            request.app.state.ended.set()

    return StreamingResponse(chunks())


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive()


class Wire:
    """One connection, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def send(self, data: bytes) -> Wire:
        """And let it go out, unless the other end has hung up."""
        if not self.over:
            with suppress(ConnectionError):
                self.writer.write(data)
                await self.writer.drain()
        return self

    @property
    def over(self) -> bool:
        """The other end has hung up."""
        return self.writer.is_closing() or self.reader.exception() is not None or bool(self.reader._eof)  # type: ignore[attr-defined]

    async def rest(self) -> bytes:
        """Everything until the other end closes."""
        found = b""
        async with asyncio.timeout(LONG_S):
            with suppress(ConnectionError):
                while chunk := await self.reader.read(65536):
                    found += chunk
        return found

    async def status(self) -> int:
        """Of the answer that comes next; its body is read too."""
        async with asyncio.timeout(LONG_S):
            head = await self.reader.readuntil(b"\r\n\r\n")
            lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
            await self.reader.readexactly(int(lines[b"content-length"]))
        return int(head.split()[1])


@dataclass
class Served:
    """A server on ``port``; ``ended`` is set when its endless answer has ended."""

    port: int
    ended: asyncio.Event
    wires: list[Wire] = field(default_factory=list)

    async def wire(self) -> Wire:
        """A new connection to it."""
        self.wires.append(Wire(*await asyncio.open_connection("127.0.0.1", self.port)))
        return self.wires[-1]


@asynccontextmanager
async def serving(**settings: Any) -> AsyncIterator[Served]:
    """A server with these settings."""
    routes = [
        Route("/length", _length, methods=["POST"]),
        Route("/refused", _refused, methods=["POST"]),
        Route("/slow", _slow, methods=["POST", "GET"]),
        Route("/client", _client),
        Route("/endless", _endless),
        WebSocketRoute("/ws", _socket),
    ]
    app = Starlette(routes=routes)
    app.state.ended = asyncio.Event()
    server = server_of(app, Settings(_env_file=None, **{**FEW, **settings, "port": 0}))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        served = Served(server.servers[0].sockets[0].getsockname()[1], app.state.ended)
        yield served
    finally:
        for wire in served.wires:
            wire.writer.close()
            with suppress(ConnectionError):
                await wire.writer.wait_closed()
        server.should_exit = True
        await task


def status_of(answer: bytes) -> int:
    assert answer, "closed without an answer"
    return int(answer.split()[1])


async def test_a_connection_that_says_nothing_is_closed() -> None:
    async with serving() as served:
        assert await (await served.wire()).rest() == b""
        blank = await served.wire()
        for _ in range(200):
            await blank.send(b"\r\n")
            await asyncio.sleep(0.02)
            if blank.over:
                break
        assert await blank.rest() == b"", "empty lines are nothing too"


async def test_headers_must_be_complete_in_time_however_they_trickle_in() -> None:
    async with serving() as served:
        wire = await served.wire()
        await wire.send(b"GET / HTTP/1.1\r\n" + HOST)
        for number in range(100):
            await wire.send(b"X-%d: 1\r\n" % number)
            await asyncio.sleep(0.05)
            if wire.over:
                break
        assert wire.over
        assert status_of(await wire.rest()) == 408
        second = await (await served.wire()).send(GET)
        assert await second.status() == 200
        assert status_of(await (await second.send(b"GET / HT")).rest()) == 408, "of a second request too"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param((b"GET /", b"x" * 50_000), id="request line"),
        pytest.param((b"GET / HTTP/1.1\r\n" + HOST + b"X: ", b"x" * 50_000), id="value"),
        pytest.param((b"GET / HTTP/1.1\r\n" + HOST, b"x" * 50_000), id="name"),
        pytest.param((b"GET / HTTP/1.1\r\n" + HOST, b"X: 1234\r\n" * 5000), id="many"),
        pytest.param((b"GET / HTTP/1.1\r\n" + HOST + b"X: 1\r\n" * 9000 + b"\r\n",), id="complete"),
        pytest.param(
            (b"POST /length HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"x" * 50_000), id="trailer"
        ),
        pytest.param((b"POST /length HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 50_000), id="chunk"),
    ],
)
async def test_headers_may_have_so_many_bytes(sent: tuple[bytes, ...]) -> None:
    async with serving(header_timeout_s=LONG_S, body_grace_s=LONG_S) as served:
        wire = await served.wire()
        for piece in (*sent, *sent[1:] * 40):
            await wire.send(piece)
            await asyncio.sleep(0.002)
            if wire.over:
                break
        answer = await wire.rest()
        assert not answer or status_of(answer) in {400, 431}


async def test_large_headers_are_told_so_and_usual_ones_are_read() -> None:
    async with serving() as served:
        large = await (await served.wire()).send(b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 40_000 + b"\r\n\r\n")
        answer = await large.rest()
        assert status_of(answer) == 431
        assert b"application/problem+json" in answer
        assert b"headers_too_large" in answer
        usual = await (await served.wire()).send(GET[:-2] + b"Cookie: " + b"x" * 20_000 + b"\r\n\r\n")
        assert await usual.status() == 200


async def test_a_body_must_keep_some_pace_and_a_slow_one_that_does_goes_on() -> None:
    post = b"POST /length HTTP/1.1\r\n" + HOST + b"Content-Length: 3000\r\n\r\n"
    async with serving(body_pace_bytes=100) as served:
        still, slow = await served.wire(), await served.wire()
        await still.send(post + b"x" * 100)
        await slow.send(post)
        for _ in range(12):  # for longer than the window; a slow machine is far above the pace, too
            await slow.send(b"x" * 250)
            await asyncio.sleep(0.1)
        assert await slow.status() == 200
        assert status_of(await still.rest()) == 408


async def test_who_is_not_read_from_or_not_yet_asked_is_not_slow() -> None:
    async with serving() as served:
        body = b"x" * 1_000_000
        unread = await (await served.wire()).send(b"POST /slow HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000\r\n\r\n" + body)
        expecting = await served.wire()
        await expecting.send(b"POST /slow HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert await unread.status() == 200
        async with asyncio.timeout(LONG_S):
            assert b"100 Continue" in await expecting.reader.readuntil(b"\r\n\r\n")
        await expecting.send(b"abc")
        assert await expecting.status() == 200


async def test_a_body_that_nobody_wants_any_more_does_not_go_on_for_ever() -> None:
    async with serving() as served:
        wire = await (await served.wire()).send(b"POST /refused HTTP/1.1\r\n" + HOST + b"Content-Length: 900000000\r\n\r\nx")
        assert await wire.status() == 401
        for _ in range(400):
            await wire.send(b"x" * 1000)
            await asyncio.sleep(0.02)
            if wire.over:
                break
        assert wire.over


async def test_an_answer_that_nobody_reads_is_given_up() -> None:
    async with serving() as served:
        await (await served.wire()).send(b"GET /endless HTTP/1.1\r\n" + HOST + b"\r\n")
        async with asyncio.timeout(LONG_S):
            await served.ended.wait()


async def test_an_answer_that_is_read_slowly_goes_on() -> None:
    async with serving() as served:
        wire = await (await served.wire()).send(b"GET /endless HTTP/1.1\r\n" + HOST + b"\r\n")
        for _ in range(20):
            async with asyncio.timeout(LONG_S):
                await wire.reader.readexactly(1_000_000)
            await asyncio.sleep(0.1)
        assert not served.ended.is_set()


async def test_one_address_has_so_many_connections_sockets_among_them_and_gets_them_back() -> None:
    async with serving(connections_per_address=3, keep_alive_s=LONG_S, header_timeout_s=LONG_S) as served:
        first = await (await served.wire()).send(GET)
        assert await first.status() == 200
        async with connect(f"ws://127.0.0.1:{served.port}/ws"):
            third = await (await served.wire()).send(GET)
            assert await third.status() == 200
            answer = await (await served.wire()).rest()
            assert status_of(answer) == 429
            assert b"retry-after" in answer
            assert b"too_many_connections" in answer
        third.writer.close()
        first.writer.close()
        for _ in range(20):  # Each leaves as it came.
            async with asyncio.timeout(LONG_S):
                while True:
                    wire = await (await served.wire()).send(GET)
                    if await wire.status() == 200:
                        break
                    await asyncio.sleep(0.02)
            wire.writer.close()


async def test_proxies_are_exempt_but_not_from_what_the_process_has_room_for() -> None:
    few = {"connections_per_address": 1, "trusted_proxies": "127.0.0.0/8", "max_connections": 6}
    async with serving(**few, header_timeout_s=LONG_S) as served:
        for _ in range(5):
            await served.wire()
        last = await (await served.wire()).send(GET)
        assert await last.status() == 200
        answer = await (await served.wire()).rest()
        assert status_of(answer) == 503


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        ("", "203.0.113.9", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1, 10.0.0.0/8", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9", "127.0.0.1"),
    ],
)
async def test_only_the_last_hop_that_is_no_trusted_proxy_is_the_client(proxies: str, forwarded: str, client: str) -> None:
    async with serving(trusted_proxies=proxies) as served:
        wire = await served.wire()
        await wire.send(GET[:-2] + b"X-Forwarded-For: " + forwarded.encode() + b"\r\nConnection: close\r\n\r\n")
        assert (await wire.rest()).rpartition(b"\r\n")[2].decode() == client


def test_the_service_opens_as_many_files_as_the_system_lets_it() -> None:
    code = "import resource as r; n = r.RLIMIT_NOFILE; most = r.getrlimit(n)[1]; r.setrlimit(n, (256, most)); import server; "
    code += "server.raise_descriptor_limit(); print(r.getrlimit(n) == (most, most))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_nobody_can_let_everybody_choose_an_address() -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, trusted_proxies="*")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("testclient", "testclient"),
        ("no:address", "no:address"),
    ],
)
def test_of_an_ipv6_address_its_network_counts(address: str, counted: str) -> None:
    assert network_of(address) == counted
