"""What stands behind Redis says one thing when it is away: ``Unavailable``."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import redis.asyncio as redis

from app import ports
from app.adapters.arq_queue import ArqQueue
from app.adapters.rate_limits import RedisRateLimiter
from app.adapters.redis_answers import RedisAnswers
from app.adapters.redis_bus import RedisBus
from app.adapters.redis_clients import open_pool
from app.adapters.redis_deliveries import RedisDeliveryLog
from app.adapters.redis_presence import RedisPresence
from app.adapters.redis_selfies import RedisSelfieBox
from app.adapters.redis_tickets import RedisTickets
from app.errors import Unavailable
from app.jobs import process_photo

NOW = datetime(2026, 11, 29, tzinfo=UTC)
Client = redis.Redis
PORTS: list[tuple[type, Callable[[Client, str], Any], dict[str, tuple[Any, ...]]]] = [
    (
        ports.EventBus,
        lambda client, _: RedisBus(client, history=1, ttl_s=1),
        {
            "publish": ("a", {"type": "b"}),
            "forget_once": ("a", "b"),
            "history": ("a",),
            "end": ("a", "b"),
            "ping": (),
            "about": (),
        },
    ),
    (
        ports.JobQueue,
        lambda client, _: ArqQueue(client, client),
        {
            "enqueue": (process_photo("a"),),
            "depth": ("a",),
            "state": ("a",),
            "waiting": (["a"],),
            "ping": (),
            "about": (),
            "alive": ("a",),
        },
    ),
    (
        ports.Presence,
        lambda client, _: RedisPresence(client),
        {
            "report": ("a", ports.Process("web", "host", 1, NOW, 0, 0, 0, 0)),
            "leave": ("a",),
            "processes": (),
            "watch": ("a", 1, ["b"]),
            "watched": (1,),
        },
    ),
    (
        ports.DeliveryLog,
        lambda client, _: RedisDeliveryLog(client),
        {"announced": (1, NOW, 1), "announced_in": (1, [NOW]), "note": (1, "a", {"b": 1}), "delays_ms": (1,)},
    ),
    (
        ports.SelfieBox,
        lambda client, _: RedisSelfieBox(client, "a secret"),
        {"put": ("a", [ports.Selfie(b"b")], 1), "get": ("a",), "discard": ("a",)},
    ),
    (
        ports.Answers,
        lambda client, _: RedisAnswers(client),
        {"give": ("a", b"b", 1), "wait": ("a", 0)},
    ),
    (
        ports.Tickets,
        lambda client, _: RedisTickets(client),
        {"issue": ("a", b"b", 1), "read": ("a",), "forget": ("a",)},
    ),
    (
        ports.RateLimiter,
        lambda _, url: RedisRateLimiter(url, 1),
        {"hit": ("1 per minute", "a"), "check": ("1 per minute", "a"), "counted": ("1 per minute", "a")},
    ),
]


@pytest.fixture
async def nobody(tmp_path: Path) -> AsyncIterator[tuple[Client, str]]:
    """A client of an address where nobody listens."""
    url = f"unix://{tmp_path}/nobody.sock"
    client = redis.Redis.from_pool(open_pool(url, 1))
    yield client, url
    await client.aclose()


@pytest.mark.parametrize(("port", "opened", "calls"), PORTS, ids=[port.__name__ for port, _, _ in PORTS])
async def test_every_method_of_a_port_says_that_redis_is_away(
    port: type, opened: Callable[[Client, str], Any], calls: dict[str, tuple[Any, ...]], nobody: tuple[Client, str]
) -> None:
    methods = {name for name, method in inspect.getmembers(port, inspect.iscoroutinefunction)}
    assert methods == set(calls), "a method that this test does not call"
    adapter = opened(*nobody)
    for name, arguments in calls.items():
        call: Callable[..., Awaitable[Any]] = getattr(adapter, name)
        with pytest.raises(Unavailable):
            await call(*arguments)
