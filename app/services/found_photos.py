"""What searches have found, as their holders see it: page by page, as a topic begins, and to take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from app import errors, topics
from app.domain import capture
from app.domain.cursors import BY_SCORE
from app.domain.vocabulary import Downloads, SearchStage, Shared, Tier
from app.services import searches, sightings
from app.services.deps import Deps
from app.services.matching import PublicMatch, public_match
from app.services.sightings import SeenMatch
from app.store import events as event_store
from app.store import matches, photos
from app.store.documents import Match, Photo, Search

MAX_PAGE: Final = 1000


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


async def details(deps: Deps, search: Search) -> SearchDetails:
    """For its holder."""
    shown = await _shown(search)
    return SearchDetails(
        id=search.id,
        event_id=search.event_id,
        name=await searches.name_of(deps, search),
        topic=topics.search_topic(search.id),
        status=searches.public_status(search),
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


async def count_visible(search: Search) -> int:
    """How many photos the holder may see."""
    return len(await _shown(search))


async def certain_matches(deps: Deps, search: Search) -> list[tuple[Match, Photo]]:
    """Matches that the holder may see and that show her for sure, best first."""
    shown = await _visible(deps, search)
    return [(seen.match, photo) for seen, photo in shown if seen.match.is_me or seen.sight.tier is Tier.CERTAIN]


async def snapshot(deps: Deps, search: Search) -> dict[str, Any]:
    """What a new subscriber of the search's topic is shown, as far as the database knows it."""
    caught_up = {
        "searched_faces": search.searched_faces,
        "matches": search.matches,
        "elapsed_ms": search.elapsed_ms,
    }
    return {
        "status": {"stage": searches.public_status(search)} | ({"reason": search.reason} if search.reason else {}),
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


async def _visible(deps: Deps, search: Search) -> list[tuple[SeenMatch, Photo]]:
    """What the holder may see, best first."""
    shown = await _shown(search)
    seen = sightings.best_first(await sightings.opened(deps, [match for match, _ in shown.values()]))
    return [(each, shown[each.match.id][1]) for each in seen]


async def _shown(search: Search) -> dict[str, tuple[Match, Photo]]:
    """By match."""
    if searches.public_status(search) == SearchStage.EXPIRED.value:
        return {}  # The keeper erases them in a moment.
    wanted = [match for match in await matches.of_search(search.id) if match.is_me is not False]
    found = await photos.by_ids([match.photo_id for match in wanted])
    return {m.id: (m, found[m.photo_id]) for m in wanted if m.photo_id in found and not found[m.photo_id].hidden}


def _order(seen: SeenMatch) -> tuple[float, str]:
    return (-seen.sight.score, seen.match.photo_id)


def _place(cursor: str) -> tuple[float, str]:
    try:
        return BY_SCORE.place(cursor)
    except ValueError:
        raise errors.BadCursor from None
