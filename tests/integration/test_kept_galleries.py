"""What is kept of a gallery for all who ask: when it is read, and that it never says what guests do not see any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import pytest

from app import topics
from app.domain.albums import Rule
from app.domain.permissions import Caller
from app.domain.vocabulary import AlbumKind, Review, Visibility
from app.errors import GalleryClosed, Unavailable
from app.ports import EventBus, History, Position
from app.services import event_albums, events, galleries, gallery_news, photos, showing
from app.services.deps import Deps
from app.services.galleries import Gallery
from app.store.documents import Photo
from tests.stage import OWNER, Stage, open_stage


class DeafBus:
    """A bus that is away."""

    async def history(self, topic: str, since: Position | None = None) -> History:
        """Not to be had."""
        raise Unavailable


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event that everybody may browse."""
    async with open_stage(deps) as opened:
        await opened.event.set({"visibility": Visibility.PUBLIC, "open_gallery": True})
        yield opened


async def opened(stage: Stage, album_id: str | None = None, deps: Deps | None = None) -> Gallery:
    """The gallery as anybody sees it."""
    return await galleries.outline(deps or stage.deps, Caller(), stage.event.id, album_id, "newest")


async def shown(stage: Stage, album_id: str | None = None) -> list[str]:
    """The photos in it."""
    return list((await opened(stage, album_id)).outline.ids)


async def test_all_who_open_a_gallery_are_given_the_same_until_something_of_it_changes(stage: Stage) -> None:
    first = await stage.index(1)
    many = await asyncio.gather(*(opened(stage) for _ in range(20)))
    assert len({id(gallery) for gallery in many}) == 1
    # Written behind the topic's back: a reading would see it.
    await Photo.find_one({"_id": first.id}).update({"$set": {"width": 1, "height": 1}})
    assert await opened(stage) is many[0]
    second = await stage.index(2, look=1)
    assert await shown(stage) == [second.id, first.id]


async def test_what_guests_do_not_see_any_more_is_gone_and_comes_back(stage: Stage) -> None:
    photo, other = await stage.index(1), await stage.index(2, look=1)
    assert await shown(stage) == [other.id, photo.id]
    for leaves, comes_back in ((showing.hide, showing.unhide), (showing.reject, showing.approve)):
        await leaves(stage.deps, await photos.find(photo.id))
        assert await shown(stage) == [other.id]
        await comes_back(stage.deps, await photos.find(photo.id))
        assert await shown(stage) == [other.id, photo.id], "in its place"
    await showing.hold(stage.deps, await photos.find(photo.id))
    assert await shown(stage) == [other.id]
    assert (await photos.find(photo.id)).review is Review.WAITING
    await showing.approve(stage.deps, await photos.find(photo.id))
    assert await shown(stage) == [other.id, photo.id]
    await photos.delete(stage.deps, await photos.find(photo.id))
    assert await shown(stage) == [other.id]
    await photos.mark_missing(stage.deps, await photos.find(other.id))
    assert await shown(stage) == []


async def test_albums_are_cut_from_what_is_kept_and_follow_every_change(stage: Stage) -> None:
    photo, other = await stage.index(1), await stage.index(2, look=1)
    made = await event_albums.create(stage.deps, OWNER, stage.event.id, "Party", Rule(AlbumKind.HAND), hidden=False)
    album_id = made.album.id
    assert (await shown(stage, album_id), [album.name for album in (await opened(stage)).albums]) == ([], ["Party"])
    filled = await event_albums.fill(stage.deps, OWNER, stage.event.id, album_id, add=[photo.id, other.id], remove=[])
    assert (filled.photos, await shown(stage, album_id)) == (2, [other.id, photo.id])
    await showing.hide(stage.deps, await photos.find(other.id))
    assert [album.photos for album in await event_albums.of_event(stage.deps, OWNER, stage.event.id)] == [1]
    assert await shown(stage, album_id) == [photo.id]
    await event_albums.fill(stage.deps, OWNER, stage.event.id, album_id, add=[], remove=[photo.id])
    assert await shown(stage, album_id) == []
    await event_albums.change(stage.deps, OWNER, stage.event.id, album_id, {"name": "Dance"})
    assert [album.name for album in (await opened(stage)).albums] == ["Dance"]
    await Photo.find_one({"_id": photo.id}).update({"$set": {"camera_key": "r6"}})
    await gallery_news.tell_of_album(stage.deps, stage.event.id, None)
    camera = Rule(AlbumKind.CAMERA, camera_key="r6")
    assert (await event_albums.create(stage.deps, OWNER, stage.event.id, "R6", camera, hidden=False)).photos == 1


async def test_a_gallery_that_was_closed_is_read_anew_and_given_to_nobody_meanwhile(stage: Stage) -> None:
    photo = await stage.index(1)
    assert await shown(stage) == [photo.id]
    await _set(stage, open_gallery=False)
    with pytest.raises(GalleryClosed):
        await opened(stage)
    await showing.hide(stage.deps, await photos.find(photo.id))
    history = await stage.deps.bus.history(topics.gallery_topic(stage.event.id))
    assert history.publications == (), "nothing is told of a closed gallery"
    await _set(stage, open_gallery=True)
    assert await shown(stage) == []


async def test_the_owner_counts_anew_where_nothing_is_told(stage: Stage) -> None:
    photo = await stage.index(1)
    await _set(stage, open_gallery=False)
    made = await event_albums.create(stage.deps, OWNER, stage.event.id, "Party", Rule(AlbumKind.HAND), hidden=False)
    await event_albums.fill(stage.deps, OWNER, stage.event.id, made.album.id, add=[photo.id], remove=[])
    for count, change in ((1, showing.hide), (0, showing.unhide), (1, showing.hide)):
        assert [album.photos for album in await event_albums.of_event(stage.deps, OWNER, stage.event.id)] == [count]
        await change(stage.deps, await photos.find(photo.id))


async def test_without_a_bus_everything_is_read_by_whoever_asks(stage: Stage) -> None:
    photo = await stage.index(1)
    away = replace(stage.deps, bus=cast("EventBus", DeafBus()))
    assert list((await opened(stage, deps=away)).outline.ids) == [photo.id]
    await Photo.find_one({"_id": photo.id}).update({"$set": {"hidden": True}})
    assert list((await opened(stage, deps=away)).outline.ids) == []


async def _set(stage: Stage, **fields: Any) -> None:
    await events.change(OWNER, stage.event.id, fields)
    await gallery_news.settings_changed(stage.deps, stage.event.id, fields)
