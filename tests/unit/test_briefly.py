"""Answers that hold for a moment: asked once for all, and an error is nobody's answer but of those who waited for it."""

from __future__ import annotations

import asyncio

import pytest

from app.errors import Unavailable
from app.services.briefly import Briefly


class Oracle:
    """Answers with how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.fails = False
        self.is_asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def ask(self, key: str) -> str:
        """The answer."""
        self.asked += 1
        self.is_asked.set()
        await self.may_answer.wait()
        if self.fails:
            raise Unavailable
        return f"{key} {self.asked}"


async def test_all_who_ask_within_a_moment_are_one_question() -> None:
    oracle = Oracle()
    oracle.may_answer.clear()
    briefly = Briefly(oracle.ask, 3600)
    asking = [asyncio.ensure_future(briefly.get("a")) for _ in range(5)]
    await oracle.is_asked.wait()  # all five begin in the order they were made, and before this goes on
    oracle.may_answer.set()
    assert set(await asyncio.gather(*asking)) == {"a 1"}
    assert [await briefly.get("a"), await briefly.get("b")] == ["a 1", "b 2"]


async def test_what_is_over_or_forgotten_is_asked_again() -> None:
    oracle = Oracle()
    assert [await Briefly(oracle.ask, 3600).get("a") for _ in range(2)] == ["a 1", "a 2"]
    at_once_over = Briefly(oracle.ask, 0)
    assert [await at_once_over.get("a") for _ in range(2)] == ["a 3", "a 4"]
    briefly = Briefly(oracle.ask, 3600)
    await briefly.get("a")
    briefly.forget("a")
    assert await briefly.get("a") == "a 6"


async def test_an_error_is_not_remembered_and_who_gives_up_stops_nobody_else() -> None:
    oracle = Oracle()
    briefly = Briefly(oracle.ask, 3600)
    oracle.fails = True
    with pytest.raises(Unavailable):
        await briefly.get("a")
    oracle.fails = False
    oracle.may_answer.clear()
    oracle.is_asked.clear()
    impatient, patient = asyncio.ensure_future(briefly.get("a")), asyncio.ensure_future(briefly.get("a"))
    await oracle.is_asked.wait()
    impatient.cancel()
    oracle.may_answer.set()
    assert await patient == "a 2"


async def test_only_so_much_is_remembered() -> None:
    oracle = Oracle()
    briefly = Briefly(oracle.ask, 0)
    for number in range(3000):
        await briefly.get(str(number))
    assert len(briefly._known) <= 1000
