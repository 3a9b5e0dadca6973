"""uvicorn's WebSocket protocol, made to end connections whose client has stopped reading.

As it comes, uvicorn waits for room in the send buffer before it sends a close frame, and for the buffer to drain before it
lets go of the connection. A client that never reads again would keep its connection, and its buffer, for good; and where it
answers no pings, the application is not told before the buffer has drained. And uvicorn logs a traceback for text that is not
UTF-8, and for what the application sends before it has heard that the socket is over, as if those were our errors.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent


class EndingWebSocketProtocol(WebSocketsSansIOProtocol):
    """For ``uvicorn.Config(ws=…)``, in place of ``websockets-sansio``. A client that is closed has ``linger_s`` seconds to
    read what is in its buffer, and the close code after it."""

    linger_s: ClassVar[float] = 30.0
    linger_at_shutdown_s: ClassVar[float] = 3.0
    _cut: asyncio.TimerHandle | None = None

    async def send(self, message: ASGISendEvent) -> None:
        """A close frame needs no room: it is the last thing that is sent."""
        closing = message["type"] == "websocket.close"
        if closing:
            self.writable.set()
        else:
            await self.writable.wait()
            if self.close_sent and self.handshake_complete:
                raise ClientDisconnected
        await super().send(message)
        if closing:
            self._cut_after(self.linger_s)

    def send_receive_event_to_app(self) -> None:
        """Text that is not UTF-8 closes with 1007 (RFC 6455, 8.1)."""
        if self.curr_msg_data_type == "text" and not self.close_sent and not _is_utf8(b"".join(self.frames)):
            self.frames = []
            self.conn.send_close(1007)
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()

    def keepalive_timeout(self) -> None:
        """The client answers no pings: for the application it is gone."""
        super().keepalive_timeout()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1011})
        self.writable.set()
        self._cut_after(self.linger_s)

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """The application is done with it, for whatever reason."""
        super().on_task_complete(task)
        if self._cut is None and not self.disconnected:
            self._cut_after(self.linger_s)

    def shutdown(self) -> None:
        """The server stops: 1012."""
        super().shutdown()
        self._cut_after(self.linger_at_shutdown_s)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._cut is not None:
            self._cut.cancel()
        super().connection_lost(exc)

    def _cut_after(self, seconds: float) -> None:
        transport: Any = self.transport
        if self._cut is not None:
            self._cut.cancel()
        self._cut = self.loop.call_later(seconds, transport.abort)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
