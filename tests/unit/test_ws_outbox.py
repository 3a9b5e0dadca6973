"""What waits for one socket: what is sent while everything is cleared away, and who waits until something is sent."""

from __future__ import annotations

import anyio

from app.web.ws.outbox import Outbox


async def test_what_was_being_sent_while_all_was_cleared_away_is_no_mistake() -> None:
    outbox = Outbox(4)
    outbox.offer("one")
    outbox.offer("two")
    assert outbox.first() == "one"
    outbox.clear()
    outbox.sent()
    assert outbox.first() is None
    assert len(outbox) == 0
    assert [outbox.offer(str(number)) for number in range(5)] == [True] * 4 + [False]


async def test_who_waits_for_what_was_missed_waits_no_longer_when_all_is_cleared_away() -> None:
    outbox = Outbox(4)
    outbox.offer("missed", replayed=True)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(outbox.replayed_sent)
        await anyio.wait_all_tasks_blocked()
        outbox.clear()
