"""Sets a scene on real backends without a running service: an event, its workers, photos and searches of painted people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import orjson

from app import topics
from app.domain.origin import Origin
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Role, Source, Visibility
from app.ports import EventBus, FaceEngine, Publication, Selfie
from app.services import acceptance, searches, sightings
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.progress import ProgressPublisher
from app.store import matches as match_store
from app.store import photos as photo_store
from app.store.documents import Event, Holder, Photo, Search
from tests.painted import PaintedEngine, painted
from workers.index.gallery import Galleries
from workers.index.standing import StandingSearches
from workers.looker import Looker
from workers.looking_again import LookingAgain
from workers.more_selfies import MoreSelfies
from workers.photo import PhotoPipeline
from workers.picture_faces import PictureFaces
from workers.scan import Scanner
from workers.search import SearchPipeline
from workers.second_look import SecondLook
from workers.thread import WorkThread

OWNER: Final = Caller(user_id="owner", role=Role.PHOTOGRAPHER)
"""Whose event it is."""
BY_PROGRAM: Final = Origin(Source.PROGRAM, OWNER.user_id)
"""How its photos come in."""


class Stage:
    """One event and the workers that serve it, called directly instead of through the queue."""

    def __init__(self, deps: Deps, event: Event, engine: FaceEngine, thread: WorkThread, progress: ProgressPublisher) -> None:
        self.deps, self.event, self.engine = deps, event, engine
        self.thread, self.progress = thread, progress
        self.restart_workers()

    def restart_workers(self) -> None:
        """New processes: nothing in memory."""
        self.galleries = Galleries(self.deps, self.engine.id, self.engine.dimension)
        self.searcher = SearchPipeline(self.deps, self.engine, self.galleries, self.thread)
        looker = Looker(self.deps, self.engine, self.galleries, self.thread)
        self.looking_again = LookingAgain(self.deps, self.engine, looker)
        self.more_selfies = MoreSelfies(self.deps, self.engine, self.searcher, looker, self.thread)
        self.pictures = PictureFaces(self.deps, self.engine, self.thread)
        self.standing = StandingSearches(self.engine)
        self.ingest = PhotoPipeline(self.deps, self.engine, self.standing, self.progress, self.thread)
        self.scanner = Scanner(self.deps, SecondLook(self.deps, self.engine, self.thread), self.standing)

    async def accept(self, *people: int | None, look: int = 0, name: str = "photo.png", final: bool = False) -> Photo:
        """Upload a photo of these people, or a final; not processed yet."""
        return await self.accept_file(painted(*people, look=look), name, final=final)

    async def accept_file(self, data: bytes, name: str, *, final: bool = False) -> Photo:
        """Upload a photo, or a final; not processed yet."""

        async def body() -> AsyncIterator[bytes]:
            yield data

        accepted = await acceptance.accept(self.deps, self.event, name, body(), replace(BY_PROGRAM, final=final))
        photo = await photo_store.get(accepted.id)
        assert photo is not None
        return photo

    async def index(self, *people: int | None, look: int = 0, name: str = "photo.png") -> Photo:
        """Upload and process a photo of these people."""
        photo = await self.accept(*people, look=look, name=name)
        await self.ingest.process(photo.id)
        return photo

    async def begin(self, *selfies: bytes | Selfie) -> Search:
        """Start a search; not run yet."""
        holder = Holder(kind="guest", id="a guest")
        sent = [selfie if isinstance(selfie, Selfie) else Selfie(selfie) for selfie in selfies]
        return await searches.start(self.deps, self.event, holder, sent, consented=True)

    async def let_search_stand(self, search_id: str) -> None:
        """A guest's search of that id, under way for a day: what addresses of photos that she found are signed for."""
        holder = Holder(kind="guest", id="a guest")
        expires = utc_now() + timedelta(days=1)
        await Search(id=search_id, event_id=self.event.id, holder=holder, consent_id="a consent", expires_at=expires).insert()

    async def search(self, *selfies: bytes | Selfie) -> Search:
        """Start a search and run it; returns it as it is afterwards."""
        search = await self.begin(*selfies)
        await self.searcher.run(search.id)
        found = await Search.get(search.id)
        assert found is not None
        return found

    async def look_again(self) -> int:
        """Do what the search workers are asked to: look again for every search that there is reason for; returns for how many."""
        asked = await Search.find({"look_asked_at": {"$ne": None}}).to_list()
        for search in asked:
            await self.looking_again.run(search.id)
        return len(asked)

    async def add(self, search: Search, *selfies: bytes | Selfie) -> Search:
        """Add selfies to a live search, and look for it again; returns it as it is afterwards."""
        sent = [selfie if isinstance(selfie, Selfie) else Selfie(selfie) for selfie in selfies]
        present = await Search.get(search.id)
        assert present is not None
        await searches.add_selfies(self.deps, self.event, present, sent, consented=True, by=Caller(), address="")
        await self.more_selfies.run(search.id)
        await self.looking_again.run(search.id)
        found = await Search.get(search.id)
        assert found is not None
        return found

    async def matched(self, search: Search) -> list[str]:
        """The photos of a search's stored matches, best first."""
        seen = await sightings.opened(self.deps, await match_store.of_search(search.id))
        return [each.match.photo_id for each in sightings.best_first(seen)]

    async def told(self, search: Search, kind: str | None = None) -> list[dict[str, Any]]:
        """What was published on the search's topic, in order."""
        history = await self.deps.bus.history(topics.search_topic(search.id))
        data = [orjson.loads(publication.data) for publication in history.publications]
        return [message for message in data if kind in (None, message["type"])]

    async def announced(self, search: Search) -> list[str]:
        """The photos that the holder was told of, in order, but not that what is thought of one has changed."""
        told = [message["match"] for message in await self.told(search, "search.match")]
        return [match["photo_id"] for match in told if not match.get("revised")]


@asynccontextmanager
async def open_stage(deps: Deps, engine: FaceEngine | None = None, event_id: int = 1) -> AsyncIterator[Stage]:
    """A fresh event and its workers."""
    event = Event(id=event_id, owner_id="owner", name="Party", visibility=Visibility.UNLISTED)
    await deps.keys.create(event_key(event))
    await event.insert()
    async with stage_of(deps, event, engine or PaintedEngine()) as stage:
        yield stage


@asynccontextmanager
async def stage_of(deps: Deps, event: Event, engine: FaceEngine) -> AsyncIterator[Stage]:
    """The workers of an event that exists."""
    thread = WorkThread(60)
    progress = ProgressPublisher(deps)
    try:
        yield Stage(deps, event, engine, thread, progress)
    finally:
        await progress.aclose()
        thread.close()


class FailingBus:
    """The bus at its port, until it has published ``after`` times; then every call fails, as when the worker is killed."""

    def __init__(self, bus: EventBus, after: int) -> None:
        self._bus = bus
        self._left = after

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bus, name)

    async def publish(self, *args: Any, **options: Any) -> Publication | None:
        """Passes on what comes before the end."""
        if self._left == 0:
            raise Killed
        self._left -= 1
        return await self._bus.publish(*args, **options)


class Killed(BaseException):
    """The worker is gone: nothing that handles errors sees this."""
