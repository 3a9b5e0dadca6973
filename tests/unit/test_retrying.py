"""A job that raises is tried again, whichever it is and whatever it raises."""

from __future__ import annotations

import logging
from typing import Any, cast

import pytest
from arq.connections import ArqRedis
from arq.worker import Retry

from app.errors import InsufficientStorage, Unavailable
from workers.jobs import IngestJobs, KeeperJobs, SearchJobs
from workers.running import Running


class Failing:
    """Stands for all that jobs hand on to: each call fails."""

    def __init__(self, error: type[Exception]) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        raise self._error


NOBODY = "nobody"
"""No id of an event: a job that asks the store before anything else fails as well, whatever database another test has opened."""


def workers(error: type[Exception]) -> list[IngestJobs | SearchJobs | KeeperJobs]:
    """One worker of each kind, in a world that fails."""
    failing = cast("Any", Failing(error))
    first, second, third = (Running(ArqRedis(), "of nobody") for _ in range(3))
    return [
        IngestJobs(first, failing, failing, failing, failing, tries=3),
        SearchJobs(second, failing, failing, failing, failing, failing),
        KeeperJobs(third, failing),
    ]


async def test_every_job_of_every_worker_is_tried_again_and_counted_as_failed(caplog: pytest.LogCaptureFixture) -> None:
    for worker in workers(Unavailable):
        for number, job in enumerate(worker.all(), start=1):
            caplog.clear()
            with caplog.at_level(logging.WARNING), pytest.raises(Retry) as again:
                await job({"job_try": 1}, NOBODY)
            assert again.value.defer_score == 1000, job.__name__
            assert worker.running.failed == number, job.__name__
            assert f"{job.__name__} {NOBODY}, try 1: " in caplog.text


async def test_pauses_grow_to_a_minute_and_to_five_seconds_where_tries_are_turns() -> None:
    for worker in workers(Unavailable):
        for job in worker.all():
            if job.__name__ == "process_photo":
                continue  # is given up some day: tests/integration/test_ingest.py
            pauses = []
            for number in (1, 2, 3, 50):
                with pytest.raises(Retry) as again:
                    await job({"job_try": number}, NOBODY)
                pauses.append(again.value.defer_score)
            by_turns = job.__name__ in ("reembed_photos", "mark_photos", "scan_event")
            assert pauses == [1000, 2000, 4000, 5000 if by_turns else 60_000], job.__name__


async def test_a_full_disk_is_no_news_for_each_photo_that_waits(caplog: pytest.LogCaptureFixture) -> None:
    ingest, *_ = workers(InsufficientStorage)
    with caplog.at_level(logging.WARNING), pytest.raises(Retry):
        await ingest.all()[0]({"job_try": 99}, NOBODY)
    assert not caplog.records
