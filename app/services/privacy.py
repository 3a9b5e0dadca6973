"""Erasing: a search that is withdrawn, an event that is deleted, and what a crash left of either."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - as the documents call it
from typing import Final

import anyio

from app import events, jobs
from app.domain import zones
from app.domain.permissions import Caller
from app.errors import NotFound
from app.services import audit, matching, searches
from app.services.deps import Deps
from app.store import consents, faces, matches, photos, templates
from app.store import events as event_store
from app.store import searches as search_store
from app.store.documents import Event, EventStats, Kiosk, Photo, Search, SearchState, ShareLink, utc_now

_SETTLED: Final = timedelta(minutes=2)
_ERASE_AGAIN: Final = timedelta(days=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stays of a search: that there was a consent, and when it ended. Selfies, template and matches are gone."""

    consent_id: str
    event_id: int
    agreed_at: datetime
    withdrawn_at: datetime


async def withdraw_search(deps: Deps, search: Search, by: Caller | None = None) -> None:
    """The guest takes the consent back: template, matches and selfies are gone when this returns. Can run twice.

    The search is marked first, which every worker checks after each write; its document goes last, so that a marked
    document is one whose erasure was cut off. The consent stays as the receipt. ``by`` is who wants it so, which is noted
    unless ``search`` is marked already; None where a withdrawal is brought to its end.
    """
    if by is not None and search.state is not SearchState.WITHDRAWN:
        await audit.record(by, "search.withdraw", f"search:{search.id}", search.event_id)
        await audit.record(by, "consent.withdraw", f"consent:{search.consent_id}", search.event_id)
    await search_store.withdraw(search.id)
    await consents.withdraw(search.id, utc_now())
    await searches.erase_faces(deps, search.id)
    await deps.bus.end(events.search_topic(search.id), "deleted")
    await search_store.delete(search.id)


async def receipt(search_id: str) -> Receipt:
    """The receipt of a search that was withdrawn; raises ``NotFound`` where there is none."""
    consent = await consents.of_search(search_id)
    if consent is None or consent.withdrawn_at is None:
        raise NotFound
    return Receipt(consent.id, consent.event_id, consent.created_at, consent.withdrawn_at)


async def delete_event(deps: Deps, event: Event, caller: Caller | None, *, kept_until: Day | None = None) -> None:
    """From the one write that destroys the key on, nothing sealed under it opens any more; a worker removes the rest.

    ``caller`` is None when the event's time is over, and ``kept_until`` must be its last day still.
    """
    now, by = utc_now(), audit.actor_of(caller)
    if not await event_store.destroy(event.id, now, by, kept_until=kept_until):
        return  # somebody else is at it, or it is kept for longer
    await audit.record_end(event.id, by, now)
    await deps.bus.end(events.ingest_topic(event.id), "deleted")
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
    event = await Event.get(event_id)
    if event is None or event.deleted_at is None:
        return
    if event.deleted_by:
        await audit.record_end(event.id, event.deleted_by, event.deleted_at)
    for search in await search_store.of_event(event_id):
        await search_store.withdraw(search.id)
        await deps.selfies.discard(search.id)
        await deps.bus.end(events.search_topic(search.id), "deleted")
    for kiosk in await Kiosk.find({"event_id": event_id}).to_list():
        await deps.bus.publish(events.kiosk_topic(kiosk.id), events.kiosk_revoked(), once="revoked")
        await deps.bus.end(events.kiosk_topic(kiosk.id), "deleted")
    await deps.bus.end(events.ingest_topic(event_id), "deleted")
    await consents.withdraw_event(event_id, event.deleted_at)
    await templates.erase_event(event_id)
    await matches.erase_event(event_id)
    await faces.erase_event(event_id)
    await search_store.erase_event(event_id)
    await Photo.find({"event_id": event_id}).delete()
    await Kiosk.find({"event_id": event_id}).delete()
    await ShareLink.find({"event_id": event_id}).delete()
    await EventStats.find({"_id": event_id}).delete()
    await deps.blobs.delete_prefix(f"events/{event_id}/")
    folder = deps.settings.data_dir / "index" / str(event_id)
    await anyio.to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))
    await event_store.note_erased(event_id, utc_now())


async def reconcile(deps: Deps, now: datetime) -> None:
    """Finish what a crash cut off: nothing that describes a face stays behind without its search, photo or event.

    Reads whole collections: for a round every few minutes, not every few seconds. What fails is logged, stops nothing else,
    and is due again in the next round.
    """
    for step in (_finish_withdrawals, _drop_stray_templates, _drop_stray_matches, _drop_stray_faces, _erase_deleted_events):
        try:
            await step(deps, now)
        except Exception:
            _log.exception("%s failed", step.__name__)


async def _finish_withdrawals(deps: Deps, now: datetime) -> None:
    for search in await search_store.in_state(SearchState.WITHDRAWN, untouched_since=now - _SETTLED):
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
