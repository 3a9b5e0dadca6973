"""A network between browser and service that falls silent without closing anything, as a phone's does while it sleeps; or at
whose end nobody listens, as where a service is stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

HURRIED: Final = """() => {
  const { setTimeout } = window;
  const { timeout } = AbortSignal;
  const hurried = (ms) => (ms >= 1000 ? ms / 4 : ms);
  window.setTimeout = (act, ms, ...rest) => setTimeout(act, hurried(ms), ...rest);
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, hurried(ms));
}"""
"""For ``add_init_script``, called: what a page waits for takes a quarter of its time."""


class Silence:
    """A proxy on a port of its own. While ``swallows`` says so of the first bytes that a connection sent, whatever is sent over
    it either way is lost. ``begun`` counts connections."""

    def __init__(self, target: str) -> None:
        self.url = ""
        self.swallows: Callable[[bytes], bool] = nothing
        self.begun = 0
        self._target = urlsplit(target)
        self._transports: set[asyncio.WriteTransport] = set()
        self._port = 0  # Any free one, and from then on the same.

    async def serve(self, ready: threading.Event, over: asyncio.Event) -> None:
        """Until ``over``."""
        self._loop = asyncio.get_running_loop()
        await self._listen()
        self.url = f"http://127.0.0.1:{self._port}"
        ready.set()
        await over.wait()
        await self._leave()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Meanwhile nobody listens at the address, and what was connected is cut: all that a browser sees of a service that is
        stopped and started again, and neither takes the processor that this takes."""
        self._run(self._leave())
        try:
            yield
        finally:
            self._run(self._listen())

    def _run(self, act: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(act, self._loop).result(60)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _leave(self) -> None:
        self._server.close()
        while self._transports:
            for transport in self._transports:
                transport.abort()
            await asyncio.sleep(0.05)

    async def _connected(self, near_reader: asyncio.StreamReader, near_writer: asyncio.StreamWriter) -> None:
        self.begun += 1
        transports = {near_writer.transport}
        self._transports |= transports
        far_reader, far_writer = await asyncio.open_connection(self._target.hostname, self._target.port)
        transports.add(far_writer.transport)
        self._transports |= transports
        begin = bytearray()
        await asyncio.gather(
            self._pump(near_reader, far_writer, begin, keep=True), self._pump(far_reader, near_writer, begin, keep=False)
        )
        self._transports -= transports

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, begin: bytearray, *, keep: bool) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                if keep and len(begin) < 16:
                    begin += data[:16]
                if not self.swallows(bytes(begin)):
                    writer.write(data)
                    await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def a_handshake(begin: bytes) -> bool:
    """Whether a connection that began so is to become a WebSocket."""
    return begin.startswith(b"GET /ws ")


def anything(_: bytes) -> bool:
    """All of it."""
    return True


def nothing(_: bytes) -> bool:
    """None of it."""
    return False


@contextmanager
def silence(target: str) -> Iterator[Silence]:
    """A proxy to ``target``, which lets everything through at first."""
    proxy, ready, over = Silence(target), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    def run() -> None:  # A browser test has an event loop of its own.
        loop.run_until_complete(proxy.serve(ready, over))
        loop.close()

    thread = threading.Thread(target=run, name="silence")
    thread.start()
    assert ready.wait(10)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
