"""The one way by which a match reaches a guest, used by both sides: the search of the gallery and the photo that came later.

The order of the steps is the point. A match is durable before it is published. The search is checked after the match was
written, so that a withdrawal, which first marks the search and then deletes its matches, leaves none behind whichever was
first. What may have changed while we published is looked at again afterwards.

A match is *announced* when it is published on the topic of its search, whoever listens; its photo is *delivered* when the page
of the guest says that it shows it (``app.services.shown_photos``).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from app import metrics, topics
from app.domain import capture
from app.domain.matching import FaceHit
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import Downloads, Tier, Why
from app.services import clocks, grounds, media, sightings, walls
from app.services.deps import Deps
from app.services.public_photos import Picture, picture_at
from app.services.sightings import Box, SeenMatch, Sight
from app.store import alerts, counting, matches, photos, searches
from app.store import events as event_store
from app.store.documents import Match, Photo, match_id

_OPTIONAL: Final = frozenset({"taken_at", "is_me", "revised"})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublicMatch(Picture):
    """A photo of the person. ``download_url`` saves it as a file, by what the event allows; ``original_url`` is None unless that
    is the original. ``probability`` says how probable it is that the photo shows her and ``why`` what that rests on; ``is_me`` is
    the guest's own answer, None without one; ``revised`` that it was told before, and its tier is another one now; ``taken_at``
    when it was taken or, where that is in doubt, arrived."""

    name: str
    score: float
    tier: Tier
    probability: float
    why: Why
    face_box: Box
    original_url: str | None
    download_url: str | None
    taken_at: datetime | None
    live: bool
    is_me: bool | None
    revised: bool | None = None

    def message(self) -> dict[str, Any]:
        """As live messages have it: without ``taken_at``, ``is_me`` and ``revised`` where there is none."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        given |= {
            "tier": self.tier.value,
            "why": self.why.value,
            "face_box": list(self.face_box),
            "taken_at": rfc3339(self.taken_at),
        }
        return {name: value for name, value in given.items() if value is not None or name not in _OPTIONAL}


def new_match(event_id: int, search_id: str, hit: FaceHit, face_box: Box, *, live: bool) -> SeenMatch:
    """The match that a hit is; neither sealed nor written yet."""
    place = match_id(search_id, hit.photo_id)
    match = Match(id=place, event_id=event_id, search_id=search_id, photo_id=hit.photo_id, live=live)
    return SeenMatch(match, sight_of(hit, face_box))


def sight_of(hit: FaceHit, face_box: Box) -> Sight:
    """What is kept of a hit."""
    return Sight(round(hit.score, 4), hit.tier, round(hit.probability, 4), hit.why, hit.face, face_box)


def public_match(deps: Deps, seen: SeenMatch, photo: Photo, downloads: Downloads) -> PublicMatch:
    """A match as a guest of an event with that setting sees it."""
    match, sight = seen.match, seen.sight
    urls = media.urls(deps, photo, grounds.of_search(match.search_id))
    return PublicMatch(
        **asdict(picture_at(photo, urls)),
        name=photo.name,
        score=sight.score,
        tier=Tier.CERTAIN if match.is_me else sight.tier,
        probability=1.0 if match.is_me else sight.probability,
        why=Why.CONFIRMED if match.is_me else sight.why,
        face_box=sight.face_box,
        original_url=urls.original if downloads is Downloads.ORIGINAL else None,
        download_url=urls.download(downloads),
        taken_at=capture.moment(photo.taken_at, photo.created_at),
        live=match.live,
        is_me=match.is_me,
    )


async def record_and_announce(deps: Deps, found: Sequence[SeenMatch]) -> int:
    """Seal and write matches and publish them, in the order given; returns how many a guest was told of now.

    Can run twice, and on both sides at once: a pair (search, photo) becomes one match and one publication.
    """
    present, sealed = await asyncio.gather(
        photos.by_ids(sorted({seen.match.photo_id for seen in found})), sightings.sealed(deps, found)
    )
    # Also of hidden photos: whoever looked while a photo was hidden is told of it when that is back, whatever crashes.
    here = [match for match in sealed if match.photo_id in present]
    for match in here:
        match.held, match.file_id = present[match.photo_id].hidden, present[match.photo_id].file_id
    stored = await matches.insert_once(here)
    # Written, then looked again: who shows a photo in between either finds these matches, or is found here.
    _, back, still_open = await asyncio.gather(
        walls.recognised(deps, found),
        _shown({match.photo_id for match in here if match.held}),
        searches.open_ids((match.search_id for match in stored), utc_now()),
    )
    await matches.release(back)
    present |= back
    await matches.delete([match.id for match in stored if match.search_id not in still_open])
    shown = {photo_id: photo for photo_id, photo in present.items() if not photo.hidden}
    kept = [match for match in stored if match.search_id in still_open and match.photo_id in shown]
    due = [match for match in kept if not match.announced and match.is_me is not False]
    return await announce(deps, await _seen(deps, due, found, here), shown)


async def _seen(deps: Deps, due: Sequence[Match], found: Sequence[SeenMatch], sealed: Sequence[Match]) -> list[SeenMatch]:
    """What was seen of those that are ``due``; what was ``sealed`` of it a moment ago need not be opened."""
    ours = {match.id: match.sealed for match in sealed}
    sights = {seen.match.id: seen.sight for seen in found}
    others = [match for match in due if match.sealed != ours[match.id]]
    opened = {seen.match.id: seen for seen in (await sightings.opened(deps, others) if others else ())}
    opened |= {match.id: SeenMatch(match, sights[match.id]) for match in due if match.sealed == ours[match.id]}
    return [opened[match.id] for match in due if match.id in opened]


async def announce(deps: Deps, due: Sequence[SeenMatch], shown: Mapping[str, Photo]) -> int:
    """Publish matches that are in the database; returns how many were published now and not before."""
    told: list[Match] = []
    published: list[Match] = []
    downloads = {event_id: await event_store.downloads_of(event_id) for event_id in {seen.match.event_id for seen in due}}
    try:
        for seen in due:
            match = seen.match
            public = public_match(deps, seen, shown[match.photo_id], downloads[match.event_id])
            data = topics.search_match(public.message())
            topic = topics.search_topic(match.search_id)
            if await deps.bus.publish(topic, data, once=announcement(match.photo_id)) is not None:
                published.append(match)
                if match.live:
                    photo = shown[match.photo_id]
                    metrics.observe_announcement(photo.released_at or photo.created_at)
            told.append(match)
    finally:
        # Also when the bus failed half way: it may come back without a memory of what it has published.
        if told:
            # Before it is noted that they were announced: whoever dies in between is followed by somebody who says it again.
            await _note_new(deps, told)
            await asyncio.gather(_look_again(deps, told, shown), _count(deps, published))
    return len(published)


def announcement(photo_id: str) -> str:
    """The key under which a search's topic publishes a photo one time."""
    return f"match:{photo_id}"


async def retract(deps: Deps, found: Sequence[Match], reason: str) -> None:
    """Tell guests that photos are no longer to be seen; the matches may be announced again after that.

    Told before it is noted: after a crash in between a guest is told twice rather than not at all.
    """
    for match in found:
        topic = topics.search_topic(match.search_id)
        await deps.bus.publish(topic, topics.search_retracted(match.photo_id, reason))
        await deps.bus.forget_once(topic, announcement(match.photo_id))
    if found:
        await matches.unannounce([match.id for match in found])


async def keep(deps: Deps, found: Sequence[SeenMatch]) -> list[Match]:
    """Write what is thought of matches by now; returns those that are still there, as they are now."""
    kept = await matches.replace_sealed(await sightings.sealed(deps, found))
    await walls.recognised(deps, found)
    return kept


async def revise(deps: Deps, found: Sequence[SeenMatch]) -> int:
    """The same, and tell guests of those that are announced; returns how many.

    A match that was taken back or deleted meanwhile stays so.
    """
    known = await keep(deps, found)
    told = {seen.match.id: seen.sight for seen in found}
    due = [match for match in known if match.announced and match.is_me is not False]
    shown = await _shown(match.photo_id for match in due)
    for match in due:
        if match.photo_id in shown:
            public = public_match(
                deps, SeenMatch(match, told[match.id]), shown[match.photo_id], await event_store.downloads_of(match.event_id)
            )
            data = topics.search_match(replace(public, revised=True).message())
            await deps.bus.publish(topics.search_topic(match.search_id), data)
    await _note_new(deps, due)  # who was in doubt may be certain now
    return len(due)


async def drop(deps: Deps, found: Sequence[Match], reason: str = "unlikely") -> None:
    """These are somebody else by what is known now, or the person was ``cropped`` away: they leave the guest's photos, and may
    be found again."""
    await retract(deps, [match for match in found if match.announced and match.is_me is not False], reason)
    await matches.delete([match.id for match in found])


async def announce_missed(deps: Deps, found: Sequence[Match]) -> int:
    """Publish what a worker wrote and did not live to publish."""
    shown = await _shown(match.photo_id for match in found)
    still_open = await searches.open_ids((match.search_id for match in found), utc_now())
    due = [m for m in found if m.search_id in still_open and m.photo_id in shown and m.is_me is not False]
    return await announce(deps, await sightings.opened(deps, due), shown)


async def _note_new(deps: Deps, found: Sequence[Match]) -> None:
    """For guests who want to be told by mail or push."""
    await alerts.note_new([match.search_id for match in found], utc_now(), timedelta(seconds=deps.settings.alert_soon_s))


async def _count(deps: Deps, published: Sequence[Match]) -> None:
    """For the photographer, who wants to know how the event goes, also when the guests have gone."""
    for event_id in {match.event_id for match in published}:
        live = [match.live for match in published if match.event_id == event_id]
        await counting.count(event_id, told=len(live), told_live=sum(live))
        try:
            await deps.deliveries.announced(event_id, utc_now(), len(live))
        except Exception:  # whatever a backend's library raises: statistics stand in nobody's way
            _log.warning("%d announcements of event %s are not in its statistics", len(live), event_id, exc_info=True)


async def _look_again(deps: Deps, published: Sequence[Match], shown: Mapping[str, Photo]) -> None:
    """Undo what became wrong while it was published, with the photos as ``shown``: the search was withdrawn, the photo was
    deleted or hidden, a final took its place, or its camera's clock was put right."""
    gone = await matches.mark_announced([match.id for match in published])
    lost = [match for match in published if match.id in gone]
    if lost:
        still_open = await searches.open_ids((match.search_id for match in lost), utc_now())
        await retract(deps, [match for match in lost if match.search_id in still_open], "deleted")
        for search_id in {match.search_id for match in lost} - still_open:
            await deps.bus.end(topics.search_topic(search_id), "deleted")
    present = await photos.by_ids(sorted({match.photo_id for match in published}))
    kept = [match for match in published if match.id not in gone]
    await retract(deps, [match for match in kept if match.photo_id in present and present[match.photo_id].hidden], "hidden")
    moved = [photo_id for photo_id, photo in present.items() if photo.taken_at != shown[photo_id].taken_at]
    await clocks.tell_guests(deps, moved)
    replaced = {photo_id for photo_id, photo in present.items() if photo.file_id != shown[photo_id].file_id}
    await revise(deps, await sightings.opened(deps, [match for match in kept if match.photo_id in replaced]))
    orphans = [match for match in kept if match.photo_id not in present]
    await retract(deps, orphans, "deleted")
    await matches.delete([match.id for match in orphans])


async def _shown(photo_ids: Iterable[str]) -> dict[str, Photo]:
    """Those of the photos that guests may see. The index and the matches are never trusted over the database."""
    found = await photos.by_ids(sorted(set(photo_ids)))
    return {photo_id: photo for photo_id, photo in found.items() if not photo.hidden}
