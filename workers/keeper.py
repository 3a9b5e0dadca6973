"""What has to be done by the clock: bring back what a crash left lying, end what is over, put counters right.

Every round looks at the database, never at what another round remembers, and can stop anywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from arq.connections import ArqRedis
from arq.cron import CronJob, cron
from redis.exceptions import LockError

from app import jobs
from app.domain.times import utc_now
from app.services import (
    alerts,
    archiving,
    blob_keys,
    clocks,
    damage,
    event_albums,
    event_overview,
    finals,
    handoff,
    keys,
    marks,
    photos,
    privacy,
    progress,
    reconciliation,
    search_upkeep,
    showing,
    uploads,
    webhooks,
)
from app.services.deps import Deps
from app.store import counting, expired, stats
from app.store import photos as photo_store
from app.store.documents import EventStats
from workers.running import Context, release_orphans

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine

ROUND: Final = "keeper:round"
SLOW_ROUND: Final = "keeper:slow-round"
_LONGEST_ROUND_S: Final = 600
_LOCK_S: Final = 20  # after a keeper was killed in the middle of a round, the next one waits no longer than this
_SLOW_EVERY_MIN: Final = 5
_QUEUED_FOR: Final = timedelta(seconds=20)
_DELETED_FOR: Final = timedelta(seconds=60)
_FORGOTTEN_AT_ONCE: Final = 2000  # of each kind; what is left is there for the next round
_IDLE_FOR: Final = timedelta(seconds=20)

_log = logging.getLogger(__name__)
Duty = Callable[[Deps, datetime], Awaitable[Any]]


class Keeper:
    """The rounds of one keeper."""

    def __init__(self, deps: Deps, arq: ArqRedis) -> None:
        self._deps = deps
        self._arq = arq

    def cron_jobs(self) -> list[CronJob]:
        """For arq: a round every ``keeper_interval_s`` seconds and a thorough one every five minutes, first at the start."""
        seconds = set(range(0, 60, self._deps.settings.keeper_interval_s))
        minutes = set(range(0, 60, _SLOW_EVERY_MIN))

        async def quick(_: Context) -> None:
            await self.tidy()

        async def slow(_: Context) -> None:
            await self.tidy_thoroughly()

        always: Any = {"run_at_startup": True, "timeout": _LONGEST_ROUND_S, "keep_result": 0, "max_tries": 1}
        # By "cron:" ``running.release_orphans`` knows what arq holds by the clock.
        return [
            cron(cast("WorkerCoroutine", quick), name="cron:tidy", second=seconds, **always),
            cron(cast("WorkerCoroutine", slow), name="cron:tidy_thoroughly", minute=minutes, second=7, **always),
        ]

    async def tidy(self) -> None:
        """What people wait for: lost jobs, photos that have waited long enough, matches that were not announced, searches
        whose time is over."""
        await release_orphans(self._arq)
        duties = (
            requeue_photos,
            search_upkeep.requeue_stuck,
            search_upkeep.requeue_looks,
            search_upkeep.requeue_added,
            search_upkeep.requeue_scans,
            showing.release_due,
            showing.rematch_again,
            finals.resume,
            marks.resume,
            search_upkeep.announce_missed,
            search_upkeep.expire_due,
            clocks.requeue_pending,
            finish_deletions,
            webhooks.tell_of_matches,
            alerts.look,
        )
        await self.round_of(ROUND, (*duties, uploads.recover, recount_idle_events, event_overview.measure))

    async def tidy_thoroughly(self) -> None:
        """What nobody waits for."""
        erasing = (
            keys.destroy_what_ended,
            damage.mend,
            privacy.delete_expired_events,
            handoff.release_forsaken,
            privacy.reconcile,
            archiving.erase_again,
        )
        the_rest = (
            recount_all_events,
            alerts.look_for_ends,
            alerts.drop_strays,
            drop_leftovers,
            forget_expired,
            reconciliation.round_of_events,
            privacy.remove_old_consents,
            remove_deleted_albums,
        )
        await self.round_of(SLOW_ROUND, (*erasing, *the_rest))

    async def round_of(self, name: str, duties: Sequence[Duty]) -> None:
        """Do what is due, one round at a time among all keepers; what fails is logged and due again in the next round."""
        lock = self._arq.lock(name, timeout=_LOCK_S)
        if not await lock.acquire(blocking=False):
            return  # another keeper is at it
        try:
            for duty in duties:
                try:
                    await duty(self._deps, utc_now())
                except Exception:
                    _log.exception("%s failed; it is tried again in the next round", duty.__name__)
                await lock.reacquire()
            await lock.release()
        except LockError:
            # A duty took longer than the lock lasts, and another keeper has begun. That does no harm: rounds can overlap.
            _log.info("%s goes on elsewhere", name)


async def requeue_photos(deps: Deps, now: datetime) -> int:
    """Queue photos again whose job was lost: Redis forgot it, or a crash came before it was queued. Returns how many."""
    waiting = await photo_store.waiting_since(now - _QUEUED_FOR)
    known = await deps.queue.waiting([jobs.process_photo(photo_id).id for photo_id in waiting])
    lost = [photo_id for photo_id in waiting if jobs.process_photo(photo_id).id not in known]
    for photo_id in lost:
        await deps.queue.enqueue(jobs.process_photo(photo_id))
    for event_id in await photo_store.events_of(lost):
        await counting.doubt(event_id)  # whoever brought them may not have lived to count them
    return len(lost)


async def finish_deletions(deps: Deps, now: datetime) -> None:
    """Photos whose deletion was cut off."""
    for photo in await photo_store.deleted_since(now - _DELETED_FOR):
        await photos.purge(deps, photo)
        await counting.doubt(photo.event_id)


async def recount_idle_events(deps: Deps, now: datetime) -> None:
    """Counters that a crash left wrong, where they show it. While photos go through they are off by a moment's worth and are
    left alone."""
    await _recount(
        deps,
        now,
        lambda counted: counted.doubtful or counted.processing != 0 or counted.total != counted.indexed + counted.failed,
    )


async def recount_all_events(deps: Deps, now: datetime) -> None:
    """Also those that do not show it, as after a crash in the middle of a deletion. Reads all photos."""
    await _recount(deps, now, lambda counted: True)


async def _recount(deps: Deps, now: datetime, doubtful: Callable[[EventStats], bool]) -> None:
    if await deps.queue.depth(jobs.INGEST_QUEUE):
        return
    for counted in await stats.all_events():
        if counted.recent and now - counted.recent[-1] < _IDLE_FOR:
            continue
        if doubtful(counted) and await stats.recount(counted):
            _log.info("counters of event %s put right", counted.id)
            await progress.publish(deps, counted.id)


async def forget_expired(deps: Deps, now: datetime) -> int:
    """Sign-ins, invitations and the like that are over, a bounded number in a round; returns how many."""
    return await expired.forget(now, _FORGOTTEN_AT_ONCE)


async def remove_deleted_albums(_: Deps, now: datetime) -> None:
    """Nothing is left of albums that nobody has had back."""
    await event_albums.remove_deleted(now)


async def drop_leftovers(deps: Deps, now: datetime) -> None:
    """Uploads that nobody will end."""
    await deps.blobs.delete_stale(blob_keys.STAGING, now - timedelta(seconds=deps.settings.orphan_grace_s))
    await uploads.drop_stale(deps, now)
