"""Live topics from the listener's side: who may listen to what, and what somebody who comes anew is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from app.domain.permissions import Action, Caller
from app.domain.vocabulary import SearchStage
from app.errors import AppError, Forbidden, NotFound
from app.ports import Position, Publication
from app.services import access, found_photos, galleries, gallery_news, kiosks, progress, walls
from app.services.deps import Deps
from app.store import events as event_store
from app.store import kiosks as kiosk_store
from app.store import searches as search_store

_INGEST: Final = re.compile(r"event:([1-9][0-9]{0,9}):ingest")
_GALLERY: Final = re.compile(r"event:([1-9][0-9]{0,9}):gallery")
_FAVOURITES: Final = re.compile(r"event:([1-9][0-9]{0,9}):favourites")
_SEARCH: Final = re.compile(r"search:([0-9A-Za-z_-]{1,64})")
_KIOSK: Final = re.compile(r"kiosk:([0-9A-Za-z_-]{1,64})")
_THOUGHT: Final = ("score", "tier", "probability", "why", "face_box", "revised")
"""What a revised match has that the one before it had otherwise."""


async def authorise(callers: Sequence[Caller], topic: str) -> None:
    """Return if one of ``callers`` may listen to ``topic``.

    Raises ``Forbidden`` otherwise, and in the same words where the topic does not exist.
    """
    for caller in callers:
        try:
            await _authorise(caller, topic)
        except AppError:
            continue
        return
    raise Forbidden("You are not allowed to listen to this topic.")


async def snapshot(deps: Deps, topic: str) -> tuple[Position, dict[str, Any]]:
    """What a new listener is shown, and the position from which publications continue it: nothing is missed in between.

    To be called while publications of ``topic`` are held. Raises ``Forbidden`` when the topic ended meanwhile.
    """
    try:
        if found := _INGEST.fullmatch(topic):
            return await _ingest(deps, topic, int(found[1]))
        if found := _GALLERY.fullmatch(topic):
            end = (await deps.bus.history(topic)).end
            return end, await gallery_news.snapshot(int(found[1]))
        if _FAVOURITES.fullmatch(topic):
            return (await deps.bus.history(topic)).end, {}
        if found := _SEARCH.fullmatch(topic):
            return await _search(deps, topic, found[1])
        if found := _KIOSK.fullmatch(topic):
            return await _kiosk(deps, topic, found[1])
    except NotFound:
        pass
    raise Forbidden("You are not allowed to listen to this topic.")


async def _authorise(caller: Caller, topic: str) -> None:
    if found := _INGEST.fullmatch(topic):
        await access.event_for(caller, int(found[1]), Action.WATCH_INGEST)
    elif found := _GALLERY.fullmatch(topic):
        await galleries.browsed(caller, int(found[1]))
    elif found := _FAVOURITES.fullmatch(topic):
        await access.event_for(caller, int(found[1]), Action.SEE_FAVOURITES)
    elif found := _SEARCH.fullmatch(topic):
        await access.search_for(caller, found[1])
    elif found := _KIOSK.fullmatch(topic):
        await access.kiosk_for(caller, found[1], Action.WATCH_KIOSK)
    else:
        raise NotFound


async def _ingest(deps: Deps, topic: str, event_id: int) -> tuple[Position, dict[str, Any]]:
    # The number first: what is published while the database is read follows the snapshot, and each message only says
    # again how a photo stands.
    end = (await deps.bus.history(topic)).end
    return end, await progress.snapshot(deps, event_id)


async def _kiosk(deps: Deps, topic: str, kiosk_id: str) -> tuple[Position, dict[str, Any]]:
    end = (await deps.bus.history(topic)).end
    kiosk = await kiosk_store.get(kiosk_id)
    event = await event_store.get(kiosk.event_id) if kiosk else None
    if kiosk is None or event is None:
        raise NotFound
    shown = {"config": await kiosks.config(deps, kiosk, event)}
    return end, shown | ({"photos": await walls.photos_of(deps, kiosk, event)} if kiosk.kind == "wall" else {})


async def _search(deps: Deps, topic: str, search_id: str) -> tuple[Position, dict[str, Any]]:
    """The database first, then the history on top of it: a match is published only once, so one that was published by now
    must be in the snapshot, and one that will be published must not.

    Both of one epoch: when the bus forgets its history in between, what was published and noted after the database was read
    is in neither, and everything is read again.
    """
    while True:
        before = await deps.bus.history(topic)
        search = await search_store.get(search_id)
        if search is None or search.state is SearchStage.WITHDRAWN:
            raise NotFound
        known = await found_photos.snapshot(deps, search)
        since = await deps.bus.history(topic, before.end)
        if since.recovered:
            return since.end, fold(known, (*before.publications, *since.publications))


def fold(known: Mapping[str, Any], publications: Sequence[Publication]) -> dict[str, Any]:
    """The snapshot of a search after ``publications``, which may begin before it was read from the database.

    A match that the database had too stays as read there: its URLs are fresh.
    """
    fresh = {match["photo_id"]: match for match in known["matches"]}
    shown, rest = dict(fresh), {name: value for name, value in known.items() if name != "matches"}
    for publication in publications:
        data = orjson.loads(publication.data)
        kind = data.pop("type")
        if kind == "search.match":
            match = data["match"]
            known_by_now = fresh.get(match["photo_id"], match)
            # What is thought of a photo may have been written and told after the database was read.
            revised = {name: match[name] for name in _THOUGHT} if match.get("revised") else {}
            shown[match["photo_id"]] = known_by_now | revised
        elif kind == "search.times":
            shown |= {at: shown[at] | {"taken_at": time} for at, time in data["times"].items() if at in shown}
        elif kind == "search.retracted":
            shown.pop(data["photo_id"], None)
        elif kind == "search.status":
            rest["status"] = data
        elif kind == "search.questions":
            rest["questions"] = data["photo_ids"]
        elif kind == "search.progress":
            rest["progress"] = data
        elif kind == "search.caught_up":
            rest["caught_up"] = data
    return rest | {"matches": sorted(shown.values(), key=lambda match: (-match["score"], match["photo_id"]))}
