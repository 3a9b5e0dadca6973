"""Selfies for the minutes that a queue needs them, in a Redis that writes nothing: no file, no log, no snapshot ever holds them.

Two things are needed to read one: ``SECRET_KEY``, which lies on disk, and a random salt of each search, which only the memory
of the volatile server holds, beside the sealed bytes. With the salt the key is gone: with ``discard``, when the time is over,
and when the server ends for whatever reason. Then the guest is asked to take the selfie again.

What else could carry memory to a disk: core dumps are switched off for every process of ours (``app.adapters.core_dumps``).
Swap is not locked out: ``mlock`` of a server of hundreds of megabytes needs a limit that few systems grant. Machines that swap
should encrypt their swap, or have none. A machine that hibernates, or whose memory is in its snapshots, writes it too.
"""

from __future__ import annotations

import logging
import secrets
import struct
from collections.abc import Sequence
from typing import Final, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.adapters.redis_clients import WritesToDisk, answered, refuse_persistence
from app.adapters.sealing import seal, unseal
from app.derived_keys import derived_from
from app.domain.faces import Box
from app.errors import Unavailable
from app.ports import Selfie

_SALT_BYTES: Final = 32
_SHARE: Final = 0.75  # the rest of the server's memory is for live topics, limits and presence
_RETRY_AFTER_S: Final = 10
_BOX: Final = struct.Struct("<?4d")  # whether there is one, then x, y, width, height; the picture follows

_log = logging.getLogger(__name__)


class RedisSelfieBox:
    """The ``SelfieBox`` port. ``redis`` must not decode responses, and must not write to disk: that is asked before it gets a
    selfie. ``secret`` is the installation's SECRET_KEY.
    """

    def __init__(self, redis: Redis, secret: str) -> None:
        self._redis = redis
        self._secret = secret
        self._forgets = False

    async def check(self) -> None:
        """Raise ``WritesToDisk`` when the server persists; what cannot be asked now is asked before the first selfie."""
        try:
            await refuse_persistence(self._redis)
        except (RedisError, OSError) as error:
            _log.warning("the server for selfies is away: %s", type(error).__name__)
        else:
            self._forgets = True

    @answered
    async def put(self, search_id: str, selfies: Sequence[Selfie], ttl_s: int) -> None:
        """Keep them for ``ttl_s`` seconds at most; replaces what was there.

        Raises ``Unavailable`` while as many selfies wait as the server's memory is for, and when the server writes to disk.
        """
        await self._make_sure()
        await self._require_room(sum(len(selfie.picture) for selfie in selfies))
        salt = secrets.token_bytes(_SALT_BYTES)
        cipher = self._cipher(salt)
        sealed = [seal(cipher, _packed(selfie), _context(search_id, number)) for number, selfie in enumerate(selfies)]
        async with self._redis.pipeline(transaction=True) as step:
            step.delete(_key(search_id))
            step.rpush(_key(search_id), salt, *sealed)
            step.expire(_key(search_id), ttl_s)
            await step.execute()

    @answered
    async def get(self, search_id: str) -> list[Selfie] | None:
        """The selfies in the order given, or None when they are gone."""
        kept = cast("list[bytes]", await self._redis.lrange(_key(search_id), 0, -1))  # type: ignore[misc]
        if not kept:
            return None
        cipher = self._cipher(kept[0])
        return [_unpacked(unseal(cipher, selfie, _context(search_id, number))) for number, selfie in enumerate(kept[1:])]

    @answered
    async def discard(self, search_id: str) -> None:
        """Gone at once."""
        await self._redis.unlink(_key(search_id))

    async def _make_sure(self) -> None:
        if self._forgets:
            return
        try:
            await refuse_persistence(self._redis)
        except WritesToDisk as error:
            _log.error("no selfie is taken: %s", error)
            raise Unavailable("Nobody can be looked for at the moment.", retry_after_s=_RETRY_AFTER_S) from error
        self._forgets = True

    async def _require_room(self, size: int) -> None:
        memory = await self._redis.info("memory")
        most = int(memory.get("maxmemory", 0))
        if most and int(memory["used_memory"]) + size > most * _SHARE:
            raise Unavailable("Too many people are searching right now.", retry_after_s=_RETRY_AFTER_S)

    def _cipher(self, salt: bytes) -> AESGCM:
        return AESGCM(derived_from(self._secret.encode(), "selfies", salt))


def _key(search_id: str) -> str:
    return f"selfies:{search_id}"


def _context(search_id: str, number: int) -> str:
    return f"selfie:{search_id}:{number}"


def _packed(selfie: Selfie) -> bytes:
    return _BOX.pack(selfie.box is not None, *(selfie.box or (0.0, 0.0, 0.0, 0.0))) + selfie.picture


def _unpacked(plain: bytes) -> Selfie:
    boxed, *box = _BOX.unpack_from(plain)
    return Selfie(plain[_BOX.size :], Box(*box) if boxed else None)
