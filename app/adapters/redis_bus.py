"""Live topics in Redis or Valkey: numbered publications, a bounded history, one subscription a process.

A topic is three keys of one cluster slot: ``meta`` (epoch, last offset, when each throttled type was last sent), ``log``
(a stream whose entry ids are the offsets) and ``once`` (keys that were published). One Lua script numbers, remembers and
publishes, so no reader ever sees a number without its publication.

An epoch lasts as long as no publication can have been lost: it ends when the server restarts (with ``appendfsync
everysec`` the last second may be gone, and a number would be given twice), when another server takes over, and when the
keys expire or are flushed. So it is bound to the server's ``run_id``, which costs 6 µs of a 40 µs call.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import orjson
from redis.exceptions import RedisError

from app.adapters.redis_clients import about
from app.errors import Unavailable
from app.ports import About, Control, History, Lost, Position, Publication, Resync

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.connection import AbstractConnection

log = logging.getLogger(__name__)

T = TypeVar("T")
_Argument: TypeAlias = "bytes | bytearray | memoryview[int] | str | int | float"

_CALL_TIMEOUT_S: Final = 5.0
_SILENCE_S: Final = 3.0  # After this long without a message the server is asked for a sign of life.
_LOST_S: Final = 6.0  # A server that is started again is back sooner.
_FIRST_WAIT_S: Final = 0.1
_LONGEST_WAIT_S: Final = 2.0
_RETRY_AFTER_S: Final = 2

# KEYS: meta, log, once. ARGV[1]: the epoch to begin if none holds, ARGV[2]: how long a silent topic lives, in ms.
_BEGIN: Final = """
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local known = redis.call('HMGET', KEYS[1], 'run', 'epoch', 'offset')
local epoch, offset = known[2], tonumber(known[3] or '0')
if known[1] ~= run then
  epoch, offset = ARGV[1], 0
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[1], 'run', run, 'epoch', epoch, 'offset', 0)
end
local function keep()
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[2]) end
end
"""

# ARGV: 3 history, 4 channel, 5 once or '', 6 at most every ms or 0, 7 type, 8 data.
_PUBLISH: Final = (
    _BEGIN
    + """
local every = tonumber(ARGV[6])
if every > 0 then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local last = tonumber(redis.call('HGET', KEYS[1], 'sent:' .. ARGV[7]) or '0')
  if last <= now and now - last < every then return false end
  redis.call('HSET', KEYS[1], 'sent:' .. ARGV[7], string.format('%d', now))
end
if ARGV[5] ~= '' and redis.call('SADD', KEYS[3], ARGV[5]) == 0 then return false end
local number = string.format('%d', offset + 1)
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], number .. '-0', 'd', ARGV[8])
redis.call('HSET', KEYS[1], 'offset', number)
keep()
redis.call('PUBLISH', ARGV[4], 'p ' .. epoch .. ' ' .. number .. '\\n' .. ARGV[8])
return {epoch, offset + 1}
"""
)

# ARGV: 3 epoch or '', 4 offset after which to read. Answers epoch, offset, whether it reaches back, first number, entries.
_HISTORY: Final = (
    _BEGIN
    + """
keep()
local since = tonumber(ARGV[4])
local oldest = offset - redis.call('XLEN', KEYS[2]) + 1
local reaches = ARGV[3] == '' or (ARGV[3] == epoch and since <= offset and since + 1 >= oldest)
local first = oldest
if ARGV[3] ~= '' and reaches then first = since + 1 end
local found = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], string.format('%d', first) .. '-0', '+')) do
  found[#found + 1] = entry[2][2]
end
return {epoch, offset, reaches and 1 or 0, first, found}
"""
)

# ARGV: 1 channel, 2 reason.
_END: Final = """
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return redis.call('PUBLISH', ARGV[1], 'e\\n' .. ARGV[2])
"""


class RedisBus:
    """Implements ``ports.EventBus`` over the given client, which stays the caller's. Remembers ``history`` publications a
    topic, until it has been silent for ``ttl_s`` seconds.

    Every call raises ``errors.Unavailable`` when the server does not answer.
    """

    def __init__(self, redis: Redis, *, history: int, ttl_s: int) -> None:
        self._redis = redis
        self._history = history
        self._ttl_ms = ttl_s * 1000
        self._publish = redis.register_script(_PUBLISH)
        self._read = redis.register_script(_HISTORY)
        self._end = redis.register_script(_END)
        # Channels, unlike keys, are not kept apart by the number of the database.
        self._channels = f"live:{redis.connection_pool.connection_kwargs.get('db') or 0}:"

    async def publish(
        self, topic: str, data: Mapping[str, Any], *, once: str | None = None, at_most_every_ms: int | None = None
    ) -> Publication | None:
        """Number, remember and send ``data``; None when ``once`` or ``at_most_every_ms`` held it back."""
        raw = orjson.dumps(data)
        arguments: list[_Argument] = [
            *(_new_epoch(), self._ttl_ms, self._history, self._channels + topic),
            *(once or "", at_most_every_ms or 0, str(data["type"]), raw),
        ]
        answer = await _answered(self._publish(_keys(topic), arguments))
        return Publication(topic, answer[0].decode(), int(answer[1]), raw) if answer else None

    async def forget_once(self, topic: str, once: str) -> None:
        """Let ``once`` be published again."""
        await _answered(cast("Awaitable[int]", self._redis.srem(_keys(topic)[2], once)))

    async def history(self, topic: str, since: Position | None = None) -> History:
        """What came after ``since``; all that is remembered without it, and also where it no longer reaches back."""
        after = (since.epoch or "-", since.offset) if since else ("", 0)
        arguments: list[_Argument] = [_new_epoch(), self._ttl_ms, *after]
        epoch, offset, recovered, first, found = await _answered(self._read(_keys(topic), arguments))
        name = epoch.decode()
        publications = tuple(Publication(topic, name, number, data) for number, data in enumerate(found, first))
        return History(Position(name, offset), publications, bool(recovered))

    async def end(self, topic: str, reason: str) -> None:
        """Tell every process that ``topic`` is over, and drop its history."""
        await _answered(self._end(_keys(topic), [self._channels + topic, reason]))

    async def ping(self) -> None:
        """Raise ``errors.Unavailable`` when the server does not answer."""
        await _answered(cast("Awaitable[bool]", self._redis.ping()))

    async def about(self) -> About:
        """As the server has it."""
        return about(await _answered(self._redis.info()))

    async def listen(self) -> AsyncIterator[Publication | Control | Resync | Lost]:
        """Everything published from now on; survives any number of lost connections and server restarts."""
        wait_s = _FIRST_WAIT_S
        lost_at: float | None = None
        told = False
        while True:
            try:
                async with self._subscribed() as connection:
                    wait_s, lost_at, told = _FIRST_WAIT_S, None, False
                    yield Resync()
                    while True:
                        yield self._parse(await _next_message(connection))
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("the bus lost its connection: %s; again in %.1f s", type(error).__name__, wait_s)
                if lost_at is None:
                    # Who was silent has been so for a while.
                    lost_at = time.monotonic() - (2 * _SILENCE_S if isinstance(error, TimeoutError) else 0)
            if not told and time.monotonic() - lost_at >= _LOST_S:
                told = True
                yield Lost()
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    @asynccontextmanager
    async def _subscribed(self) -> AsyncIterator[AbstractConnection]:
        """A connection of its own that listens. Not redis-py's ``PubSub``: that reconnects without a word, and what was
        published meanwhile would be missed."""
        pool = self._redis.connection_pool
        options = pool.connection_kwargs | {"protocol": 2, "health_check_interval": 0, "socket_timeout": None}
        connection: AbstractConnection = pool.connection_class(**options)
        try:
            async with asyncio.timeout(_CALL_TIMEOUT_S):
                await connection.connect()  # type: ignore[no-untyped-call]
                await connection.send_command("PSUBSCRIBE", self._channels + "*")
                await connection.read_response()
            yield connection
        finally:
            await connection.disconnect(nowait=True)

    def _parse(self, message: tuple[bytes, bytes]) -> Publication | Control:
        channel, payload = message
        topic = channel.decode()[len(self._channels) :]
        head, _, body = payload.partition(b"\n")
        if head == b"e":
            return Control(topic, body.decode())
        _, epoch, offset = head.split()
        return Publication(topic, epoch.decode(), int(offset), body)


async def _next_message(connection: AbstractConnection) -> tuple[bytes, bytes]:
    """The next (channel, payload). Raises ``TimeoutError`` when the server gives no sign of life on request."""
    asked = False
    while True:
        answer = await connection.read_response(timeout=_SILENCE_S)
        if answer is None and asked:
            raise TimeoutError
        if answer is None:
            await connection.send_command("PING")
            asked = True
            continue
        asked = False
        if answer[0] == b"pmessage":
            return answer[2], answer[3]


async def _answered(call: Awaitable[T]) -> T:
    try:
        async with asyncio.timeout(_CALL_TIMEOUT_S):
            return await call
    except (RedisError, OSError, TimeoutError) as error:
        raise Unavailable("Live updates are away for a moment.", retry_after_s=_RETRY_AFTER_S) from error


def _keys(topic: str) -> list[str]:
    """meta, log, once: braces make a cluster keep them in one slot."""
    return [f"live:{{{topic}}}:{part}" for part in ("meta", "log", "once")]


def _new_epoch() -> str:
    return secrets.token_hex(6)
