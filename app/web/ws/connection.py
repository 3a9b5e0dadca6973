"""One socket: who it is, what it listens to, what waits to be sent, and why it is closed.

Three tasks in one group: the reader (obeys the client), the writer (empties the outbox), the watch (deadlines, and whether
access still holds). Whoever wants the socket closed calls ``stop``; the closing itself happens in one place.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final

import anyio
from starlette.websockets import WebSocket, WebSocketDisconnect

from app import metrics
from app.domain.permissions import Caller
from app.errors import Forbidden, Refusal, Unauthenticated, Unavailable
from app.ports import Control, Position
from app.services import live
from app.services.deps import Deps
from app.services.shown_photos import ShownPhotos
from app.services.tokens import caller_from_bearer
from app.topics import kiosk_topic, link_topic, search_of, session_topic, token_topic
from app.web.auth import cookie_caller, same_origin
from app.web.problems import meaning_of
from app.web.ws import messages
from app.web.ws.hub import Hub, Subscription
from app.web.ws.messages import Auth, BadMessage, ClientMessage, Close, Ping, RequestId, Seen, Shown, Subscribe, Unsubscribe
from app.web.ws.outbox import Outbox

log = logging.getLogger(__name__)

_FLUSH_TIMEOUT_S: Final = 10.0
_CLOSE_TIMEOUT_S: Final = 10.0
_BACKEND_TIMEOUT_S: Final = 15.0
_BACKEND_AWAY: Final = (Unavailable, TimeoutError)  # the second is ours: ``_undisturbed``


class _Grant:
    """One credential: what it proves, and how to ask again whether it still holds."""

    __slots__ = ("caller", "prove")

    def __init__(self, caller: Caller, prove: Callable[[], Awaitable[Caller]]) -> None:
        self.caller = caller
        self.prove = prove


async def live_socket(socket: WebSocket) -> None:
    """The endpoint ``/ws``."""
    await Connection(socket, socket.state.deps, socket.state.hub, socket.state.shown).run()


class Connection:
    """Implements ``hub.Listener``. ``run`` serves the socket from the handshake to the close."""

    def __init__(self, socket: WebSocket, deps: Deps, hub: Hub, shown: ShownPhotos) -> None:
        self._socket = socket
        self._deps = deps
        self._hub = hub
        self._shown = shown
        self._settings = deps.settings
        self._outbox = Outbox(deps.settings.ws_queue)
        self._grants: list[_Grant] = []
        self._subscriptions: dict[str, Subscription] = {}
        self._scope = anyio.CancelScope()
        self._closing: Close | None = None
        self._opened = self._heard = self._checked = time.monotonic()
        self._proving = False
        self._recheck_due = False
        self._stir = anyio.Event()

    async def run(self) -> None:
        """Serve until either side closes."""
        offered = self._socket.scope.get("subprotocols", [])
        await self._socket.accept(messages.SUBPROTOCOL if messages.SUBPROTOCOL in offered else None)
        self._hub.enter(self)
        with metrics.SOCKETS.track_inprogress():
            try:
                with self._scope:
                    await self._serve()
            except Exception:
                log.exception("a socket failed")
                self.stop(messages.INTERNAL_ERROR)
            finally:
                self._hub.leave(self, self._subscriptions.values())
            if self._closing is not None:
                await self._close(self._closing)

    # What the hub may do, at any time and without waiting.

    def offer(self, text: str, *, merge: str | None = None, replayed: bool = False) -> None:
        """Queue ``text``; closes the socket when its reader is too slow."""
        if self._closing is None and not self._outbox.offer(text, merge=merge, replayed=replayed):
            self.stop(messages.TOO_SLOW)

    def topic_ended(self, topic: str, reason: str) -> None:
        """Tell the client, unless it still waits for the answer to its ``subscribe``: that answer will tell."""
        subscription = self._subscriptions.get(topic)
        if subscription is not None and subscription.position is not None:
            self._drop(subscription)
            self.offer(messages.unsubscribed(topic, reason))

    def recheck(self, control: Control | None) -> None:
        """Ask soon whether access still holds, if it may have ended."""
        if control is None or any(control.topic in _ended_with(grant.caller) for grant in self._grants):
            self._recheck_due = True
            self._stir.set()

    def stop(self, close: Close) -> None:
        """Close; the first reason counts."""
        if self._closing is not None:
            return
        self._closing = close
        if close is messages.TOO_SLOW:
            self._outbox.clear()  # It comes back with `since`: what it did not read is in the topic's history.
            metrics.SLOW_SOCKETS.inc()
        self._scope.cancel()

    # The three tasks.

    async def _serve(self) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._write)
            tasks.start_soon(self._watch)
            await self._read()
            tasks.cancel_scope.cancel()

    async def _write(self) -> None:
        try:
            while True:
                await self._outbox.wait()
                await self._send_waiting()
        except WebSocketDisconnect:
            # The reader may not hear of it: it waits until what was missed is sent, and nobody sends it now.
            self._scope.cancel()

    async def _send_waiting(self) -> None:
        # Taken off after it was sent: a writer that is stopped while the connection is congested leaves nothing out.
        while (text := self._outbox.first()) is not None:
            await self._socket.send({"type": "websocket.send", "text": text})
            self._outbox.sent()

    async def _watch(self) -> None:
        while True:
            self._stir = anyio.Event()
            with anyio.move_on_after(max(0.0, self._next_deadline() - time.monotonic())):
                await self._stir.wait()
            now = time.monotonic()
            if not self._grants:
                if not self._proving and now >= self._opened + self._settings.ws_auth_timeout_s:
                    self._refuse(messages.NOT_AUTHENTICATED, "not_authenticated", "No credentials in time.")
            elif not self._subscriptions and now >= self._heard + self._settings.ws_idle_timeout_s:
                self.stop(messages.IDLE)
            elif self._recheck_due or now >= self._checked + self._settings.ws_recheck_s:
                await self._check_access()

    def _next_deadline(self) -> float:
        if not self._grants:
            return math.inf if self._proving else self._opened + self._settings.ws_auth_timeout_s
        recheck = self._checked + self._settings.ws_recheck_s
        return recheck if self._subscriptions else min(recheck, self._heard + self._settings.ws_idle_timeout_s)

    async def _read(self) -> None:
        await self._guarded(None, self._authenticate_by_headers)
        while self._closing is None:
            frame = await self._socket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            self._heard = time.monotonic()
            await self._handle(frame.get("text"))

    # What a client may ask for.

    async def _handle(self, text: str | None) -> None:
        try:
            message = self._parsed(text)
        except BadMessage as bad:
            self._refuse(messages.BAD_MESSAGE, "bad_message", bad.detail, bad.id)
        else:
            await self._guarded(None if isinstance(message, Auth | Shown | Seen) else message.id, partial(self._obey, message))

    def _parsed(self, text: str | None) -> ClientMessage:
        if text is None:
            raise BadMessage("The protocol has no binary frames.")
        if len(text.encode()) > self._settings.ws_max_message_bytes:
            raise BadMessage(f"A message may have at most {self._settings.ws_max_message_bytes} bytes.")
        return messages.parse(text)

    async def _guarded(self, request_id: RequestId | None, act: Callable[[], Awaitable[None]]) -> None:
        """``act``, and for each of its errors the message and the close that the protocol has for it."""
        try:
            await act()
        except Refusal as error:
            self._refuse(meaning_of(type(error)).close, error.code, error.detail, request_id)
        except _BACKEND_AWAY as error:
            log.debug("a backend is away: %s", type(error).__name__)
            self._refuse(messages.RESTART, Unavailable.code, Unavailable.title, request_id)

    async def _obey(self, message: ClientMessage) -> None:
        if isinstance(message, Ping):
            self.offer(messages.pong(message.id))
        elif isinstance(message, Auth) and len(self._grants) >= self._settings.ws_max_subscriptions:
            self.offer(messages.error("too_many_credentials", "One socket need not be so many people."))
        elif isinstance(message, Auth):
            await self._authenticate(partial(caller_from_bearer, self._deps, message.token))
        elif not self._grants:
            raise Unauthenticated("Send auth first.")
        elif isinstance(message, Subscribe):
            await self._subscribe(message)
        elif isinstance(message, Shown):
            self._note_shown(message)
        elif isinstance(message, Seen):
            self._note_seen(message)
        else:
            self._unsubscribe(message)

    async def _authenticate_by_headers(self) -> None:
        """Cookies count only on our own pages: a browser sends them along from everywhere."""
        scheme, _, token = self._socket.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            await self._authenticate(partial(caller_from_bearer, self._deps, token.strip()))
        elif self._socket.cookies and same_origin(self._socket, self._settings):
            with suppress(Unauthenticated):
                await self._authenticate(self._cookie_caller)

    async def _cookie_caller(self) -> Caller:
        caller = await cookie_caller(self._socket, self._deps)
        if caller.is_stranger:
            raise Unauthenticated
        return caller

    async def _authenticate(self, prove: Callable[[], Awaitable[Caller]]) -> None:
        asked = time.monotonic()
        self._proving = True
        try:
            with _undisturbed():
                grant = _Grant(await prove(), prove)
        finally:
            # The client's time for showing credentials stands still while we look at some.
            self._proving = False
            self._opened += time.monotonic() - asked
            self._stir.set()
        # Who says the same again, with a newer token maybe, is still one.
        self._grants = [known for known in self._grants if known.caller != grant.caller] + [grant]

    async def _subscribe(self, request: Subscribe) -> None:
        if request.topic in self._subscriptions:
            self.offer(messages.error("already_subscribed", "You listen to this topic already.", request.id))
        elif len(self._subscriptions) >= self._settings.ws_max_subscriptions:
            self.offer(messages.error("too_many_subscriptions", "Unsubscribe from something first.", request.id))
        else:
            # Whoever asks for much without reading it waits for himself.
            await self._outbox.replayed_sent()
            self._subscriptions[request.topic] = subscription = self._hub.attach(request.topic, self)
            async with self._hub.joins:
                with _undisturbed():
                    await live.authorise([grant.caller for grant in self._grants], request.topic)
                    await self._join(subscription, request)

    async def _join(self, subscription: Subscription, request: Subscribe) -> None:
        position, texts = await self._hub.up_to_date(partial(self._catch_up, request))
        if subscription.ended is not None:
            self._drop(subscription)
            self.offer(messages.unsubscribed(request.topic, subscription.ended, request.id))
            return
        for text in texts:
            self.offer(text, replayed=True)
        self._hub.join(subscription, position)

    async def _catch_up(self, request: Subscribe) -> tuple[Position, list[str]]:
        """What brings the client up to date, and the position where that ends."""
        if request.since is not None:
            missed = await self._deps.bus.history(request.topic, request.since.position)
            if missed.recovered:
                answer = messages.subscribed(request.id, request.topic, request.since.position, recovered=True)
                return missed.end, [answer, *map(messages.publication, missed.publications)]
        position, snapshot = await live.snapshot(self._deps, request.topic)
        return position, [messages.subscribed(request.id, request.topic, position, recovered=False, snapshot=snapshot)]

    def _unsubscribe(self, request: Unsubscribe) -> None:
        subscription = self._subscriptions.get(request.topic)
        if subscription is None:
            self.offer(messages.error("not_subscribed", "You do not listen to this topic.", request.id))
        else:
            self._drop(subscription)
            self.offer(messages.unsubscribed(request.topic, "unsubscribed", request.id))

    def _note_seen(self, report: Seen) -> None:
        """As above."""
        search_id = search_of(report.topic)
        if search_id is not None and report.topic in self._subscriptions:
            self._shown.note_seen(search_id, report.photo_ids)

    def _note_shown(self, report: Shown) -> None:
        """Only of a search that this socket listens to; anything else is not worth a word."""
        search_id = search_of(report.topic)
        subscription = self._subscriptions.get(report.topic)
        if search_id is not None and subscription is not None and subscription.joined_at is not None:
            self._shown.note(search_id, report.photo_ids, subscription.joined_at)

    # Endings.

    def _drop(self, subscription: Subscription) -> None:
        del self._subscriptions[subscription.topic]
        self._hub.detach(subscription)
        self._heard = time.monotonic()
        self._stir.set()

    async def _check_access(self) -> None:
        """End what the credentials no longer open, and the socket when none of them holds."""
        self._recheck_due = False
        self._checked = time.monotonic()
        try:
            async with self._hub.joins:
                with _undisturbed():
                    await self._prove_all_again()
        except _BACKEND_AWAY as error:
            log.debug("access of a socket not checked, a backend is away: %s", type(error).__name__)
        if not self._grants:
            self._refuse(messages.NOT_AUTHENTICATED, "not_authenticated", "Your session is over.")

    async def _prove_all_again(self) -> None:
        for grant in tuple(self._grants):
            await self._prove_again(grant)
        for subscription in tuple(self._subscriptions.values()):
            await self._authorise_again(subscription)

    async def _prove_again(self, grant: _Grant) -> None:
        try:
            grant.caller = await grant.prove()
        except Unauthenticated:
            self._grants = [known for known in self._grants if known is not grant]

    async def _authorise_again(self, subscription: Subscription) -> None:
        try:
            await live.authorise([grant.caller for grant in self._grants], subscription.topic)
        except Forbidden:
            # It may have ended by itself meanwhile.
            if self._subscriptions.get(subscription.topic) is subscription:
                self._hub.detach(subscription)
                self.topic_ended(subscription.topic, "revoked")

    def _refuse(self, close: Close, code: str, detail: str, request_id: RequestId | None = None) -> None:
        self.offer(messages.error(code, detail, request_id), replayed=True)
        self.stop(close)

    async def _close(self, close: Close) -> None:
        """Send what waits, for which a client that does not read has some seconds, and then the code."""
        with suppress(WebSocketDisconnect, RuntimeError):
            with anyio.move_on_after(_FLUSH_TIMEOUT_S):
                await self._send_waiting()
            with anyio.move_on_after(_CLOSE_TIMEOUT_S):
                await self._socket.close(close.code, close.reason)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Talk to a backend to the end, though the socket be closed meanwhile: a query that is cancelled costs the pool its
    connection. Raises ``TimeoutError`` when that takes too long."""
    with anyio.fail_after(_BACKEND_TIMEOUT_S, shield=True):
        yield


def _ended_with(caller: Caller) -> set[str]:
    """The topics whose end also ends what ``caller`` may do."""
    topics = set()
    if caller.session_id is not None:
        topics.add(session_topic(caller.session_id))
    if caller.restriction is not None:
        topics.add(token_topic(caller.restriction.token_id))
    if caller.kiosk_id is not None:
        topics.add(kiosk_topic(caller.kiosk_id))
    if caller.guest_link_id is not None:
        topics.add(link_topic(caller.guest_link_id))
    return topics
