"""The one way by which a match reaches a guest, used by both sides: the search of the gallery and the photo that came later.

The order of the steps is the point. A match is durable before it is published. The search is checked after the match was
written, so that a withdrawal, which first marks the search and then deletes its matches, leaves none behind whichever was
first. What may have changed while we published is looked at again afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app import events, metrics
from app.domain.matching import FaceHit
from app.services import media
from app.services.deps import Deps
from app.services.photo_shapes import rfc3339, shown_picture
from app.store import events as event_store
from app.store import matches, photos, searches, stats
from app.store.documents import Downloads, Match, Photo, match_id, utc_now


def new_match(event_id: int, search_id: str, hit: FaceHit, face_box: tuple[float, float, float, float], *, live: bool) -> Match:
    """The document for a hit; not written yet."""
    return Match(
        id=match_id(search_id, hit.photo_id),
        event_id=event_id,
        search_id=search_id,
        photo_id=hit.photo_id,
        score=round(hit.score, 4),
        tier=hit.tier.value,
        face_box=face_box,
        live=live,
    )


def public_match(deps: Deps, match: Match, photo: Photo, downloads: Downloads) -> dict[str, Any]:
    """A match as PROTOCOL.md has it, for a guest of an event with that setting; with the guest's own answer if there is one."""
    urls = media.urls(deps, photo, "guest")
    return {
        **shown_picture(photo, urls),
        "name": photo.name,
        "score": match.score,
        "tier": "certain" if match.is_me else match.tier,
        "face_box": list(match.face_box),
        "original_url": urls.original if downloads is Downloads.ORIGINAL else None,
        "download_url": urls.download(downloads),
        **({"taken_at": rfc3339(photo.taken_at)} if photo.taken_at else {}),
        "live": match.live,
        **({"is_me": match.is_me} if match.is_me is not None else {}),
    }


async def deliver(deps: Deps, found: Sequence[Match]) -> int:
    """Write matches and publish them, in the order given; returns how many a guest was told of now.

    Can run twice, and on both sides at once: a pair (search, photo) becomes one match and one publication.
    """
    present = await photos.by_ids(sorted({match.photo_id for match in found}))
    # Also of hidden photos: whoever looked while a photo was hidden is told of it when that is back, whatever crashes.
    stored = await matches.insert_once([match for match in found if match.photo_id in present])
    still_open = await searches.open_ids((match.search_id for match in stored), utc_now())
    await matches.delete([match.id for match in stored if match.search_id not in still_open])
    shown = {photo_id: photo for photo_id, photo in present.items() if not photo.hidden}
    kept = [match for match in stored if match.search_id in still_open and match.photo_id in shown]
    return await announce(deps, [match for match in kept if not match.announced and match.is_me is not False], shown)


async def announce(deps: Deps, due: Sequence[Match], shown: Mapping[str, Photo]) -> int:
    """Publish matches that are in the database; returns how many were published now and not before."""
    told: list[Match] = []
    published: list[Match] = []
    downloads = {event_id: await event_store.downloads_of(event_id) for event_id in {match.event_id for match in due}}
    try:
        for match in due:
            data = events.search_match(public_match(deps, match, shown[match.photo_id], downloads[match.event_id]))
            topic = events.search_topic(match.search_id)
            if await deps.bus.publish(topic, data, once=announcement(match.photo_id)) is not None:
                published.append(match)
                if match.live:
                    metrics.observe_delivery(shown[match.photo_id].created_at)
            told.append(match)
        await _count(deps, published)
    finally:
        # Also when the bus failed half way: it may come back without a memory of what it has published.
        if told:
            await _look_again(deps, told)
    return len(published)


def announcement(photo_id: str) -> str:
    """The key under which a search's topic publishes a photo one time."""
    return f"match:{photo_id}"


async def retract(deps: Deps, found: Sequence[Match], reason: str) -> None:
    """Tell guests that photos are no longer to be seen; the matches may be announced again after that.

    Told before it is noted: after a crash in between a guest is told twice rather than not at all.
    """
    for match in found:
        topic = events.search_topic(match.search_id)
        await deps.bus.publish(topic, events.search_retracted(match.photo_id, reason))
        await deps.bus.forget_once(topic, announcement(match.photo_id))
    if found:
        await matches.unannounce([match.id for match in found])


async def announce_missed(deps: Deps, found: Sequence[Match]) -> int:
    """Publish what a worker wrote and did not live to publish."""
    shown = await _shown(match.photo_id for match in found)
    still_open = await searches.open_ids((match.search_id for match in found), utc_now())
    due = [m for m in found if m.search_id in still_open and m.photo_id in shown and m.is_me is not False]
    return await announce(deps, due, shown)


async def _count(deps: Deps, published: Sequence[Match]) -> None:
    """For the photographer, who wants to know how the event goes, also when the guests have gone."""
    for event_id in {match.event_id for match in published}:
        live = [match.live for match in published if match.event_id == event_id]
        await stats.count(event_id, told=len(live), told_live=sum(live))
        await deps.deliveries.told(event_id, utc_now(), len(live))


async def _look_again(deps: Deps, published: Sequence[Match]) -> None:
    """Undo what became wrong while it was published: the search was withdrawn, the photo was deleted or hidden."""
    gone = await matches.mark_announced([match.id for match in published])
    lost = [match for match in published if match.id in gone]
    if lost:
        still_open = await searches.open_ids((match.search_id for match in lost), utc_now())
        await retract(deps, [match for match in lost if match.search_id in still_open], "deleted")
        for search_id in {match.search_id for match in lost} - still_open:
            await deps.bus.end(events.search_topic(search_id), "deleted")
    present = await photos.by_ids(sorted({match.photo_id for match in published}))
    kept = [match for match in published if match.id not in gone]
    await retract(deps, [match for match in kept if match.photo_id in present and present[match.photo_id].hidden], "hidden")
    orphans = [match for match in kept if match.photo_id not in present]
    await retract(deps, orphans, "deleted")
    await matches.delete([match.id for match in orphans])


async def _shown(photo_ids: Iterable[str]) -> dict[str, Photo]:
    """Those of the photos that guests may see. The index and the matches are never trusted over the database."""
    found = await photos.by_ids(sorted(set(photo_ids)))
    return {photo_id: photo for photo_id, photo in found.items() if not photo.hidden}
