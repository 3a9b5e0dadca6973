"""Erasing: a search that is withdrawn, an event that is deleted, and what a crash left of either."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - as the documents call it
from typing import Final, Literal, TypeAlias, get_args

from app import jobs, topics
from app.domain import zones
from app.domain.permissions import Action, Caller, SearchFacts, may
from app.domain.times import utc_now
from app.domain.vocabulary import Ending, HookEvent, SearchStage
from app.errors import NotFound, Unauthenticated
from app.services import audit, choice_news, matching, searches, webhooks
from app.services.access import event_for
from app.services.deps import Deps
from app.services.keys import event_key, search_key
from app.store import (
    albums,
    alerts,
    brands,
    cameras,
    companies,
    consents,
    damage,
    faces,
    favourites,
    kiosks,
    matches,
    photos,
    senders,
    share_links,
    sources,
    stats,
    templates,
)
from app.store import events as event_store
from app.store import searches as search_store
from app.store.documents import Consent, Event, Search, ShareLink

Trace: TypeAlias = Literal["selfie", "template", "matches"]
TRACES: Final[tuple[Trace, ...]] = get_args(Trace)
_SETTLED: Final = timedelta(minutes=2)
_ERASE_AGAIN: Final = timedelta(days=1)
_ENDED_AT_ONCE: Final = 8

# What the holder of a search is told when its topic ends.
_SAID: Final = {
    Ending.WITHDRAWN: "deleted",
    Ending.LEFT_KIOSK: "deleted",
    Ending.EVENT_DELETED: "deleted",
    Ending.EVENT_ARCHIVED: "deleted",
    Ending.LINK_REVOKED: "link_revoked",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stays of a search: that there was a consent, when it ended and why. Selfies, template and matches are gone.

    ``left`` is what is still stored of the search, looked up as the receipt is asked for: nothing, once its erasure is over.
    """

    consent_id: str
    event_id: int
    agreed_at: datetime
    withdrawn_at: datetime
    because: Ending
    left: tuple[Trace, ...]


async def withdraw_search(deps: Deps, search: Search, by: Caller | None = None, *, ending: Ending | None = None) -> None:
    """The guest takes the consent back: template, matches and selfies are gone when this returns. Can run twice.

    The search is marked first, which every worker checks after each write; its key goes next, and with that the face data of the
    guest, wherever a copy of it lies. Its document goes last, so that a marked document is one whose erasure was cut off. The
    consent stays as the receipt. ``by`` is who wants it so, and ``ending`` says why the service itself does it: either is noted
    unless ``search`` is marked already. Neither is given where a withdrawal is brought to its end. Why it ended is what it was
    marked with.
    """
    if by is not None and search.state is not SearchStage.WITHDRAWN:
        await audit.record(by, "search.withdraw", f"search:{search.id}", search.event_id)
        await audit.record(by, "consent.withdraw", f"consent:{search.consent_id}", search.event_id)
    elif ending is not None and search.state is not SearchStage.WITHDRAWN:
        await audit.record(None, "search.end", f"search:{search.id}", search.event_id, detail={"because": ending.value})
    because = await search_store.withdraw(search.id, ending or Ending.WITHDRAWN)
    await deps.keys.destroy(search_key(search.id))
    await consents.end(search.id, utc_now(), because)
    await searches.erase_faces(deps, search.id)
    if await favourites.leave(search.id):
        await choice_news.tell(deps, search.event_id)
    await deps.bus.end(topics.search_topic(search.id), _SAID[because])
    await search_store.delete(search.id)


async def end_searches_of_link(deps: Deps, link: ShareLink, by: Caller | None = None) -> int:
    """The photographer ends all searches that came by a link; they are erased when this returns. Returns how many. Can run twice.

    One write marks all of them: from there on none is answered, told of a photo or shown a picture. Their pages hear of it
    next, and only then is the rest removed, which takes its time. ``by`` is who wants it so; None where it is brought to its end.
    """
    found = await search_store.withdraw_of_link(link.id)
    for search in found:
        await deps.bus.end(topics.search_topic(search.id), _SAID[Ending.LINK_REVOKED])
    at_once = asyncio.Semaphore(_ENDED_AT_ONCE)

    async def end(search: Search) -> None:
        async with at_once:
            if search.ended_because is Ending.LINK_REVOKED:
                await audit.record(by, "search.end", f"search:{search.id}", search.event_id, detail={"link": link.id})
            await withdraw_search(deps, search)

    await asyncio.gather(*map(end, found))
    return len(found)


async def require_link(deps: Deps, search: Search) -> None:
    """After a search was written: its link may have been revoked this very moment, by somebody who did not see it yet.

    Raises ``Unauthenticated`` when its searches end with it; then this one has.
    """
    if search.link_id is not None and await share_links.ends_searches(search.link_id):
        await search_store.withdraw_of_link(search.link_id)
        await withdraw_search(deps, search)
        raise Unauthenticated


async def receipt_for(deps: Deps, caller: Caller, search_id: str) -> Receipt:
    """The receipt of a search that has ended, for whoever has its token. Raises ``Unauthenticated`` and ``NotFound``."""
    # The search may be gone, and who held it in another way with it: what counts is the token.
    if not may(caller, Action.USE_SEARCH, search=SearchFacts(search_id, "anonymous", "")):
        raise Unauthenticated if caller.is_stranger else NotFound
    return await receipt(deps, search_id)


async def receipt(deps: Deps, search_id: str) -> Receipt:
    """The receipt of a search that has ended before its time; raises ``NotFound`` where there is none."""
    return await _receipt(deps, await consents.of_search(search_id))


async def receipt_numbered(deps: Deps, number: str) -> Receipt:
    """The same by its number, which nobody can guess: whoever has the receipt may look what became of it. Raises ``NotFound``."""
    return await _receipt(deps, await consents.get(number))


async def _receipt(deps: Deps, consent: Consent | None) -> Receipt:
    if consent is None or consent.withdrawn_at is None:
        raise NotFound
    because = consent.ended_because or Ending.WITHDRAWN
    left = await _left(deps, consent.search_id)
    return Receipt(consent.id, consent.event_id, consent.created_at, consent.withdrawn_at, because, left)


async def _left(deps: Deps, search_id: str) -> tuple[Trace, ...]:
    """Nothing is taken for granted: each part is looked for where it would be. A template is left as long as its key is."""
    found: dict[Trace, bool] = {
        "selfie": await deps.selfies.get(search_id) is not None,
        "template": await templates.is_stored(search_id) or await deps.keys.made_at(search_key(search_id)) is not None,
        "matches": bool(await matches.of_search(search_id)),
    }
    return tuple(trace for trace, there in found.items() if there)


async def end_event(deps: Deps, caller: Caller, event_id: int) -> None:
    """Delete the event for good. Raises as ``access.event_for``."""
    await delete_event(deps, await event_for(caller, event_id, Action.DELETE_EVENT), caller)


async def delete_event(deps: Deps, event: Event, caller: Caller | None, *, kept_until: Day | None = None) -> None:
    """Marked first; from the destruction of its key on nothing of it or its searches opens any more; a worker removes the rest.

    ``caller`` is None when the event's time is over, and ``kept_until`` must be its last day still.
    """
    now, by = utc_now(), audit.actor_of(caller)
    if not await event_store.mark_deleted(event.id, now, by, kept_until=kept_until):
        return  # somebody else is at it, or it is kept for longer
    await deps.keys.destroy(event_key(event))
    await audit.record_end(event.id, by, now)
    await deps.bus.end(topics.ingest_topic(event.id), "deleted")
    await deps.bus.end(topics.gallery_topic(event.id), "deleted")
    await deps.bus.end(topics.favourites_topic(event.id), "deleted")
    await deps.queue.enqueue(jobs.erase_event(event.id))


async def delete_expired_events(deps: Deps, now: datetime) -> int:
    """Delete the events whose last day is over where they are; returns how many."""
    latest = (now.astimezone(UTC) + zones.FURTHEST_AHEAD).date()
    found = await event_store.kept_until_before(latest)
    over = [event for event in found if event.keep_until and zones.is_over(event.keep_until, event.time_zone, now)]
    for event in over:
        await delete_event(deps, event, None, kept_until=event.keep_until)
    return len(over)


async def erase_event(deps: Deps, event_id: int) -> None:
    """Remove all that is left of a deleted event, but for the receipts of consents. Can run twice."""
    event = await event_store.get(event_id)
    if event is None or event.deleted_at is None:
        return
    found = await search_store.of_event(event_id)
    await deps.keys.destroy(event_key(event), *(search_key(search.id) for search in found))
    if event.deleted_by:
        await audit.record_end(event.id, event.deleted_by, event.deleted_at)
    for search in found:
        await search_store.withdraw(search.id, Ending.EVENT_DELETED)
        await deps.selfies.discard(search.id)
        await deps.bus.end(topics.search_topic(search.id), "deleted")
    for kiosk in await kiosks.of_event(event_id):
        await deps.bus.publish(topics.kiosk_topic(kiosk.id), topics.kiosk_revoked(), once="revoked")
        await deps.bus.end(topics.kiosk_topic(kiosk.id), "deleted")
    await deps.bus.end(topics.ingest_topic(event_id), "deleted")
    await deps.bus.end(topics.gallery_topic(event_id), "deleted")
    await deps.bus.end(topics.favourites_topic(event_id), "deleted")
    await consents.end_event(event_id, event.deleted_at)
    await templates.erase_event(event_id)
    await matches.erase_event(event_id)
    await favourites.erase_event(event_id)
    await damage.erase_event(event_id)
    await faces.erase_event(event_id)
    await companies.erase_event(event_id)
    await alerts.erase_event(event_id)
    await search_store.erase_event(event_id)
    await photos.erase_event(event_id)
    await cameras.erase_event(event_id)
    await albums.erase_event(event_id)
    await kiosks.erase_event(event_id)
    await senders.erase_event(event_id)
    await sources.erase_event(event_id)
    await share_links.erase_event(event_id)
    await brands.erase_event(event_id)
    await stats.forget(event_id)
    await deps.uploads.drop_event(event_id)
    await deps.blobs.delete_prefix(f"events/{event_id}/")
    await deps.snapshots.forget(event_id)
    await webhooks.tell(event.owner_id, event_id, HookEvent.EVENT_DELETED, {}, str(event_id))
    await event_store.note_erased(event_id, utc_now())


async def remove_old_consents(deps: Deps, now: datetime) -> int:
    """Records of consents are evidence, and not for ever; returns how many were removed."""
    return await consents.remove_ended(now - timedelta(days=deps.settings.consent_keep_days))


async def reconcile(deps: Deps, now: datetime) -> None:
    """Finish what a crash cut off: no face data stays behind without its search, photo or event.

    Reads whole collections: for a round every few minutes, not every few seconds. What fails is logged, stops nothing else,
    and is due again in the next round.
    """
    steps = (
        *(_finish_revocations, _finish_withdrawals),
        *(_drop_stray_templates, _drop_stray_matches, _drop_stray_faces, _erase_deleted_events),
    )
    for step in steps:
        try:
            await step(deps, now)
        except Exception:
            _log.exception("%s failed", step.__name__)


async def _finish_revocations(deps: Deps, now: datetime) -> None:
    """Searches of a link that was revoked by a process which ended before it had marked them."""
    for link_id in await share_links.ending_since(now - _ERASE_AGAIN):
        await search_store.withdraw_of_link(link_id)


async def _finish_withdrawals(deps: Deps, now: datetime) -> None:
    for search in await search_store.in_state(SearchStage.WITHDRAWN, untouched_since=now - _SETTLED):
        await withdraw_search(deps, search)


async def _drop_stray_templates(deps: Deps, now: datetime) -> None:
    for search_id in await _over(await templates.searches_with_template(), now):
        await searches.erase_faces(deps, search_id)


async def _drop_stray_matches(deps: Deps, now: datetime) -> None:
    for search_id in await _over(await matches.searches_with_matches(), now):
        await matches.delete_of_search(search_id)
    matched = await matches.photos_with_matches()
    for photo_id in matched - await photos.present(matched):
        found = await matches.of_photo(photo_id)
        await matching.retract(deps, [match for match in found if match.announced], "deleted")
        await matches.delete_of_photo(photo_id)


async def _drop_stray_faces(deps: Deps, now: datetime) -> None:
    stored = await faces.photos_with_faces()
    for photo_id in stored - await photos.present(stored):
        await faces.remove_photo(photo_id)


async def _erase_deleted_events(deps: Deps, now: datetime) -> None:
    """Until it has worked, and for a day again: a worker that was in the middle may have written after the first time."""
    for event in await event_store.to_erase(now - _ERASE_AGAIN):
        await erase_event(deps, event.id)


async def _over(search_ids: set[str], now: datetime) -> set[str]:
    """Those of the searches that are gone, or have been over for long enough that nobody is at it any more."""
    known = await search_store.seen(search_ids)
    over = {
        search_id
        for search_id, (state, updated_at) in known.items()
        if state not in search_store.OPEN and updated_at < now - _SETTLED
    }
    return over | (search_ids - known.keys())
