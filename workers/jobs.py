"""Every job, thin: what arq calls, by kind of worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from arq.worker import Retry

from app.errors import InsufficientStorage
from app.services import archiving, clocks, privacy
from app.services.deps import Deps
from workers.failures import INTERNAL
from workers.retrying import retried
from workers.running import Context, Running

if TYPE_CHECKING:  # the keeper knows the jobs, and neither models nor images
    from workers.clock_suggestions import ClockSuggestions
    from workers.looking_again import LookingAgain
    from workers.marking import Marking
    from workers.more_selfies import MoreSelfies
    from workers.photo import PhotoPipeline
    from workers.picture_faces import PictureFaces
    from workers.reembed import Reembedding
    from workers.scan import Scanner
    from workers.search import SearchPipeline

_MAKE_WAY_S: Final = 5

_log = logging.getLogger(__name__)


Job = Callable[[Context, str], Coroutine[Any, Any, None]]
"""As arq calls it: with what it knows of this try, and the id that the job carries."""


@dataclass(frozen=True, slots=True)
class IngestJobs:
    """The jobs of an ingest worker."""

    running: Running
    photos: PhotoPipeline
    scanner: Scanner
    reembedding: Reembedding
    marking: Marking
    tries: int
    """So often what is not the photo's fault is tried before the photo is given up."""

    def all(self) -> tuple[Job, ...]:
        """For arq."""
        return (
            *(self.process_photo, self.rematch_photo, self.show_proof),
            *(self.scan_event, self.reembed_photos, self.mark_photos),
        )

    @retried()
    async def process_photo(self, ctx: Context, photo_id: str) -> None:
        """``jobs.process_photo``. What is not the photo's fault is tried again, later and later, and then given up."""
        try:
            await self.photos.process(photo_id)
        except InsufficientStorage:
            raise  # for as long as it takes: the photo is not to blame
        except Exception:
            if ctx["job_try"] < self.tries:
                raise
            _log.exception("photo %s is given up after try %s", photo_id, ctx["job_try"])
            await self.photos.give_up(photo_id, INTERNAL)  # needs the database: while it is away the job goes on waiting
            self.running.failed += 1

    @retried()
    async def rematch_photo(self, ctx: Context, photo_id: str) -> None:
        """``jobs.rematch_photo``."""
        await self.photos.rematch(photo_id)

    @retried()
    async def show_proof(self, ctx: Context, photo_id: str) -> None:
        """``jobs.show_proof``."""
        await self.photos.show_proof(photo_id)

    # These come back again and again: the number of a try says nothing about how often they failed.

    @retried(longest_pause_s=_MAKE_WAY_S)
    async def reembed_photos(self, ctx: Context, engine_id: str) -> None:
        """``jobs.reembed_photos``. Makes way for new photos and comes back when they are through."""
        if not await self.reembedding.run(engine_id):
            raise Retry(defer=_MAKE_WAY_S)

    @retried(longest_pause_s=_MAKE_WAY_S)
    async def mark_photos(self, ctx: Context, event_id: str) -> None:
        """``jobs.mark_photos``. Makes way for new photos after some of the event's, and comes back."""
        if not await self.marking.run(int(event_id)):
            raise Retry

    @retried(longest_pause_s=_MAKE_WAY_S)
    async def scan_event(self, ctx: Context, event_id: str) -> None:
        """``jobs.scan_event``. Comes back turn by turn until nobody waits for it."""
        if not await self.scanner.run(int(event_id)):
            raise Retry


@dataclass(frozen=True, slots=True)
class SearchJobs:
    """The jobs of a search worker."""

    running: Running
    searches: SearchPipeline
    looking_again: LookingAgain
    more_selfies: MoreSelfies
    pictures: PictureFaces
    clocks: ClockSuggestions

    def all(self) -> tuple[Job, ...]:
        """For arq."""
        return self.run_search, self.look_again, self.take_selfies, self.find_faces, self.suggest_offsets

    @retried()
    async def run_search(self, ctx: Context, search_id: str) -> None:
        """``jobs.run_search``. Tried again, later and later, until the search ends by itself."""
        await self.searches.run(search_id, ctx.get("score", 0.0))

    @retried()
    async def look_again(self, ctx: Context, asked: str) -> None:
        """``jobs.look_again``."""
        await self.looking_again.run(asked.partition(":")[0])

    @retried()
    async def take_selfies(self, ctx: Context, batch: str) -> None:
        """``jobs.take_selfies``."""
        await self.more_selfies.run(batch.partition(":")[0], ctx["job_try"], ctx.get("score", 0.0))

    @retried()
    async def find_faces(self, ctx: Context, question_id: str) -> None:
        """``jobs.find_faces``."""
        await self.pictures.run(question_id, ctx.get("score", 0.0))

    @retried()
    async def suggest_offsets(self, ctx: Context, camera: str) -> None:
        """``jobs.suggest_offsets``."""
        event_id, _, key = camera.partition(":")
        await self.clocks.run(int(event_id), key)


@dataclass(frozen=True, slots=True)
class KeeperJobs:
    """The jobs of a keeper; what it does by the clock is in ``workers.keeper``."""

    running: Running
    deps: Deps

    def all(self) -> tuple[Job, ...]:
        """For arq."""
        return self.erase_event, self.erase_archived, self.correct_times

    @retried()
    async def correct_times(self, ctx: Context, camera: str) -> None:
        """``jobs.correct_times``."""
        event_id, _, key = camera.partition(":")
        await clocks.apply(self.deps, int(event_id), key)

    @retried()
    async def erase_archived(self, ctx: Context, event_id: str) -> None:
        """``jobs.erase_archived``."""
        await archiving.erase(self.deps, int(event_id))

    @retried()
    async def erase_event(self, ctx: Context, event_id: str) -> None:
        """``jobs.erase_event``."""
        await privacy.erase_event(self.deps, int(event_id))
