"""How much an event and an account may have: photos, events, bytes of files. Read off the counters, which cost nothing to ask and
may be off by the few photos that come in at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.permissions import Caller
from app.errors import AccountBytesFull, AccountFull, EventArchived, EventFull, QuotaReached, TooManyEvents, Unauthenticated
from app.services.access import signed_in
from app.services.deps import Deps
from app.settings import Settings
from app.store import events as event_store
from app.store import stats, users
from app.store.documents import Event, User

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Quota:
    """How much an account may have; ``bytes`` is None where only the disk says how many."""

    events: int
    photos: int
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Usage:
    """What an account has, and what it may have. Events of others, on whose teams it is, are theirs."""

    events: int
    photos: int
    bytes: int
    most: Quota


@dataclass(slots=True)
class Room:
    """What more may come to an event: so many photos (``full`` is raised when none may), and so many bytes (None: any)."""

    photos: int
    bytes: int | None
    full: QuotaReached

    def check(self, size: int = 0) -> None:
        """Raise ``QuotaReached`` unless one photo more, of ``size`` bytes, may come."""
        if self.photos <= 0:
            raise self.full
        if self.bytes is not None and (self.bytes <= 0 or size > self.bytes):
            left = max(0, self.bytes) // _MEGABYTE
            raise AccountBytesFull(f"This file is too large: your account has {left} MB left.")

    def take(self, size: int) -> None:
        """A photo of ``size`` bytes has come."""
        self.photos -= 1
        if self.bytes is not None:
            self.bytes -= size


def quota_of(settings: Settings, user: User | None) -> Quota:
    """As an administrator has set it for the account, else as the settings say; of an account that is gone what those say."""
    own_events, own_photos, own_bytes = (user.max_events, user.max_photos, user.max_bytes) if user else (None, None, None)
    return Quota(
        events=settings.max_events_per_account if own_events is None else own_events,
        photos=settings.max_photos_per_account if own_photos is None else own_photos,
        bytes=(settings.max_bytes_per_account or None) if own_bytes is None else own_bytes,
    )


async def usage_of(settings: Settings, user: User) -> Usage:
    """What the account has, and what it may have."""
    return (await usages_of(settings, [user]))[user.id]


async def usages_of(settings: Settings, accounts: Sequence[User]) -> dict[str, Usage]:
    """The same of each of many accounts, by id, in as many questions as of one."""
    owned = await event_store.ids_of_owners([user.id for user in accounts])
    totals = await stats.totals_of_each([event_id for ids in owned.values() for event_id in ids])

    def usage(user: User) -> Usage:
        counted = [totals[event_id] for event_id in owned[user.id] if event_id in totals]
        photos, size = sum(photos for photos, _ in counted), sum(size for _, size in counted)
        return Usage(len(owned[user.id]), photos, size, quota_of(settings, user))

    return {user.id: usage(user) for user in accounts}


async def own_usage(deps: Deps, caller: Caller) -> Usage:
    """The caller's. Raises ``Unauthenticated``."""
    user = await users.get(signed_in(caller))
    if user is None:
        raise Unauthenticated
    return await usage_of(deps.settings, user)


async def check_new_event(deps: Deps, caller: Caller) -> None:
    """Raise ``TooManyEvents`` when the caller may make no event more."""
    user_id = signed_in(caller)
    most = quota_of(deps.settings, await users.get(user_id)).events
    if len(await event_store.ids_of_owner(user_id)) >= most:
        raise TooManyEvents(f"You have reached the limit of {most} events.")


async def check(deps: Deps, event: Event, size: int = 0) -> None:
    """Raise ``QuotaReached`` unless a photo of ``size`` bytes may come to the event."""
    (await room(deps, event)).check(size)


async def check_file(deps: Deps, event: Event, size: int) -> None:
    """The same of a file that is here, where nobody had said how large it would be; asks nothing where bytes are not counted."""
    most = quota_of(deps.settings, await users.get(event.owner_id)).bytes
    if most is not None:
        _, used = await stats.totals_of(await event_store.ids_of_owner(event.owner_id))
        Room(1, most - used, EventFull()).check(size)


async def room(deps: Deps, event: Event) -> Room:
    """What more may come to the event, by its own limit and that of its owner's account. Raises ``EventArchived``."""
    if event.archived_at is not None:
        raise EventArchived
    of_event, event_full = await _room_of_event(deps, event)
    most = quota_of(deps.settings, await users.get(event.owner_id))
    photos, size = await stats.totals_of(await event_store.ids_of_owner(event.owner_id))
    left = None if most.bytes is None else most.bytes - size
    if most.photos - photos < of_event:
        return Room(most.photos - photos, left, AccountFull(f"Your events have reached the limit of {most.photos} photos."))
    return Room(of_event, left, event_full)


async def check_event(deps: Deps, event: Event) -> None:
    """Raise ``EventArchived``, or ``EventFull`` when the event may have no photo more."""
    if event.archived_at is not None:
        raise EventArchived
    left, full = await _room_of_event(deps, event)
    if left <= 0:
        raise full


async def _room_of_event(deps: Deps, event: Event) -> tuple[int, EventFull]:
    most = deps.settings.max_photos_per_event
    left = most - (await stats.of_event(event.id)).total
    return left, EventFull(f"This event has reached the limit of {most} photos.")
