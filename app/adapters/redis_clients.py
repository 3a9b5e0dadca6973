"""Clients of Redis and Valkey, and whether a server writes to disk what it is told."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError, ResponseError

from app.domain.vocabulary import BackendDetail
from app.errors import Unavailable
from app.ports import About

if TYPE_CHECKING:
    from redis.asyncio import Redis

_MOST_CONNECTIONS: Final = 256
_FREE_WITHIN_S: Final = 1.0  # a command takes a tenth of a millisecond: whoever finds none free for so long waits for a dead one

_RETRY_AFTER_S: Final = 2

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class WritesToDisk(Exception):
    """The Redis that is to hold what must not be written writes to disk."""


def open_pool(url: str, patience_s: float) -> BlockingConnectionPool:
    """Connections to ``url`` that wait ``patience_s`` for any answer, and no more of them than a hanging server may hold up."""
    return BlockingConnectionPool.from_url(
        url,
        max_connections=_MOST_CONNECTIONS,
        timeout=min(patience_s, _FREE_WITHIN_S),
        socket_timeout=patience_s,
        socket_connect_timeout=patience_s,
        health_check_interval=15,
    )


def answered(ask: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """For a port's method: where Redis does not answer, or does not do it (it has no memory left, say, or cannot write its disk),
    ``errors.Unavailable`` is raised."""

    @wraps(ask)
    async def asked(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return await ask(*arguments, **named)
        except ResponseError as error:
            _log.error("Redis refuses", exc_info=error)
            raise Unavailable(retry_after_s=_RETRY_AFTER_S) from error
        except (RedisError, OSError) as error:
            raise Unavailable(retry_after_s=_RETRY_AFTER_S) from error

    return asked


def about(info: Mapping[str, Any]) -> About:
    """From the answer to INFO. Valkey says that it is one; Redis does not say what it is."""
    name, version = ("Valkey", info["valkey_version"]) if "valkey_version" in info else ("Redis", info["redis_version"])
    used = {"used_bytes": int(info["used_memory"]), "connections": int(info["connected_clients"])}
    return About(name, str(version), BackendDetail.MEMORY, used)


async def refuse_persistence(redis: Redis) -> None:
    """Raise ``WritesToDisk`` when ``redis`` has an append-only file or makes snapshots.

    Managed servers may not say whether they make snapshots: then a warning is all that there is. Nor can replicas be looked at.
    """
    persistence = await redis.info("persistence")
    ways = ["an append-only file (appendonly yes)"] if int(persistence.get("aof_enabled", 0)) else []
    try:
        save = (await redis.config_get("save")).get("save")
    except ResponseError:
        _log.warning(
            "the volatile Redis does not say whether it makes snapshots (CONFIG is refused): make sure that it makes none"
        )
        save = ""
    if save:
        ways.append(f"snapshots (save {save})")
    if ways:
        raise WritesToDisk(
            f"The Redis for selfies, tickets and live topics writes {' and '.join(ways)}; these must exist in memory only. "
            'Set REDIS_VOLATILE_URL to a Redis or Valkey started with: --appendonly no --save ""'
        )
    policy = (await redis.info("memory")).get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        _log.warning(
            "the volatile Redis may drop waiting selfies (maxmemory-policy %s): noeviction refuses new ones instead", policy
        )
