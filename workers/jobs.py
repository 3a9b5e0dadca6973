"""Every job, thin: what arq calls, and what happens when it does not work out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from arq.worker import Retry

from app.services import privacy
from app.services.deps import Deps
from workers.failures import INTERNAL

if TYPE_CHECKING:  # the keeper knows the jobs, and neither models nor images
    from workers.photo import PhotoPipeline
    from workers.reembed import Reembedding
    from workers.running import Running
    from workers.search import SearchPipeline

_LONGEST_PAUSE_S: Final = 60
_MAKE_WAY_S: Final = 5

_log = logging.getLogger(__name__)

Context = dict[Any, Any]
"""arq's own, with ``deps``, ``running`` and, by kind of worker, ``photos`` and ``reembedding``, or ``searches``."""


async def process_photo(ctx: Context, photo_id: str) -> None:
    """``jobs.process_photo``. What is not the photo's fault is tried again, later and later, and then given up."""
    photos: PhotoPipeline = ctx["photos"]
    try:
        await photos.process(photo_id)
    except Exception as error:
        _log.warning("photo %s, try %s: %s", photo_id, ctx["job_try"], type(error).__name__, exc_info=True)
        if ctx["job_try"] < _deps(ctx).settings.job_tries:
            raise _later(ctx) from error
        await _give_up(ctx, photos, photo_id)


async def rematch_photo(ctx: Context, photo_id: str) -> None:
    """``jobs.rematch_photo``."""
    photos: PhotoPipeline = ctx["photos"]
    try:
        await photos.rematch(photo_id)
    except Exception as error:
        raise _later(ctx) from error


async def reembed_photos(ctx: Context, engine_id: str) -> None:
    """``jobs.reembed_photos``. Makes way for new photos and comes back when they are through."""
    reembedding: Reembedding = ctx["reembedding"]
    if not await reembedding.run(engine_id):
        raise Retry(defer=_MAKE_WAY_S)


async def run_search(ctx: Context, search_id: str) -> None:
    """``jobs.run_search``. Tried again, later and later, until the search ends by itself."""
    searches: SearchPipeline = ctx["searches"]
    try:
        await searches.run(search_id)
    except Exception as error:
        _log.warning("search %s, try %s: %s", search_id, ctx["job_try"], type(error).__name__, exc_info=True)
        raise _later(ctx) from error


async def erase_event(ctx: Context, event_id: str) -> None:
    """``jobs.erase_event``; the keeper tries again when it fails."""
    try:
        await privacy.erase_event(_deps(ctx), int(event_id))
    except Exception as error:
        _log.warning("event %s is not erased yet", event_id, exc_info=True)
        raise _later(ctx) from error


async def _give_up(ctx: Context, pipeline: PhotoPipeline, photo_id: str) -> None:
    """Even that needs the database: while it is away the job goes on waiting."""
    try:
        await pipeline.give_up(photo_id, INTERNAL)
    except Exception as error:
        raise _later(ctx) from error
    _note_failure(ctx)


def _later(ctx: Context) -> Retry:
    """1, 2, 4, … seconds from now."""
    _note_failure(ctx)
    return Retry(defer=min(_LONGEST_PAUSE_S, 2 ** min(ctx["job_try"] - 1, 10)))


def _note_failure(ctx: Context) -> None:
    running: Running = ctx["running"]
    running.failed += 1


def _deps(ctx: Context) -> Deps:
    deps: Deps = ctx["deps"]
    return deps
