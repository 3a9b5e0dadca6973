"""Searches from the guest's side: start one, read it, answer it; and what the keeper does for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from app import errors, jobs, topics
from app.domain import capture, consent
from app.domain.cursors import BY_SCORE
from app.domain.ids import new_id
from app.domain.image_formats import RAW_TYPES, SNIFF_BYTES, sniff
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads, SearchStage, Shared, Tier
from app.ports import Selfie
from app.services import audit, choice_news, matching, people, sightings, tokens
from app.services.deps import Deps
from app.services.keys import keys_of_search, search_key
from app.services.matching import PublicMatch, public_match
from app.services.sightings import SeenMatch
from app.store import alerts, consents, counting, favourites, matches, photos, searches, shot_files, templates
from app.store import events as event_store
from app.store.documents import Consent, Event, Holder, Match, Photo, Search, match_id

MAX_SELFIES: Final = 3
"""At a time."""
MOST_SELFIES: Final = 5
"""Of one search, in all."""
LONGEST_NAME: Final = 60
MAX_PAGE: Final = 1000
_PROGRESS_EVERY_MS: Final = 500
_STRANGER: Final = Caller()
_STUCK_AFTER: Final = timedelta(seconds=20)
_RETRY_AFTER_S: Final = 10  # some twenty selfies later
_UNANNOUNCED_AFTER: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Public matches, best first, and where to go on (None at the end)."""

    items: Sequence[PublicMatch]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class SharedMatch:
    """A photo that several searches of one caller may have found: the best of their matches, and the ids of the ``searches``
    that found it."""

    match: PublicMatch
    searches: Sequence[str]


@dataclass(frozen=True, slots=True)
class SharedMatchPage:
    """Best first, and where to go on (None at the end)."""

    items: Sequence[SharedMatch]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class StartedSearch:
    """What whoever starts or takes over a search gets: also the ``token`` that opens this one search. ``topic`` is where its
    matches arrive."""

    id: str
    topic: str
    token: str
    status: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SearchDetails:
    """A search as its holder sees it. ``name`` is what the guest calls the person; ``matches`` counts those that may be seen now;
    ``reason`` says why it was rejected; ``questions`` are photos to ask about, the one whose answer settles most first;
    ``selfies`` counts those that it stands on."""

    id: str
    event_id: int
    name: str | None
    topic: str
    status: str
    reason: str | None
    created_at: datetime
    expires_at: datetime
    searched_faces: int
    matches: int
    elapsed_ms: int
    caught_up: bool
    handed_off: bool
    questions: Sequence[str]
    selfies: int
    wall: bool | None


def require_offered(event: Event) -> None:
    """Raises ``Forbidden`` (``selfie_search_off``) where the photographer does not want faces to be searched for, or has archived
    the event."""
    if not event.selfie_search or event.archived_at is not None:
        raise errors.SelfieSearchOff


def require_current(event: Event, version: str | None) -> None:
    """Raises ``Conflict`` (``consent_changed``) for a guest who has read a ``version`` of the words that no longer holds.

    None is a client that does not say what was read.
    """
    if version is not None and version != consent.text_version(event.consent_text):
        raise errors.ConsentChanged


async def downloads_for(search: Search) -> Downloads:
    """What the holder may take home; raises ``Forbidden`` (``downloads_off``) where that is nothing."""
    downloads = await event_store.downloads_of(search.event_id)
    if downloads is Downloads.NONE:
        raise errors.DownloadsOff
    return downloads


async def start(
    deps: Deps,
    event: Event,
    holder: Holder,
    selfies: Sequence[Selfie],
    *,
    consented: bool,
    name: str | None = None,
    language: str | None = None,
    by: Caller = _STRANGER,
    address: str = "",
) -> Search:
    """Accept a search: key, consent and search are durable, the selfies wait sealed, a worker is told.

    The search is written last, and nothing fails after that: a refused guest leaves no search behind. The log names ``by``;
    ``language`` is the language of the consent's words that the guest read, ``name`` what the guest calls the person.
    ``address`` is the client's: guests who asked little lately, from an address that asked little, go first.

    Raises ``Unacceptable`` (``consent_required``, ``selfie_missing``, ``too_many_selfies``), ``UnsupportedMedia`` and
    ``Unacceptable`` (``empty_file``) before anything of a selfie is kept anywhere.
    """
    if not consented:
        raise errors.ConsentRequired
    require_pictures([selfie.picture for selfie in selfies])
    search_id, now = new_id(), utc_now()
    expires_at = now + timedelta(seconds=deps.settings.search_ttl_s)
    agreed = Consent(
        event_id=event.id,
        search_id=search_id,
        text_version=consent.text_version(event.consent_text),
        language=language,
        scope=consent.SCOPE,
        created_at=now,
        expires_at=expires_at,
    )
    search = Search(
        id=search_id,
        event_id=event.id,
        holder=holder,
        link_id=by.guest_link_id if by.guest_event_id == event.id else None,
        consent_id=agreed.id,
        created_at=now,
        expires_at=expires_at,
    )
    # Refused for want of room, where it is: before anything is written that stays.
    await deps.selfies.put(search_id, selfies, deps.settings.selfie_ttl_s)
    await deps.keys.create(search_key(search_id))
    search.sealed_name = await _sealed_name(deps, event, search_id, name) if name else None
    await consents.insert(agreed)
    await audit.record(by, "consent.give", f"consent:{agreed.id}", event.id, detail={"search": search_id})
    await audit.record(by, "search.start", f"search:{search_id}", event.id, detail={"selfies": len(selfies)})
    await counting.count(event.id, guests=1, people=int(await people.is_new(search)))
    await searches.insert(search)
    with suppress(errors.Unavailable):  # the keeper queues it when Redis is back
        await publish_stage(deps, search_id, SearchStage.QUEUED)
        await deps.queue.enqueue(jobs.run_search(search_id), lanes=lanes_of(holder, search_id, address))
    return search


def require_addable(event: Event, search: Search, selfies: int = 1) -> None:
    """Raises ``SearchNotLive`` and ``TooManySelfies``, as ``add_selfies`` does for so many, and ``SelfieSearchOff``."""
    require_offered(event)
    if public_status(search) != SearchStage.LIVE.value:
        raise errors.SearchNotLive
    if search.selfies + selfies > MOST_SELFIES:
        raise errors.TooManySelfies(f"A search takes at most {MOST_SELFIES} selfies.")


async def add_selfies(
    deps: Deps, event: Event, search: Search, selfies: Sequence[Selfie], *, consented: bool, by: Caller, address: str
) -> None:
    """Have a worker take more selfies of the same person into a live search; what comes of it is told on its topic.

    Raises ``Unacceptable`` as ``start`` does, as ``require_addable``, and ``RateLimited`` while others of the search wait.
    """
    if not consented:
        raise errors.ConsentRequired
    require_pictures([selfie.picture for selfie in selfies])
    require_addable(event, search, len(selfies))
    if await deps.selfies.get(search.id) is not None:
        raise errors.RateLimited("Your previous selfie is still being processed.", retry_after_s=_RETRY_AFTER_S)
    await deps.selfies.put(search.id, selfies, deps.settings.selfie_ttl_s)
    noted = await searches.note_added(search.id, utc_now())
    if noted is None:
        await deps.selfies.discard(search.id)  # it ended a moment ago, and what ended it looked for selfies before
        raise errors.SearchNotLive
    await audit.record(by, "search.selfies", f"search:{search.id}", search.event_id, detail={"selfies": len(selfies)})
    with suppress(errors.Unavailable):  # the keeper queues it when Redis is back
        await deps.queue.enqueue(jobs.take_selfies(search.id, noted.added), lanes=lanes_of(search.holder, search.id, address))


async def publish_taken(deps: Deps, search_id: str, reason: str | None) -> None:
    """Tell that the selfies which were added to a live search are taken in, or why not."""
    await deps.bus.publish(topics.search_topic(search_id), topics.search_status(SearchStage.LIVE, reason))


def lanes_of(holder: Holder, search_id: str, address: str) -> tuple[str, ...]:
    """Who asks, for the queue. A kiosk's searches are of many guests: each is a guest of its own at that kiosk, as a stranger is
    at an address."""
    if holder.kind == "kiosk":
        return f"search:{search_id}", f"kiosk:{holder.id}"
    who = f"{holder.kind}:{holder.id}" if holder.id else f"search:{search_id}"
    return (who, f"address:{address}") if address else (who,)


async def require_room(deps: Deps, holder: Holder) -> None:
    """Raises ``RateLimited`` for somebody whose searches wait already, and ``Unavailable`` (503) when too many wait in all: asked
    before a selfie is read, because each that waits takes memory.
    """
    waiting = await searches.count_waiting(holder.kind, holder.id) if holder.id and holder.kind != "kiosk" else 0
    if waiting >= deps.settings.max_waiting_searches_per_guest:
        raise errors.RateLimited("Your other searches are still waiting.", retry_after_s=_RETRY_AFTER_S)
    if await deps.queue.depth(jobs.SEARCH_QUEUE) >= deps.settings.max_waiting_searches:
        raise errors.Unavailable("Too many people are searching right now.", retry_after_s=_RETRY_AFTER_S)


def started(deps: Deps, search: Search) -> StartedSearch:
    """For whoever starts or takes over the search."""
    return StartedSearch(
        id=search.id,
        topic=topics.search_topic(search.id),
        token=tokens.issue_search_token(deps.settings, search),
        status=public_status(search),
        expires_at=search.expires_at,
    )


def public_status(search: Search) -> str:
    """The stage by its public name. A search whose time is over has expired, even before the keeper came by."""
    over = search.state in searches.OPEN and search.expires_at <= utc_now()
    return SearchStage.EXPIRED.value if over else search.state.value


async def name_of(deps: Deps, search: Search) -> str | None:
    """What the guest calls the person; None where nothing was said, and once the search is over."""
    event = await event_store.get(search.event_id) if search.sealed_name else None
    if event is None or search.sealed_name is None:
        return None
    try:
        cipher = await deps.keys.cipher(*keys_of_search(event, search.id))
        return cipher.open(search.sealed_name, _name_context(search.id)).decode()
    except (errors.KeyDestroyed, errors.SealBroken):
        return None


async def _sealed_name(deps: Deps, event: Event, search_id: str, name: str) -> bytes:
    cipher = await deps.keys.cipher(*keys_of_search(event, search_id))
    return cipher.seal(name.encode(), _name_context(search_id))


def _name_context(search_id: str) -> str:
    return f"name:{search_id}"


async def details(deps: Deps, search: Search) -> SearchDetails:
    """For its holder."""
    shown = await _shown(search)
    return SearchDetails(
        id=search.id,
        event_id=search.event_id,
        name=await name_of(deps, search),
        topic=topics.search_topic(search.id),
        status=public_status(search),
        reason=search.reason or None,
        created_at=search.created_at,
        expires_at=search.expires_at,
        searched_faces=search.searched_faces,
        matches=len(shown),
        elapsed_ms=search.elapsed_ms,
        caught_up=search.caught_up_at is not None,
        handed_off=search.handed_off,
        questions=search.asks,
        selfies=search.selfies,
        wall=search.wall,
    )


async def page_of_matches(deps: Deps, search: Search, cursor: str | None, limit: int) -> MatchPage:
    """Matches that may be seen, best first. Raises ``Malformed`` for a cursor that is not ours.

    The cursor is the place of the last match in the order, so that a match that comes or goes meanwhile neither repeats
    nor hides another.
    """
    place = _place(cursor) if cursor else None
    rest = [pair for pair in await _visible(deps, search) if place is None or _order(pair[0]) > place]
    page = rest[:limit]
    downloads = await event_store.downloads_of(search.event_id)
    items = [public_match(deps, seen, photo, downloads) for seen, photo in page]
    return MatchPage(items, BY_SCORE.of(_order(page[-1][0])) if len(rest) > limit else None)


async def page_of_shared_matches(
    deps: Deps, held: Sequence[Search], mode: Shared, cursor: str | None, limit: int
) -> SharedMatchPage:
    """Photos that any or all of these searches found, by the best score of each, best first. Raises ``Malformed`` as
    ``page_of_matches``, whose cursors these are."""
    place = _place(cursor) if cursor else None
    by_photo: dict[str, list[tuple[SeenMatch, Photo]]] = {}
    for search in held:
        for pair in await _visible(deps, search):
            by_photo.setdefault(pair[1].id, []).append(pair)
    wanted = [pairs for pairs in by_photo.values() if mode is Shared.ANY or len(pairs) == len(held)]
    best_first = sorted((sorted(pairs, key=lambda pair: _order(pair[0])) for pairs in wanted), key=lambda one: _order(one[0][0]))
    rest = [pairs for pairs in best_first if place is None or _order(pairs[0][0]) > place]
    page = rest[:limit]
    downloads = {event_id: await event_store.downloads_of(event_id) for event_id in {search.event_id for search in held}}
    items = [_shared(deps, pairs, downloads) for pairs in page]
    return SharedMatchPage(items, BY_SCORE.of(_order(page[-1][0][0])) if len(rest) > limit else None)


def _shared(deps: Deps, pairs: Sequence[tuple[SeenMatch, Photo]], downloads: Mapping[int, Downloads]) -> SharedMatch:
    """``pairs`` are of one photo, best first."""
    found = [public_match(deps, seen, photo, downloads[seen.match.event_id]) for seen, photo in pairs]
    tier = Tier.CERTAIN if any(match.tier is Tier.CERTAIN for match in found) else Tier.MAYBE
    probability = max(match.probability for match in found)
    return SharedMatch(replace(found[0], tier=tier, probability=probability), [seen.match.search_id for seen, _ in pairs])


async def visible_photos(deps: Deps, search: Search) -> list[Photo]:
    """The photos that the holder may see and take home, the latest first as on the page; of one moment the best first."""
    shown = [photo for _, photo in await _visible(deps, search)]
    return sorted(shown, key=lambda photo: capture.place(photo.taken_at, photo.created_at), reverse=True)


async def certain_matches(deps: Deps, search: Search) -> list[tuple[Match, Photo]]:
    """Matches that the holder may see and that show her for sure, best first."""
    shown = await _visible(deps, search)
    return [(seen.match, photo) for seen, photo in shown if seen.match.is_me or seen.sight.tier is Tier.CERTAIN]


async def answer(deps: Deps, search: Search, photo_id: str, is_me: bool | None) -> None:
    """Remember whether the photo shows the guest; can be changed, and taken back with None. A photo of somebody else leaves
    this guest's matches.

    Raises ``NotFound`` for a photo that is no match of this search.
    """
    before = await matches.answer(match_id(search.id, photo_id), is_me)
    if before is None:
        raise errors.NotFound
    await _follow_answer(deps, before, is_me)
    # Said of a RAW file that its JPEG has taken the place of, as the page did not know yet.
    for shown_id in (await shot_files.shown_instead([photo_id])).values():
        if beside := await matches.answer(match_id(search.id, shown_id), is_me):
            await _follow_answer(deps, beside, is_me)
    await look_again(deps, [search.id])


async def _follow_answer(deps: Deps, before: Match, is_me: bool | None) -> None:
    """What is seen of the match follows the answer; ``before`` is the match as it was without that."""
    match = before.model_copy(update={"is_me": is_me})
    if is_me is False and before.announced:
        await matching.retract(deps, [match], "not_me")
    if is_me is not False and not before.announced:
        await matching.announce_missed(deps, [match])


async def snapshot(deps: Deps, search: Search) -> dict[str, Any]:
    """What a new subscriber of the search's topic is shown, as far as the database knows it."""
    caught_up = {
        "searched_faces": search.searched_faces,
        "matches": search.matches,
        "elapsed_ms": search.elapsed_ms,
    }
    return {
        "status": {"stage": public_status(search)} | ({"reason": search.reason} if search.reason else {}),
        "matches": await snapshot_matches(deps, search),
        **({"questions": search.asks} if search.asks else {}),
        **({"progress": {"scanned": search.scan.scanned, "total": search.scan.total}} if search.scan else {}),
        **({"caught_up": caught_up} if search.caught_up_at else {}),
    }


async def snapshot_matches(deps: Deps, search: Search) -> list[dict[str, Any]]:
    """Matches that were announced and may be seen, best first; what is not announced yet will be published."""
    downloads = await event_store.downloads_of(search.event_id)
    visible = await _visible(deps, search)
    return [public_match(deps, seen, photo, downloads).message() for seen, photo in visible if seen.match.announced]


async def publish_stage(deps: Deps, search_id: str, stage: SearchStage, reason: str | None = None) -> None:
    """Tell the holder where the search is; a stage is told once, however often a job runs."""
    await deps.bus.publish(topics.search_topic(search_id), topics.search_status(stage, reason), once=f"stage:{stage.value}")


async def publish_live(deps: Deps, search: Search) -> None:
    """Tell that all is searched; the order in which clients learn it is that of docs/protocol.md."""
    topic = topics.search_topic(search.id)
    caught_up = topics.search_caught_up(search.searched_faces, search.matches, search.elapsed_ms)
    await deps.bus.publish(topic, caught_up, once="caught_up")
    await publish_stage(deps, search.id, SearchStage.LIVE)


async def publish_questions(deps: Deps, search_id: str, photo_ids: Sequence[str]) -> None:
    """Tell about which photos to ask, the one whose answer settles most first."""
    await deps.bus.publish(topics.search_topic(search_id), topics.search_questions(photo_ids))


async def publish_progress(deps: Deps, search: Search) -> None:
    """Tell how far the photos were looked through, twice a second at most."""
    if search.scan is not None:
        message = topics.search_progress(search.scan.scanned, search.scan.total)
        await deps.bus.publish(topics.search_topic(search.id), message, at_most_every_ms=_PROGRESS_EVERY_MS)


async def retract_photo(deps: Deps, photo: Photo, reason: str) -> None:
    """A photo was ``hidden`` or ``deleted``: it leaves every guest's matches at once. Can run twice.

    Matches of a hidden photo stay for the day it comes back. Neither speaks for a guest any more: what was found by it is looked
    at again.
    """
    found = await matches.of_photo(photo.id)
    await matching.retract(deps, [match for match in found if match.announced], reason)
    if reason == "deleted":
        await matches.delete_of_photo(photo.id)
        if await favourites.delete_of_photo(photo.event_id, photo.id):
            await choice_news.tell(deps, photo.event_id)
    await look_again(deps, {match.search_id for match in found})


async def look_again(deps: Deps, search_ids: Collection[str]) -> None:
    """There is reason to look for these searches again: noted durably, done by a search worker soon. Those that are not live yet
    look at everything before they are."""
    for search in await searches.ask_to_look(search_ids):
        with suppress(errors.Unavailable):  # the keeper queues it when Redis is back
            await deps.queue.enqueue(jobs.look_again(search.id, search.looks))


async def expire_due(deps: Deps, now: datetime) -> int:
    """End searches whose time is over: template and matches are erased; returns how many."""
    due = await searches.due(now)
    for search in due:
        if await searches.advance(search.id, SearchStage.EXPIRED):
            await erase_faces(deps, search.id)
            await publish_stage(deps, search.id, SearchStage.EXPIRED)
    return len(due)


async def erase_faces(deps: Deps, search_id: str) -> None:
    """All face data: what was embedded, and where it was found; and how to tell the guest of more. The search must be over. Can
    run twice.

    The key goes first: nothing opens from then on, whatever becomes of the rest. Then what the database holds: Redis may be
    away, and what that holds ends by itself within minutes.
    """
    await deps.keys.destroy(search_key(search_id))
    await templates.remove_search(search_id)
    await matches.delete_of_search(search_id)
    await alerts.erase(search_id)
    await deps.selfies.discard(search_id)
    await deps.tickets.forget(ticket_holder(search_id))


def ticket_holder(search_id: str) -> str:
    """Who holds the search's tickets: they name photos that show its guest."""
    return f"search:{search_id}"


async def requeue_stuck(deps: Deps, now: datetime) -> int:
    """Queue searches again whose job was lost (Redis forgot it, or a crash came before it was queued); returns how many."""
    waiting = await searches.in_state(*searches.UNFINISHED, untouched_since=now - _STUCK_AFTER)
    known = await deps.queue.waiting([jobs.run_search(search.id).id for search in waiting])
    lost = [search.id for search in waiting if jobs.run_search(search.id).id not in known]
    for search_id in lost:
        await deps.queue.enqueue(jobs.run_search(search_id))
    return len(lost)


async def requeue_looks(deps: Deps, now: datetime) -> int:
    """The same for searches that are to be looked for again."""
    waiting = await searches.waiting_to_look(now - _STUCK_AFTER)
    for search in waiting:
        await deps.queue.enqueue(jobs.look_again(search.id, search.looks))
    return len(waiting)


async def requeue_added(deps: Deps, now: datetime) -> int:
    """The same for searches whose added selfies wait; where those are gone, a worker says so."""
    waiting = await searches.waiting_with_added(now - _STUCK_AFTER)
    for search in waiting:
        await deps.queue.enqueue(jobs.take_selfies(search.id, search.added))
    return len(waiting)


async def requeue_scans(deps: Deps, now: datetime) -> int:
    """The same for live searches for which the photos of an event that stores no faces are looked at again."""
    waiting = await searches.waiting_to_scan(now - _STUCK_AFTER)
    for event_id in sorted({search.event_id for search in waiting}):
        await deps.queue.enqueue(jobs.scan_event(event_id))
    return len(waiting)


async def announce_missed(deps: Deps, now: datetime) -> int:
    """Publish matches that were written by a worker which died before it could say so; returns how many."""
    return await matching.announce_missed(deps, await matches.unannounced(now - _UNANNOUNCED_AFTER))


async def _visible(deps: Deps, search: Search) -> list[tuple[SeenMatch, Photo]]:
    """What the holder may see, best first."""
    shown = await _shown(search)
    seen = sightings.best_first(await sightings.opened(deps, [match for match, _ in shown.values()]))
    return [(each, shown[each.match.id][1]) for each in seen]


async def _shown(search: Search) -> dict[str, tuple[Match, Photo]]:
    """By match."""
    if public_status(search) == SearchStage.EXPIRED.value:
        return {}  # The keeper erases them in a moment.
    wanted = [match for match in await matches.of_search(search.id) if match.is_me is not False]
    found = await photos.by_ids([match.photo_id for match in wanted])
    return {m.id: (m, found[m.photo_id]) for m in wanted if m.photo_id in found and not found[m.photo_id].hidden}


def require_pictures(pictures: Sequence[bytes], most: int = MAX_SELFIES) -> None:
    """Raises ``Unacceptable`` (``selfie_missing``, ``too_many_selfies``, ``empty_file``) and ``UnsupportedMedia``, by their first
    bytes."""
    if not pictures:
        raise errors.SelfieMissing
    if len(pictures) > most:
        raise errors.TooManySelfies(f"At most {most} at a time.")
    for picture in pictures:
        if not picture:
            raise errors.EmptyFile("The selfie is empty.")
        kind = sniff(picture[:SNIFF_BYTES])
        if kind is None or kind in RAW_TYPES:
            raise errors.UnsupportedMedia("This is not a JPEG, PNG, WebP, HEIC, AVIF or TIFF photo.")


def _order(seen: SeenMatch) -> tuple[float, str]:
    return (-seen.sight.score, seen.match.photo_id)


def _place(cursor: str) -> tuple[float, str]:
    try:
        return BY_SCORE.place(cursor)
    except ValueError:
        raise errors.BadCursor from None
