"""How an event is going for its guests, for the photographer: who is looking, what they were shown, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from time import monotonic
from typing import Final
from weakref import WeakValueDictionary

import anyio

from app.domain.permissions import Action, Caller
from app.services.access import event_for
from app.services.deps import Deps
from app.services.kiosks import is_online
from app.store import insights, kiosks, stats
from app.store.documents import utc_now

MINUTES: Final = 60
_MINUTE: Final = timedelta(minutes=1)
_LEAST_S: Final = 1.0
# Counting takes no more than one twentieth of the database's time, however many pages ask.
_TIMES_ITS_COST: Final = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """From a photo's arrival to a guest's page that shows it, over the last thousand; None without any."""

    samples: int
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in the database. ``per_minute``: matches of the last sixty minutes, the oldest first."""

    delivered: int
    live: int
    without_match: int
    per_minute: Sequence[tuple[datetime, int]]


@dataclass(frozen=True, slots=True)
class Insights:
    """``searching``: searches with an open page right now; ``searches``: all so far that were not rejected."""

    searching: int
    searches: int
    kiosks_online: int
    counts: Counts
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class _Kept:
    counts: Counts
    until: float


class InsightsDesk:
    """Answers for one process. Counts are kept for a second, and for twenty times as long as counting took."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._kept: dict[int, _Kept] = {}
        self._turns: WeakValueDictionary[int, anyio.Lock] = WeakValueDictionary()

    async def of_event(self, caller: Caller, event_id: int) -> Insights:
        """How the event is going. Raises as ``access.event_for``."""
        event = await event_for(caller, event_id, Action.SEE_INSIGHTS)
        now = utc_now()
        return Insights(
            searching=await self._deps.presence.watched(event.id),
            searches=max(0, (await stats.of_event(event.id)).guests),
            kiosks_online=sum(is_online(kiosk, now) for kiosk in await kiosks.of_event(event.id)),
            counts=await self._counts(event.id),
            delivery=delivery(await self._deps.deliveries.delays_ms(event.id)),
        )

    async def _counts(self, event_id: int) -> Counts:
        async with self._turns.setdefault(event_id, anyio.Lock()):
            begun = monotonic()
            known = self._kept.get(event_id)
            if known is not None and begun < known.until:
                return known.counts
            counts = await _count(event_id, utc_now())
            now = monotonic()
            self._kept = {key: kept for key, kept in self._kept.items() if now < kept.until}
            self._kept[event_id] = _Kept(counts, now + max(_LEAST_S, _TIMES_ITS_COST * (now - begun)))
            return counts


def delivery(delays_ms: Sequence[int]) -> Delivery:
    """Median and 95th percentile (nearest rank)."""
    if not delays_ms:
        return Delivery(0, None, None)
    ranked = sorted(delays_ms)
    return Delivery(len(ranked), *(ranked[ceil(share * len(ranked)) - 1] for share in (0.5, 0.95)))


def per_minute(moments: Sequence[datetime], now: datetime) -> list[tuple[datetime, int]]:
    """How many of ``moments`` are in each of the last sixty minutes, this one included; the oldest first."""
    this = now.replace(second=0, microsecond=0)
    counted = {this - ago * _MINUTE: 0 for ago in reversed(range(MINUTES))}
    for moment in moments:
        minute = moment.replace(second=0, microsecond=0)
        if minute in counted:
            counted[minute] += 1
    return list(counted.items())


async def _count(event_id: int, now: datetime) -> Counts:
    matches = await insights.match_counts(event_id)
    waiting = await insights.live_search_ids(event_id)
    recent = await insights.delivered_since(event_id, now - MINUTES * _MINUTE)
    return Counts(matches.delivered, matches.live, len(waiting - matches.searches), per_minute(recent, now))
