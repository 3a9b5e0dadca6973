"""Searches from the guest's side: start one, read it, answer it; and what the keeper does for all of them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson

from app import errors, events, jobs
from app.domain import consent
from app.domain.media import SNIFF_BYTES, sniff
from app.domain.permissions import Caller
from app.services import audit, matching, tokens
from app.services.deps import Deps
from app.services.matching import public_match
from app.store import consents, matches, photos, searches, stats, templates
from app.store import events as event_store
from app.store.documents import Consent, Downloads, Event, Holder, Match, Photo, Search, SearchState, match_id, new_id, utc_now

MAX_SELFIES: Final = 3
MAX_PAGE: Final = 1000
_STRANGER: Final = Caller()
_STUCK_AFTER: Final = timedelta(seconds=20)
_UNANNOUNCED_AFTER: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Public matches, best first, and where to go on (None at the end)."""

    items: list[dict[str, Any]]
    next_cursor: str | None


def require_offered(event: Event) -> None:
    """Raises ``Forbidden`` (``selfie_search_off``) where the photographer does not want faces to be searched for."""
    if not event.selfie_search:
        raise errors.Forbidden("The photographer has switched searching by selfie off.", code="selfie_search_off")


def require_current(event: Event, version: str | None) -> None:
    """Raises ``Conflict`` (``consent_changed``) for a guest who has read a ``version`` of the words that no longer holds.

    None is a client that does not say what was read.
    """
    if version is not None and version != consent.text_version(event.consent_text):
        raise errors.Conflict("The words of the consent have changed meanwhile.", code="consent_changed")


async def downloads_for(search: Search) -> Downloads:
    """What the holder may take home; raises ``Forbidden`` (``downloads_off``) where that is nothing."""
    downloads = await event_store.downloads_of(search.event_id)
    if downloads is Downloads.NONE:
        raise errors.Forbidden("The photographer does not offer these photos for download.", code="downloads_off")
    return downloads


async def start(
    deps: Deps,
    event: Event,
    holder: Holder,
    selfies: Sequence[bytes],
    *,
    consented: bool,
    language: str | None = None,
    by: Caller = _STRANGER,
) -> Search:
    """Accept a search: consent and search are durable, the selfies wait sealed, a worker is told.

    The search is written last, and after that nothing fails: whoever is refused has left none that nobody holds. ``by`` is
    who asks, for the log; ``language`` is what the guest read the words of the consent in.

    Raises ``Unprocessable`` (``consent_required``, ``selfie_missing``, ``too_many_selfies``), ``UnsupportedMedia`` and
    ``Unprocessable`` (``empty_file``) before anything of a selfie is kept anywhere.
    """
    if not consented:
        raise errors.Unprocessable("Searching for a face needs the consent of its owner.", code="consent_required")
    _check(selfies)
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
    search = Search(id=search_id, event_id=event.id, holder=holder, consent_id=agreed.id, created_at=now, expires_at=expires_at)
    await consents.insert(agreed)
    await deps.selfies.put(search_id, selfies, deps.settings.selfie_ttl_s)
    await audit.record(by, "consent.give", f"consent:{agreed.id}", event.id, detail={"search": search_id})
    await audit.record(by, "search.start", f"search:{search_id}", event.id, detail={"selfies": len(selfies)})
    await stats.count(event.id, guests=1)
    await searches.insert(search)
    with suppress(errors.Unavailable):  # the keeper queues it when Redis is back
        await publish_stage(deps, search_id, events.SearchStage.QUEUED)
        await deps.queue.enqueue(jobs.run_search(search_id))
    return search


def started(deps: Deps, search: Search) -> dict[str, Any]:
    """What whoever starts or takes over a search gets: also the token that opens this one search."""
    return {
        "id": search.id,
        "topic": events.search_topic(search.id),
        "token": tokens.issue_search_token(deps.settings, search),
        "status": public_status(search),
        "expires_at": _rfc3339(search.expires_at),
    }


def public_status(search: Search) -> str:
    """The stage as PROTOCOL.md names it. A search whose time is over has expired, even before the keeper came by."""
    over = search.state in searches.OPEN and search.expires_at <= utc_now()
    return SearchState.EXPIRED.value if over else search.state.value


async def details(search: Search) -> dict[str, Any]:
    """A search as its holder sees it."""
    shown = await _visible(search)
    return {
        "id": search.id,
        "event_id": search.event_id,
        "topic": events.search_topic(search.id),
        **_status(search),
        "created_at": _rfc3339(search.created_at),
        "expires_at": _rfc3339(search.expires_at),
        "searched_faces": search.searched_faces,
        "matches": len(shown),
        "elapsed_ms": search.elapsed_ms,
        "caught_up": search.caught_up_at is not None,
        "handed_off": search.handed_off,
    }


async def page_of_matches(deps: Deps, search: Search, cursor: str | None, limit: int) -> MatchPage:
    """Matches that may be seen, best first. Raises ``BadRequest`` for a cursor that is not ours.

    The cursor is the place of the last match in the order, so that a match that comes or goes meanwhile neither repeats
    nor hides another.
    """
    place = _place(cursor) if cursor else None
    rest = [pair for pair in await _visible(search) if place is None or _order(pair[0]) > place]
    page = rest[:limit]
    downloads = await event_store.downloads_of(search.event_id)
    items = [public_match(deps, match, photo, downloads) for match, photo in page]
    return MatchPage(items, _cursor(page[-1][0]) if len(rest) > limit else None)


async def visible_photos(search: Search) -> list[Photo]:
    """The photos that the holder may see and take home, best first."""
    return [photo for _, photo in await _visible(search)]


async def answer(deps: Deps, search: Search, photo_id: str, is_me: bool | None) -> None:
    """Remember whether the photo shows the guest; can be changed, and taken back with None. A photo of somebody else leaves
    this guest's matches.

    Raises ``NotFound`` for a photo that is no match of this search.
    """
    before = await matches.answer(match_id(search.id, photo_id), is_me)
    if before is None:
        raise errors.NotFound
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
    stage = _status(search)
    return {
        "status": {"stage": stage["status"]} | ({"reason": stage["reason"]} if "reason" in stage else {}),
        "matches": await snapshot_matches(deps, search),
        **({"caught_up": caught_up} if search.caught_up_at else {}),
    }


async def snapshot_matches(deps: Deps, search: Search) -> list[dict[str, Any]]:
    """Public matches that were announced and may be seen, best first; what is not announced yet will be published."""
    downloads = await event_store.downloads_of(search.event_id)
    return [public_match(deps, match, photo, downloads) for match, photo in await _visible(search) if match.announced]


async def publish_stage(deps: Deps, search_id: str, stage: events.SearchStage, reason: str | None = None) -> None:
    """Tell the holder where the search is; a stage is told once, however often a job runs."""
    await deps.bus.publish(events.search_topic(search_id), events.search_status(stage, reason), once=f"stage:{stage.value}")


async def retract_photo(deps: Deps, photo: Photo, reason: str) -> None:
    """A photo was ``hidden`` or ``deleted``: it leaves every guest's matches at once. Can run twice.

    Matches of a hidden photo stay for the day it comes back.
    """
    found = await matches.of_photo(photo.id)
    await matching.retract(deps, [match for match in found if match.announced], reason)
    if reason == "deleted":
        await matches.delete_of_photo(photo.id)


async def expire_due(deps: Deps, now: datetime) -> int:
    """End searches whose time is over: template and matches are erased; returns how many."""
    due = await searches.due(now)
    for search in due:
        if await searches.advance(search.id, SearchState.EXPIRED):
            await erase_faces(deps, search.id)
            await publish_stage(deps, search.id, events.SearchStage.EXPIRED)
    return len(due)


async def erase_faces(deps: Deps, search_id: str) -> None:
    """Everything that describes a face or says where it was found. The search must be over. Can run twice.

    What the database holds goes first: Redis may be away, and what that holds ends by itself within minutes.
    """
    await templates.remove_search(search_id)
    await matches.delete_of_search(search_id)
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


async def announce_missed(deps: Deps, now: datetime) -> int:
    """Publish matches that were written by a worker which died before it could say so; returns how many."""
    return await matching.announce_missed(deps, await matches.unannounced(now - _UNANNOUNCED_AFTER))


async def _visible(search: Search) -> list[tuple[Match, Photo]]:
    wanted = [match for match in await matches.of_search(search.id) if match.is_me is not False]
    found = await photos.by_ids([match.photo_id for match in wanted])
    return [(m, found[m.photo_id]) for m in wanted if m.photo_id in found and not found[m.photo_id].hidden]


def _check(selfies: Sequence[bytes]) -> None:
    if not selfies:
        raise errors.Unprocessable("Send one to three files named `selfie`.", code="selfie_missing")
    if len(selfies) > MAX_SELFIES:
        raise errors.Unprocessable(f"At most {MAX_SELFIES} selfies.", code="too_many_selfies")
    for selfie in selfies:
        if not selfie:
            raise errors.Unprocessable("The selfie is empty.", code="empty_file")
        if sniff(selfie[:SNIFF_BYTES]) is None:
            raise errors.UnsupportedMedia("This is not a JPEG, PNG, WebP, HEIC, AVIF or TIFF photo.")


def _status(search: Search) -> dict[str, str]:
    return {"status": public_status(search)} | ({"reason": search.reason} if search.reason else {})


def _order(match: Match) -> tuple[float, str]:
    return (-match.score, match.photo_id)


def _cursor(match: Match) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(_order(match))).decode().rstrip("=")


def _place(cursor: str) -> tuple[float, str]:
    try:
        negative_score, photo_id = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(negative_score), str(photo_id)
    except (ValueError, TypeError, binascii.Error):
        raise errors.BadRequest("This cursor is not one of ours.", code="bad_cursor") from None


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
