"""Looking through the photos of an event that stores no faces, for guests who came after them or added a selfie.

One look at a photo serves every search that waits, as a carousel does: a search that comes meanwhile joins where the others
are, goes on to its last photo and round to where it began. Where each stands is in the database (``documents.Scan``): a look
that is cut off goes on with the photo that it was at, and one that brings workers down is left out.

A search's template is durable before its part of the log is fixed, and a photo's entry is durable before its searches are
read: what this does not look at was compared with the template when it came.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from time import monotonic
from typing import Final

from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.services import found_photos, searches
from app.services.deps import Deps
from app.store import events, photos, stats
from app.store import faces as face_log
from app.store import searches as store
from app.store.documents import Event, Scan, Search
from workers.matcher import Matcher
from workers.second_look import SecondLook

_TURN_S: Final = 60  # well below the time after which a job counts as lost

_log = logging.getLogger(__name__)


class Scanner:
    """``run`` is a job of the ingest workers; one at a time works for an event.

    New photos need not wait for it: it shares the thread of its worker photo by photo, and the other workers do not know it.
    """

    def __init__(self, deps: Deps, look: SecondLook, matcher: Matcher) -> None:
        self._deps = deps
        self._look = look
        self._matcher = matcher

    async def run(self, event_id: int, turn_s: float = _TURN_S) -> bool:
        """Go on for ``turn_s`` seconds; True when nobody waits any more, or the event is gone."""
        event = await events.living(event_id)
        if event is None:
            return True
        end, number = monotonic() + turn_s, 0
        while monotonic() < end:
            waiting = await store.scanning(event_id, self._look.engine_id)
            if not waiting:
                return True
            number = await self._step(event, waiting, number)
        return False

    async def _step(self, event: Event, waiting: Sequence[Search], last: int) -> int:
        """Finish the searches that have seen all, and look at one more photo for the others; returns its number."""
        standing: list[tuple[Search, Scan]] = []
        for search in waiting:
            if search.scan is not None and not search.scan.is_over:
                standing.append((search, search.scan))
            elif search.state is not SearchStage.LIVE:
                await self._bring_live(search)
            elif search.scan is not None:
                await store.end_scan(search.id, search.scan)
        if not standing:
            return last
        number = _following(last, [scan.next for _, scan in standing])
        here = await _gathered(standing, number)
        await store.try_scan([search.id for search, _ in here])
        if max(scan.tries for _, scan in here) < self._deps.settings.job_tries:
            await self._compare(event, number)
        else:
            _log.error("photo %d of event %d brings workers down and is left out", number, event.id)
        for search, scan in here:
            moved = await store.step_scan(search.id, number, number % scan.total + 1)
            if moved is not None:
                await searches.publish_progress(self._deps, moved)
        return number

    async def _compare(self, event: Event, number: int) -> None:
        """Compare one photo with everybody who asked. What cannot be read (any more) shows nobody."""
        entry = await face_log.at(event.id, self._look.engine_id, number)
        photo = await photos.get(entry.photo_id) if entry is not None and entry.kind == "add" else None
        if entry is None or photo is None or not photo.faces:
            return
        found = await self._look.faces_of(photo)
        if found is not None:
            await self._matcher.match_photo(self._deps, event, photo, entry, found, live=False)

    async def _bring_live(self, search: Search) -> None:
        live = await store.advance(
            search.id,
            SearchStage.LIVE,
            searched_faces=(await stats.of_event(search.event_id)).faces,
            matches=await found_photos.count_visible(search),
            elapsed_ms=round((utc_now() - search.created_at).total_seconds() * 1000),
            caught_up_at=utc_now(),
            scan=None,
        )
        if live is not None:
            await searches.publish_live(self._deps, live)


def _following(last: int, wanted: Sequence[int]) -> int:
    """The photo after ``last`` if somebody wants it, or the first that anybody wants."""
    return last + 1 if last + 1 in wanted else min(wanted)


async def _gathered(standing: Sequence[tuple[Search, Scan]], number: int) -> list[tuple[Search, Scan]]:
    """The searches that want photo ``number`` next; those that have not begun yet join them."""
    here: list[tuple[Search, Scan]] = []
    for search, scan in standing:
        if scan.next != number and scan.scanned == 0 and scan.tries == 0 and number <= scan.total:
            await store.join_scan(search.id, number)
        elif scan.next != number:
            continue
        here.append((search, scan))
    return here
