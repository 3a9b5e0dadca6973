"""Turns: few at a time, one of each after the other, and a short line."""

from __future__ import annotations

import asyncio

import pytest

from app.errors import RateLimited, Unavailable
from app.services.fair_turns import FairTurns


class Work:
    """Something that goes on until it is told to end; remembers who began in which order."""

    def __init__(self, turns: FairTurns) -> None:
        self.turns = turns
        self.began: list[str] = []
        self.end = asyncio.Semaphore(0)

    async def do(self, key: str) -> None:
        async with self.turns.turn(key):
            self.began.append(key)
            await self.end.acquire()

    async def begin(self, *keys: str) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self.do(key)) for key in keys]
        await asyncio.sleep(0)
        return tasks

    async def finish(self, times: int = 1) -> None:
        for _ in range(times):
            self.end.release()
            for _ in range(5):
                await asyncio.sleep(0)


async def test_who_has_many_waiting_delays_others_by_one_turn() -> None:
    work = Work(FairTurns(1, most_of_one=10, most=100))
    tasks = await work.begin(*"aaaaa", "b", "c")
    await work.finish(7)
    assert "".join(work.began) == "aabcaaa"
    await asyncio.gather(*tasks)


async def test_no_more_than_allowed_go_at_a_time() -> None:
    work = Work(FairTurns(2, most_of_one=10, most=100))
    await work.begin(*"abc")
    assert work.began == ["a", "b"]
    await work.finish()
    assert work.began == ["a", "b", "c"]
    await work.finish(2)


async def test_a_line_that_is_full_refuses_at_once_and_only_those_whose_it_is() -> None:
    work = Work(FairTurns(1, most_of_one=2, most=3))
    tasks = await work.begin(*"aaa")
    with pytest.raises(RateLimited) as refused:
        await work.do("a")
    assert refused.value.retry_after_s
    tasks += await work.begin("b")
    with pytest.raises(Unavailable) as away:
        await work.do("c")
    assert away.value.retry_after_s
    await work.finish(4)
    await asyncio.gather(*tasks)
    assert sorted(work.began) == ["a", "a", "a", "b"]


async def test_who_gives_up_waiting_holds_up_nobody() -> None:
    work = Work(FairTurns(1, most_of_one=10, most=100))
    first, second, third = await work.begin("a", "b", "c")
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await work.finish()
    assert work.began == ["a", "c"]
    third.cancel()
    await asyncio.gather(first, third, return_exceptions=True)
    await work.begin("d")
    assert work.began == ["a", "c", "d"]
    await work.finish()


async def test_a_turn_that_is_given_up_as_it_comes_goes_to_the_next() -> None:
    work = Work(FairTurns(1, most_of_one=10, most=100))
    first, second, third = await work.begin("a", "b", "c")
    work.end.release()
    await first
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await asyncio.sleep(0)
    assert work.began[-1] == "c"
    await work.finish()
    await third
