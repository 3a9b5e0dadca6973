"""What many requests at once may hold in memory: selfies on their way, ZIP files that nobody reads."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from app.errors import RateLimited, Unavailable
from app.settings import Settings
from app.web.admission import Archives, Receiving
from tests.integration.test_search_api import Scene, empty, party, scene
from tests.integration.web import Web, code_of, event_of, running_app, share

__all__ = ["empty", "party", "scene"]

BEGIN = b'--b\r\nContent-Disposition: form-data; name="consent"\r\n\r\ntrue\r\n'
BEGIN += b'--b\r\nContent-Disposition: form-data; name="selfie"; filename="me.jpg"\r\n\r\n'
END = b"\r\n--b--\r\n"
FORM = {"Content-Type": "multipart/form-data; boundary=b"}
PIECE = b"x" * 1_000_000
LONG_S = 60


class Post:
    """A search whose selfie stops after some bytes, until it is told to go on."""

    def __init__(self, client: httpx.AsyncClient, event_id: int, size: int, what: str = "searches") -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        self._size, self._what = size, what
        self.answer = asyncio.create_task(client.post(f"/events/{event_id}/{what}", content=self._body(), headers=FORM))

    async def _body(self) -> AsyncIterator[bytes]:
        yield BEGIN.replace(b"selfie", b"file") if self._what == "photos" else BEGIN
        yield b"\xff\xd8\xff\xe0"
        for begin in range(0, self._size, len(PIECE)):
            yield PIECE[: self._size - begin]
        self.begun.set()
        await self.go_on.wait()
        yield END

    async def until_begun(self) -> Post:
        """What it sends first was taken, or refused."""
        async with asyncio.timeout(LONG_S):
            waiting = asyncio.create_task(self.begun.wait())
            await asyncio.wait({waiting, self.answer}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
        await asyncio.sleep(0)
        return self

    async def ended(self) -> httpx.Response:
        """The answer, to a body that goes on to its end."""
        self.go_on.set()
        async with asyncio.timeout(LONG_S):
            return await self.answer


@asynccontextmanager
async def place(settings: Settings, visibility: str = "private", **changes: Any) -> AsyncIterator[tuple[Web, int, str]]:
    """The application with these settings, an event and the token of a link to it."""
    async with running_app(settings.model_copy(update=changes)) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner, visibility)
        yield web, event_id, (await share(owner, event_id))["token"]


async def guest_of(web: Web, link: str) -> httpx.AsyncClient:
    """A new guest."""
    return web.client((await web.client().get(f"/share/{link}")).json()["guest_token"])


async def test_of_forty_selfies_that_one_guest_begins_the_last_one_goes_on(settings: Settings) -> None:
    async with place(settings) as (web, event_id, link):
        guest = await guest_of(web, link)
        posts = [await Post(guest, event_id, 100_000).until_begun() for _ in range(40)]
        async with asyncio.timeout(LONG_S):
            refused = await asyncio.gather(*(post.answer for post in posts[:-1]))
        assert {(answer.status_code, code_of(answer)) for answer in refused} == {(429, "rate_limited")}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
        assert not posts[-1].answer.done()
        assert (await posts[-1].ended()).status_code == 202
        assert (await Post(guest, event_id, 1000).ended()).status_code == 202, "and another after it"


async def test_a_selfie_that_gave_way_is_out_of_memory_at_once(settings: Settings) -> None:
    async with place(settings) as (web, event_id, link):
        guest = await guest_of(web, link)
        gc.disable()  # What waits for the collector waits for long in a process with many objects.
        tracemalloc.start()
        try:
            posts = [await Post(guest, event_id, 8_000_000).until_begun() for _ in range(12)]
            async with asyncio.timeout(LONG_S):
                await asyncio.gather(*(post.answer for post in posts[:-1]))
            held, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            gc.enable()
        assert held < 40_000_000, "of 96,000,000 that came"
        await posts[-1].ended()


async def test_where_there_is_no_room_the_largest_gives_way_to_smaller_ones(settings: Settings) -> None:
    async with place(settings, selfie_memory_bytes=1_000_000) as (web, event_id, link):
        large, middle, small, late = [await guest_of(web, link) for _ in range(4)]
        first = await Post(large, event_id, 500_000).until_begun()
        second = await Post(middle, event_id, 400_000).until_begun()
        third = await Post(small, event_id, 200_000).until_begun()
        answer = await first.ended()
        assert (answer.status_code, code_of(answer)) == (503, "unavailable")
        assert int(answer.headers["retry-after"]) > 0
        answer = await Post(late, event_id, 900_000).ended()
        assert answer.status_code == 503, "who brings more than the others hold is refused"
        assert [(await post.ended()).status_code for post in (second, third)] == [202, 202]
        assert (await Post(late, event_id, 900_000).ended()).status_code == 202, "room that was given back"


async def test_strangers_share_a_few_places_of_their_address(settings: Settings) -> None:
    async with place(settings, "public") as (web, event_id, link):
        stranger, elsewhere = web.client(), web.client(address="198.51.100.7")
        posts = [await Post(stranger, event_id, 1000).until_begun() for _ in range(4)]
        answer = await Post(stranger, event_id, 1000).ended()
        assert (answer.status_code, code_of(answer)) == (429, "rate_limited")
        assert (await Post(elsewhere, event_id, 1000).ended()).status_code == 202
        assert (await Post(await guest_of(web, link), event_id, 1000).ended()).status_code == 202
        assert [(await post.ended()).status_code for post in posts] == [202] * 4


async def test_a_selfie_has_so_much_time_and_so_many_bytes(settings: Settings) -> None:
    async with place(settings, selfie_timeout_s=0.5) as (web, event_id, link):
        guest = await guest_of(web, link)
        post = await Post(guest, event_id, 1000).until_begun()
        async with asyncio.timeout(LONG_S):
            answer = await post.answer
        assert (answer.status_code, code_of(answer)) == (408, "request_timeout")

        async def never() -> AsyncIterator[bytes]:
            raise AssertionError("was read")
            yield b""

        headers = FORM | {"Content-Length": str(3 * settings.max_selfie_bytes + 100_000)}
        answer = await guest.post(f"/events/{event_id}/searches", content=never(), headers=headers)
        assert (answer.status_code, code_of(answer)) == (413, "too_large")


class Reader:
    """Somebody who asks for a file and does not read it."""

    def __init__(self, web: Web, path: str, token: str) -> None:
        self.status: int | None = None
        self.answered, self.go_on = asyncio.Event(), asyncio.Event()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": f"/api/v1{path}",
            "raw_path": f"/api/v1{path}".encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", b"testserver"), (b"authorization", token.encode())],
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
        }
        self.task: asyncio.Future[None] = asyncio.ensure_future(web.app(scope, self._receive, self._send))

    async def _receive(self) -> Any:
        await asyncio.Event().wait()

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.answered.set()
        else:
            await self.go_on.wait()


async def test_files_that_nobody_reads_are_few_and_their_places_come_back(scene: Scene) -> None:
    path = f"/searches/{(await scene.start())['id']}/photos.zip"
    readers = [Reader(scene.web, path, scene.guest.headers["authorization"]) for _ in range(3)]
    async with asyncio.timeout(LONG_S):
        await asyncio.gather(*(reader.answered.wait() for reader in readers))
    assert [reader.status for reader in readers] == [200] * 3
    answer = await scene.guest.get(path)
    assert (answer.status_code, code_of(answer)) == (429, "rate_limited")
    readers[0].task.cancel()
    await asyncio.wait({readers[0].task})
    assert (await scene.guest.get(path)).status_code == 200, "of who went away"
    assert (await scene.guest.head(path)).status_code == 200
    for reader in readers[1:]:
        reader.go_on.set()
        await reader.task
    for _ in range(4):
        assert (await scene.guest.get(path)).status_code == 200, "of who has read it"


async def test_a_process_sends_so_many_files_and_who_waits_comes_in_when_one_has_ended() -> None:
    archives = Archives(most=2, wait_s=0.2)
    leave = [await archives.enter(f"guest {number}", "venue") for number in range(2)]
    with pytest.raises(Unavailable):
        await archives.enter("late", "venue")
    patient = Archives(most=1, wait_s=LONG_S)
    end = await patient.enter("first", "venue")
    waiting = asyncio.create_task(patient.enter("second", "venue"))
    for _ in range(20):  # turns of the loop; who need not wait is in after two
        await asyncio.sleep(0)
    assert not waiting.done()
    end()
    (await waiting)()
    for one in leave:
        one()
    crowd = Archives(most=1000, wait_s=0.2)
    inside = [await crowd.enter(f"guest {number}", "venue") for number in range(50)]
    with pytest.raises(RateLimited):
        await crowd.enter("one more", "venue")
    (await crowd.enter("one more", "elsewhere"))()
    inside[0]()
    await crowd.enter("one more", "venue")


async def test_more_photos_at_once_than_there_is_room_for_wait_without_being_read(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"max_photos_received": 2})) as app:
        web = Web(app)
        owner, other = await web.signed_in(), await web.signed_in()
        events = [await event_of(owner), await event_of(owner), await event_of(other)]
        posts = [Post(owner, event, 1000, "photos") for event in events[:2]]
        for post in posts:
            async with asyncio.timeout(LONG_S):
                await post.begun.wait()
        posts.append(Post(other, events[2], 1000, "photos"))
        await asyncio.sleep(0.2)
        assert not posts[2].begun.is_set()
        answer = await posts[0].ended()
        assert answer.status_code == 202, answer.text
        assert [(await post.ended()).status_code for post in posts[1:]] == [202, 202]


async def test_who_waits_too_long_for_a_place_is_told_to_come_back() -> None:
    receiving = Receiving(most=2, each=1, wait_s=0.1)
    async with receiving.place("one"):
        with pytest.raises(RateLimited):
            await _through(receiving, "one")
        async with receiving.place("two"):
            with pytest.raises(Unavailable):
                await _through(receiving, "three")
        await _through(receiving, "three")
    await _through(receiving, "one")


async def _through(receiving: Receiving, account: str) -> None:
    async with receiving.place(account):
        pass
