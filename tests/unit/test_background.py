"""Work beside the work: it ends with its context, and a duty that fails is done again."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress

import pytest

from app.background import alongside, every


async def test_what_goes_on_alongside_has_ended_when_its_context_has() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # it takes a moment to put things away
            ended.set()

    async def fail_beside_it() -> None:
        async with alongside(work(), "work"):
            await asyncio.sleep(0)
            raise RuntimeError("within")

    with pytest.raises(RuntimeError, match="within"):
        await fail_beside_it()
    assert ended.is_set()


async def test_a_duty_that_fails_is_told_of_and_done_again() -> None:
    done: list[int] = []
    failures: list[str] = []
    third = asyncio.Event()

    async def duty() -> None:
        done.append(len(done))
        if len(done) == 3:
            third.set()
        if len(done) == 1:
            raise OSError("away")

    async with alongside(every(0.001, duty, lambda error: failures.append(str(error))), "duty"):
        await asyncio.wait_for(third.wait(), 120)
    assert failures == ["away"]
    assert len(done) >= 3


async def test_work_that_loses_a_cancellation_is_cancelled_again() -> None:
    begun = asyncio.Event()
    times: list[None] = []

    async def duty() -> None:
        times.append(None)
        begun.set()
        with suppress(asyncio.CancelledError) if len(times) == 1 else nullcontext():
            await asyncio.Event().wait()

    async with asyncio.timeout(120), alongside(every(0.001, duty, lambda _: None), "duty"):
        await begun.wait()
    assert len(times) == 2
