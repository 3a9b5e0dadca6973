"""Searches: begin one, take more selfies into it, answer what it found, tell where it is, erase it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app import errors, jobs, topics
from app.domain import consent
from app.domain.ids import new_id
from app.domain.image_formats import RAW_TYPES, SNIFF_BYTES, sniff
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads, SearchStage
from app.ports import Selfie
from app.services import audit, choice_news, matching, people, tokens
from app.services.deps import Deps
from app.services.keys import keys_of_search, search_key
from app.store import alerts, consents, counting, favourites, matches, searches, shot_files, templates
from app.store import events as event_store
from app.store.documents import Consent, Event, Holder, Match, Photo, Search, match_id

MAX_SELFIES: Final = 3
"""At a time."""
MOST_SELFIES: Final = 5
"""Of one search, in all."""
LONGEST_NAME: Final = 60
_PROGRESS_EVERY_MS: Final = 500
_STRANGER: Final = Caller()
_RETRY_AFTER_S: Final = 10  # some twenty selfies later


@dataclass(frozen=True, slots=True)
class StartedSearch:
    """What whoever starts or takes over a search gets: also the ``token`` that opens this one search. ``topic`` is where its
    matches arrive."""

    id: str
    topic: str
    token: str
    status: str
    expires_at: datetime


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
    # The search waits for the disk, and has these before it there: the guest waits once.
    _, _, _, new = await asyncio.gather(
        consents.note(agreed),
        audit.record(by, "consent.give", f"consent:{agreed.id}", event.id, detail={"search": search_id}, waits=False),
        audit.record(by, "search.start", f"search:{search_id}", event.id, detail={"selfies": len(selfies)}, waits=False),
        people.is_new(search),
    )
    await asyncio.gather(searches.insert(search), counting.count(search.event_id, guests=1, people=int(new)))
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
