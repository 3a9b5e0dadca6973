"""uvicorn's HTTP protocol, made to end connections that take up room and do nothing with it.

uvicorn has a time limit between two requests and no other. As it comes, a connection may say nothing for ever, never finish its
headers, send headers of any size (a request line is read to its end, however long), send a body a byte an hour, or read nothing
of its answer. And it has no limit per address: who opens as many connections as the process has descriptors stops the service.
What uvicorn's options can do (``timeout_keep_alive``) is left to them; ``limit_concurrency`` counts connections too, but
refuses with an answer to a request, which a silent connection never sends.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, ClassVar, Final

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app import metrics
from app.domain.addresses import Network, network_of
from app.settings import Settings
from app.web.ws.transport import EndingWebSocketProtocol

log = logging.getLogger(__name__)

# Descriptors for everything that is no connection: logs, backends, the loop's own.
_RESERVED: Final = 200
_RETRY_AFTER_S: Final = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What a connection may cost. Times in seconds, sizes in bytes; ``pace`` in bytes a second, looked at every ``grace_s``."""

    header_s: float
    header_bytes: int
    pace: float
    grace_s: float
    stalled_s: float
    connections: int
    connections_per_address: int
    trusted: tuple[Network, ...] = ()

    @staticmethod
    def of(settings: Settings) -> Rules:
        """As the settings say; a connection may need a second descriptor for the file that it sends or receives."""
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        room = max(16, (descriptors - _RESERVED) // 2) if descriptors != resource.RLIM_INFINITY else 2**20
        connections = min(settings.max_connections, room)
        if connections < settings.max_connections:
            log.warning("at most %d connections at once: this process may open %d files", connections, descriptors)
        return Rules(
            header_s=settings.header_timeout_s,
            header_bytes=settings.max_header_bytes,
            pace=settings.body_pace_bytes,
            grace_s=settings.body_grace_s,
            stalled_s=settings.stalled_timeout_s,
            connections=connections,
            connections_per_address=max(1, min(settings.connections_per_address, connections // 2)),
            trusted=settings.proxy_networks,
        )


class Door:
    """The connections of one process, counted by address. Those of trusted proxies are everybody's, and count only in all."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._inside: Counter[str] = Counter()
        self._all = 0

    def enter(self, address: str) -> str | None:
        """Count one more; returns why not where there is no room."""
        trusted = self._trusts(address)
        if self._all >= self._rules.connections:
            return "full"
        if not trusted and self._inside[network_of(address)] >= self._rules.connections_per_address:
            return "address"
        self._all += 1
        self._inside[network_of(address)] += 1
        return None

    def leave(self, address: str) -> None:
        """One that had entered is gone."""
        self._all -= 1
        network = network_of(address)
        self._inside[network] -= 1
        if self._inside[network] <= 0:
            del self._inside[network]

    def _trusts(self, address: str) -> bool:
        if not self._rules.trusted:
            return False
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._rules.trusted)


class CountedWebSocketProtocol(EndingWebSocketProtocol):
    """For ``uvicorn.Config(ws=…)``: a connection that became a WebSocket is one of its address until it ends."""

    left: Callable[[], None] | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        super().connection_lost(exc)
        if self.left is not None:
            self.left()


class _TooLarge(Exception):
    """Ends the parser's work on headers over the limit."""


class GuardedHttpProtocol(HttpToolsProtocol):
    """For ``uvicorn.Config(http=…)``; use ``guarded``, which makes one with rules."""

    rules: ClassVar[Rules]
    door: ClassVar[Door]

    _address: str | None = None  # counted under, while it is
    _over: bool = False
    _in_headers: bool = False
    _in_body: bool = False
    _header_bytes: int = 0
    _unheard: int = 0  # bytes since the parser last said what it reads
    _body_bytes: int = 0
    _held: bool = False  # we ourselves did not read, in this window
    _unsent: int = 0
    _clock: asyncio.TimerHandle | None = None  # of what is expected now: headers, or more of the body
    _stalled: asyncio.TimerHandle | None = None

    # What uvicorn's loop calls.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let it in, or send it away with the reason."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        refusal = self.door.enter(address)
        if refusal is None:
            self._address = address
            self._await_headers()
        elif refusal == "address":
            self._refuse(429, "too_many_connections", "Too many connections from this address.", refusal)
        else:
            self._refuse(503, "unavailable", "The service has no room for more connections.", refusal)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of a request; what must follow them gets its deadline."""
        if self._over:
            return
        self._unheard += len(data)
        super().data_received(data)
        if self._over or self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        if self._unheard > self.rules.header_bytes:
            self._refuse_headers()
        elif self._clock is None and self._in_body:
            self._await_body()
        elif self._clock is None and self._is_idle():
            self._await_headers()  # It sent something that begins no request.

    def pause_writing(self) -> None:
        """The client reads more slowly than we write."""
        super().pause_writing()
        self._unsent = self._waiting_bytes()
        self._cut_unless_read()

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        if self._stalled is not None and not self.transport.is_closing():
            self._stalled.cancel()
            self._stalled = None

    def timeout_keep_alive_handler(self) -> None:
        """No request follows. What was written and never read does not keep the connection."""
        super().timeout_keep_alive_handler()
        self._cut_unless_read()

    # What the parser calls.

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._unheard = self._header_bytes = 0
        self._in_headers = True
        if self._clock is None:
            self._await_headers()

    def on_url(self, url: bytes) -> None:
        """Some of the request line."""
        self._count_header(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header, or one of the lines that may follow a body in chunks."""
        self._count_header(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """A request; its body follows if it has one."""
        self._unheard = 0
        self._in_headers = False
        self._stop_clock()
        super().on_headers_complete()
        self._in_body = True
        self._body_bytes = 0

    def on_body(self, body: bytes) -> None:
        """Some of the body."""
        self._unheard = 0
        self._body_bytes += len(body)
        super().on_body(body)
        self._held = self._held or self.flow.read_paused

    def on_message_complete(self) -> None:
        """All of the request."""
        self._unheard = 0
        self._in_body = False
        self._stop_clock()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written. A body that still comes after it is nobody's: it has a moment to end."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._cut_unless_read()
        elif self._in_body:
            self._start_clock(self.rules.header_s, self.transport.abort)

    def handle_websocket_upgrade(self) -> None:
        """From here on the WebSocket's own deadlines count; the place at the door goes along."""
        self._stop_clock()
        address, self._address = self._address, None
        super().handle_websocket_upgrade()
        protocol = self.transport.get_protocol()
        if address is None:
            return
        if isinstance(protocol, CountedWebSocketProtocol) and not self.transport.is_closing():
            protocol.left = lambda: self.door.leave(address)
        else:
            self.door.leave(address)

    def send_400_response(self, msg: str) -> None:
        """What could not be parsed; headers over the limit are refused as that."""
        if self._header_bytes > self.rules.header_bytes:
            self._refuse_headers()
            return
        self._over = True
        super().send_400_response(msg)
        self._cut_unless_read()

    # Deadlines.

    def _await_headers(self) -> None:
        self._start_clock(self.rules.header_s, self._headers_late)

    def _headers_late(self) -> None:
        self._clock = None
        if self.flow.read_paused:  # It may have sent them long ago: an answer before this one takes its time.
            self._await_headers()
        elif self._in_headers:
            self._refuse(408, "request_timeout", "The request did not arrive in time.", "slow_headers")
        else:
            self._end("silent")

    def _await_body(self) -> None:
        due = self._body_bytes + self.rules.pace * self.rules.grace_s
        self._held = self._waits_for_us()
        self._start_clock(self.rules.grace_s, lambda: self._body_due(due))

    def _body_due(self, due: float) -> None:
        self._clock = None
        if self._held or self._waits_for_us() or self._body_bytes >= due:
            self._await_body()
        elif self.cycle.response_started:
            self._end("slow_body")
        else:
            self._refuse(408, "request_timeout", "The body arrives too slowly.", "slow_body")

    def _waits_for_us(self) -> bool:
        """We do not read, or have not said yet that it may send."""
        return self.flow.read_paused or self.cycle.waiting_for_100_continue

    def _cut_unless_read(self) -> None:
        """Cut the connection when nothing of what waits to be sent has been read after a while."""
        if self._stalled is not None:
            self._stalled.cancel()
        self._stalled = self.loop.call_later(self.rules.stalled_s, self._read_due)

    def _read_due(self) -> None:
        unsent, self._unsent = self._unsent, self._waiting_bytes()
        if 0 < self._unsent < unsent:
            self._cut_unless_read()
        elif self._unsent or self.transport.is_closing():
            self._end("stalled")

    def _waiting_bytes(self) -> int:
        return self.transport.get_write_buffer_size()

    def _start_clock(self, seconds: float, then: Callable[[], None]) -> None:
        self._stop_clock()
        self._clock = self.loop.call_later(seconds, then)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    # How it ends.

    def _count_header(self, size: int) -> None:
        self._unheard = 0
        self._header_bytes += size
        if self._header_bytes > self.rules.header_bytes:
            raise _TooLarge

    def _is_idle(self) -> bool:
        return not self._in_headers and (self.cycle is None or self.cycle.response_complete)

    def _refuse_headers(self) -> None:
        self._refuse(431, "headers_too_large", f"Headers may have at most {self.rules.header_bytes} bytes.", "large_headers")

    def _refuse(self, status: int, code: str, detail: str, why: str) -> None:
        """Say why, and end. Where an answer has begun nothing can be said any more."""
        self._over = True
        self._stop_clock()
        if self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete:
            self._end(why)
            return
        metrics.CONNECTIONS_ENDED.labels(why).inc()
        title = STATUS_LINE[status].decode().split(" ", 2)[2].strip()
        problem = {"type": f"/problems/{code}", "title": title, "status": status, "detail": detail, "code": code}
        body = orjson.dumps(problem)
        retry = f"retry-after: {_RETRY_AFTER_S}\r\n" if status in (429, 503) else ""
        head = f"content-type: application/problem+json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n{retry}\r\n"
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()
        self._cut_unless_read()

    def _end(self, why: str) -> None:
        self._over = True
        self._stop_clock()
        metrics.CONNECTIONS_ENDED.labels(why).inc()
        self.transport.abort()

    def _leave(self) -> None:
        self._stop_clock()
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        if self._address is not None:
            self.door.leave(self._address)
            self._address = None


def guarded(rules: Rules) -> type[GuardedHttpProtocol]:
    """The protocol of one process: its connections share one door."""
    members: dict[str, Any] = {"rules": rules, "door": Door(rules)}
    return type("GuardedHttpProtocol", (GuardedHttpProtocol,), members)
