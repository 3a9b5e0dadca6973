"""How an event is going for its guests, for the photographer: who is looking, what they were shown, and how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from time import monotonic
from typing import Final
from weakref import WeakValueDictionary

import anyio

from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.services import grounds
from app.services.access import event_for
from app.services.deps import Deps
from app.services.kiosks import is_online
from app.services.public_photos import Picture, picture
from app.store import favourites, insights, kiosks, photos, share_links, stats

MINUTES: Final = 60
MOST_LOVED: Final = 12
_LOOKED_AT: Final = 2 * MOST_LOVED  # some of them may be hidden
_MINUTE: Final = timedelta(minutes=1)
# Counting takes no more than one twentieth of the database's time, however many pages ask.
_TIMES_ITS_COST: Final = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """From a photo's arrival to the guest's page that has it, over the last thousand; None without any."""

    samples: int
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True, slots=True)
class Loved:
    """A photo, how many guests have it among their favourites, and how many searches found it."""

    photo: Picture
    name: str
    hearts: int
    found_by: int


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A share link that is not revoked, and how often it was opened."""

    id: str
    label: str
    opened: int


@dataclass(frozen=True, slots=True)
class Insights:
    """``searching``: searches with an open page right now; ``searches``: all so far that were not rejected, ``people`` those who
    began them, each phone, account or visitor of a kiosk once.

    ``photos_found``: photos that belong to a guest by now; ``downloads``: photos that guests have saved, each time;
    ``favourites``: hearts that guests have given. ``loved`` are the photos with most hearts and, beyond those, that most guests
    have; ``links`` the share links, the most opened first.
    ``told``: matches that guests were told of so far, ``told_live`` those that came after the search, ``per_minute`` those of
    the last sixty minutes, the oldest first. ``without_match``: searches that wait and have none.
    """

    searching: int
    searches: int
    people: int
    photos_found: int
    downloads: int
    favourites: int
    loved: Sequence[Loved]
    links: Sequence[OpenedLink]
    told: int
    told_live: int
    without_match: int
    kiosks_online: int
    delivery: Delivery
    per_minute: Sequence[tuple[datetime, int]]


@dataclass(frozen=True, slots=True)
class _Counted:
    """What must be counted in the database."""

    without_match: int
    found: int
    favourites: int
    loved: Sequence[tuple[str, int, int]]
    """Photos by id, their hearts, and how many searches found them."""


@dataclass(frozen=True, slots=True)
class _Kept:
    counted: _Counted
    until: float


class InsightsDesk:
    """Answers for one process. What must be counted is kept for ``least_s`` seconds and twenty times as long as counting took."""

    def __init__(self, deps: Deps, least_s: float = 1.0) -> None:
        self._least_s = least_s
        self._deps = deps
        self._kept: dict[int, _Kept] = {}
        self._turns: WeakValueDictionary[int, anyio.Lock] = WeakValueDictionary()

    async def of_event(self, caller: Caller, event_id: int) -> Insights:
        """How the event is going. Raises as ``access.event_for``."""
        event = await event_for(caller, event_id, Action.SEE_INSIGHTS)
        now = utc_now()
        minutes = last_minutes(now)
        counted, from_matches = await stats.of_event(event.id), await self._from_matches(event.id)
        return Insights(
            searching=await self._deps.presence.watched(event.id),
            searches=max(0, counted.guests),
            people=max(0, counted.people),
            photos_found=from_matches.found,
            downloads=counted.downloads,
            favourites=from_matches.favourites,
            loved=await self._loved(from_matches.loved),
            links=await _opened_links(event.id),
            told=counted.told,
            told_live=counted.told_live,
            without_match=from_matches.without_match,
            kiosks_online=sum(is_online(kiosk, now) for kiosk in await kiosks.of_event(event.id)),
            delivery=delivery(await self._deps.deliveries.delays_ms(event.id)),
            per_minute=list(zip(minutes, await self._deps.deliveries.announced_in(event.id, minutes), strict=True)),
        )

    async def _from_matches(self, event_id: int) -> _Counted:
        async with self._turns.setdefault(event_id, anyio.Lock()):
            begun = monotonic()
            kept = self._kept.get(event_id)
            if kept is not None and begun < kept.until:
                return kept.counted
            without = len(await insights.live_search_ids(event_id) - await insights.matched_search_ids(event_id))
            found = await insights.photos_found(event_id)
            hearts = await _hearts(event_id)
            known = [(photo_id, hearts[photo_id], found.get(photo_id, 0)) for photo_id in found.keys() | hearts.keys()]
            known.sort(key=lambda one: (-one[1], -one[2], one[0]))
            counted = _Counted(without, len(found), hearts.total(), known[:_LOOKED_AT])
            now = monotonic()
            self._kept = {key: kept for key, kept in self._kept.items() if now < kept.until}
            self._kept[event_id] = _Kept(counted, now + max(self._least_s, _TIMES_ITS_COST * (now - begun)))
            return counted

    async def _loved(self, loved: Sequence[tuple[str, int, int]]) -> list[Loved]:
        """As far as guests may see them now."""
        there = await photos.by_ids([photo_id for photo_id, _, _ in loved])
        seen = [
            Loved(picture(self._deps, photo, grounds.OWNER), photo.name, hearts, found_by)
            for photo_id, hearts, found_by in loved
            if (photo := there.get(photo_id)) and photo.status is PhotoStatus.INDEXED and not photo.hidden
        ]
        return seen[:MOST_LOVED]


async def _hearts(event_id: int) -> Counter[str]:
    """How many guests have each photo among their favourites; what clients choose for the photographer counts nowhere."""
    lists = [each for each in await favourites.of_event(event_id) if each.kind == "guest"]
    return Counter(photo_id for each in lists for photo_id in each.photo_ids)


async def _opened_links(event_id: int) -> list[OpenedLink]:
    links = [link for link in await share_links.of_event(event_id) if link.revoked_at is None]
    links.sort(key=lambda link: -link.opened)
    return [OpenedLink(link.id, link.label, link.opened) for link in links]


def delivery(delays_ms: Sequence[int]) -> Delivery:
    """Median and 95th percentile (nearest rank)."""
    if not delays_ms:
        return Delivery(0, None, None)
    ranked = sorted(delays_ms)
    return Delivery(len(ranked), *(ranked[ceil(share * len(ranked)) - 1] for share in (0.5, 0.95)))


def last_minutes(now: datetime) -> list[datetime]:
    """When each of the last sixty minutes began, this one included; the oldest first."""
    this = now.replace(second=0, microsecond=0)
    return [this - ago * _MINUTE for ago in reversed(range(MINUTES))]
