"""Every job, thin: what arq calls, and what happens when it does not work out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from arq.worker import Retry

from app.services import privacy
from app.services.deps import Deps
from workers.photo import INTERNAL, PhotoPipeline

_LONGEST_PAUSE_S: Final = 60

_log = logging.getLogger(__name__)
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the jobs of one process work with; in arq's context under ``workshop``."""

    deps: Deps
    photos: PhotoPipeline | None = None


async def process_photo(context: Context, photo_id: str) -> None:
    """``jobs.process_photo``. What is not the photo's fault is tried again, later and later, and then given up."""
    shop = _workshop(context)
    assert shop.photos is not None
    try:
        await shop.photos.process(photo_id)
    except Exception as error:
        _log.warning("photo %s, try %s: %s", photo_id, context["job_try"], type(error).__name__, exc_info=True)
        if context["job_try"] < shop.deps.settings.job_tries:
            raise _later(context) from error
        await _give_up(context, shop.photos, photo_id)


async def erase_event(context: Context, event_id: str) -> None:
    """``jobs.erase_event``; the keeper tries again when it fails."""
    try:
        await privacy.erase_event(_workshop(context).deps, int(event_id))
    except Exception as error:
        _log.warning("event %s is not erased yet", event_id, exc_info=True)
        raise _later(context) from error


async def _give_up(context: Context, pipeline: PhotoPipeline, photo_id: str) -> None:
    """Even that needs the database: while it is away the job goes on waiting."""
    try:
        await pipeline.give_up(photo_id, INTERNAL)
    except Exception as error:
        raise _later(context) from error


def _later(context: Context) -> Retry:
    """1, 2, 4, … seconds from now."""
    return Retry(defer=min(_LONGEST_PAUSE_S, 2 ** min(context["job_try"] - 1, 10)))


def _workshop(context: Context) -> Workshop:
    shop: Workshop = context["workshop"]
    return shop
