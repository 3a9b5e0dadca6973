"""How a job is tried again: one way, around every job."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol, TypeVar

from arq.worker import Retry

from app.errors import InsufficientStorage
from workers.running import Context, Running

_LONGEST_PAUSE_S: Final = 60

_log = logging.getLogger(__name__)


class HasRunning(Protocol):
    """The jobs of one kind of worker."""

    @property
    def running(self) -> Running:
        """What the worker runs, and how many tries ended in an error."""


Jobs = TypeVar("Jobs", bound=HasRunning)
Job = Callable[[Jobs, Context, str], Coroutine[Any, Any, None]]


def retried(*, longest_pause_s: float = _LONGEST_PAUSE_S) -> Callable[[Job[Jobs]], Job[Jobs]]:
    """Whatever a job raises, it is tried again: 1, 2, 4, … and at most ``longest_pause_s`` seconds later.

    arq alone would forget a job that raises. A ``Retry`` is the job's own wish to go on later, not an error.
    """

    def around(job: Job[Jobs]) -> Job[Jobs]:
        @functools.wraps(job)
        async def tried(jobs: Jobs, ctx: Context, argument: str) -> None:
            try:
                await job(jobs, ctx, argument)
            except Retry:
                raise
            except Exception as error:
                jobs.running.failed += 1
                # A full disk says so itself, once; every photo that waits would say it again.
                if not isinstance(error, InsufficientStorage):
                    said: tuple[Any, ...] = (job.__name__, argument, ctx["job_try"], type(error).__name__)
                    _log.warning("%s %s, try %s: %s", *said, exc_info=True)
                raise Retry(defer=min(longest_pause_s, 2 ** min(ctx["job_try"] - 1, 10))) from error

        return tried

    return around
