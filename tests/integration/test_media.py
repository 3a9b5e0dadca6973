"""Pictures by their signed addresses."""

from __future__ import annotations

import io
import time

import httpx
import pytest
from PIL import Image

from app.domain.pictures import THUMB_LONG_SIDES
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads
from app.errors import Gone, NotFound
from app.services import blob_keys, grounds, media, photos, showing
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store.documents import Event, Photo
from tests.integration.web import Web, code_of
from tests.painted import painted
from tests.stage import open_stage

ORIGINAL = painted(1)
GUEST = grounds.of_search("5ea7c4" * 4)
"""Of somebody who has found the photo."""
JPEG = b"\xff\xd8\xff a picture"


@pytest.fixture
async def photo(deps: Deps) -> Photo:
    """An indexed photo; its name is not easy to say in a header."""
    async with open_stage(deps) as stage:
        indexed = await stage.index(1, name='Grüße "aus" Köln 50%.png')
        await stage.let_search_stand(GUEST.id)
        return await photos.find(indexed.id)


@pytest.fixture
async def old_photo(deps: Deps, photo: Photo) -> Photo:
    """The same as a version of before left it: one JPEG thumbnail and no placeholder."""
    for long_side in THUMB_LONG_SIDES:
        await deps.blobs.delete(blob_keys.thumb(photo, long_side))
    await deps.blobs.put(blob_keys.jpeg_thumb(photo), JPEG)
    await Photo.get_pymongo_collection().update_one({"_id": photo.id}, {"$unset": {"placeholder": ""}})
    return await photos.find(photo.id)


@pytest.fixture
def client(web: Web) -> httpx.AsyncClient:
    """Anybody: an address is all it takes."""
    client = web.client()
    client.base_url = httpx.URL("http://testserver")
    return client


@pytest.fixture
def original(deps: Deps, photo: Photo) -> str:
    """The address of its original."""
    return media.urls(deps, photo, GUEST).original


async def test_each_variant_is_what_it_says(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    urls = media.urls(deps, photo, GUEST)
    thumb, preview, original = [await client.get(url) for url in (urls.thumb, urls.preview, urls.original)]
    assert original.content == ORIGINAL
    assert original.headers["content-type"] == "image/png"
    assert (thumb.headers["content-type"], thumb.content[:4]) == ("image/webp", b"RIFF")
    assert (preview.headers["content-type"], preview.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    for answer in (thumb, preview, original):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"].startswith("private, max-age=")
        assert int(answer.headers["cache-control"].rpartition("=")[2]) >= deps.settings.media_url_ttl_s - 60
        assert answer.headers["content-disposition"].startswith("inline")


async def test_a_download_keeps_the_name(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    answer = await client.get(media.urls(deps, photo, GUEST).original + "?download=1")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Gr__e _aus_ K_ln 50_.png\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22aus%22%20K%C3%B6ln%2050%25.png"
    )


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, len(ORIGINAL)),
        ("bytes=-7", len(ORIGINAL) - 7, len(ORIGINAL)),
        ("bytes=0-999999999", 0, len(ORIGINAL)),
    ],
)
async def test_a_part_can_be_asked_for(client: httpx.AsyncClient, original: str, asked: str, start: int, end: int) -> None:
    answer = await client.get(original, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(ORIGINAL)}"
    assert answer.content == ORIGINAL[start:end]


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=a-b", "bytes=-", "bytes=0-1,4-5", "lines=0-5"])
async def test_a_range_that_makes_no_sense_gives_all(deps: Deps, client: httpx.AsyncClient, photo: Photo, asked: str) -> None:
    answer = await client.get(media.urls(deps, photo, GUEST).original, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, ORIGINAL)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
async def test_a_part_that_is_not_there_is_416(deps: Deps, client: httpx.AsyncClient, photo: Photo, asked: str) -> None:
    answer = await client.get(media.urls(deps, photo, GUEST).original, headers={"Range": asked})
    assert (answer.status_code, code_of(answer)) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(ORIGINAL)}"


async def test_what_has_not_changed_is_not_sent_again(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    url = media.urls(deps, photo, GUEST).original
    etag = (await client.get(url)).headers["etag"]
    for asked in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = await client.get(url, headers={"If-None-Match": asked})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert (await client.get(url, headers={"If-None-Match": '"other"'})).status_code == 200
    stale = await client.get(url, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (stale.status_code, stale.content) == (200, ORIGINAL)


async def test_head_has_the_headers_and_no_body(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    answer = await client.head(media.urls(deps, photo, GUEST).original)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(ORIGINAL))
    assert answer.headers["accept-ranges"] == "bytes"


async def test_an_address_stays_the_same_for_a_while_and_expires(deps: Deps, photo: Photo) -> None:
    begin = 1_800_000_000 // media.ROUND_S * media.ROUND_S
    url = media.urls(deps, photo, GUEST, now=begin + 1).thumb
    assert media.urls(deps, photo, GUEST, now=begin + media.ROUND_S - 1).thumb == url
    assert media.urls(deps, photo, GUEST, now=begin + media.ROUND_S + 1).thumb != url
    token = url.split("/")[-2]
    assert await media.resolve(deps, token, "thumb-480", "webp", now=begin + deps.settings.media_url_ttl_s)
    with pytest.raises(Gone):
        await media.resolve(deps, token, "thumb-480", "webp", now=begin + deps.settings.media_url_ttl_s + 2 * media.ROUND_S)


async def test_an_expired_address_says_so(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    old = media.urls(deps, photo, GUEST, now=time.time() - 86_400).thumb
    answer = await client.get(old)
    assert (answer.status_code, code_of(answer)) == (410, "media_url_expired")


async def test_the_sizes_of_a_thumbnail_are_as_wide_as_they_say(client: httpx.AsyncClient, deps: Deps) -> None:
    file = io.BytesIO()
    Image.radial_gradient("L").resize((1501, 1000)).save(file, "PNG")
    async with open_stage(deps) as stage:
        photo = await stage.accept_file(file.getvalue(), "large.png")
        await stage.ingest.process(photo.id)
    srcset = media.urls(deps, await photos.find(photo.id), grounds.OWNER).thumb_srcset
    assert srcset is not None
    offered = [candidate.split() for candidate in srcset.split(", ")]
    assert len(offered) == len(THUMB_LONG_SIDES)
    for url, descriptor in offered:
        picture = Image.open(io.BytesIO((await client.get(url)).content))
        assert (picture.format, f"{picture.width}w") == ("WEBP", descriptor)
        assert max(picture.size) in THUMB_LONG_SIDES


def test_a_size_that_a_small_photo_has_not_is_not_offered(deps: Deps, photo: Photo) -> None:
    for width, height, widths in ((4000, 6000, ["160w", "320w", "640w"]), (300, 200, ["240w", "300w"]), (9, 9, ["9w"])):
        srcset = media.urls(deps, photo.model_copy(update={"width": width, "height": height}), GUEST).thumb_srcset or ""
        assert [candidate.split()[1] for candidate in srcset.split(", ")] == widths


async def test_a_photo_of_a_version_before_keeps_its_jpeg_thumbnail(
    client: httpx.AsyncClient, deps: Deps, old_photo: Photo
) -> None:
    urls = media.urls(deps, old_photo, GUEST)
    thumb = await client.get(urls.thumb)
    assert (thumb.headers["content-type"], thumb.content) == ("image/jpeg", JPEG)
    assert urls.thumb_srcset is None
    assert public_photo(deps, old_photo).placeholder is None
    assert (await client.get(urls.preview)).status_code == 200


async def test_deleting_a_photo_leaves_none_of_its_pictures(deps: Deps, old_photo: Photo) -> None:
    await photos.delete(deps, old_photo)
    for key in (*blob_keys.pictures(old_photo), blob_keys.original(old_photo)):
        with pytest.raises(NotFound):
            await deps.blobs.info(key)


async def test_guests_get_the_original_only_while_the_event_lets_them(
    client: httpx.AsyncClient, deps: Deps, photo: Photo
) -> None:
    event = await Event.get(photo.event_id)
    assert event is not None
    guest, owner = media.urls(deps, photo, GUEST), media.urls(deps, photo, grounds.OWNER)
    for downloads, status in ((Downloads.ORIGINAL, 200), (Downloads.PREVIEW, 404), (Downloads.NONE, 404)):
        await event.set({"downloads": downloads})
        assert (await client.get(guest.original)).status_code == status
        assert (await client.get(guest.preview)).status_code == 200
        assert (await client.get(owner.original)).status_code == 200


async def test_an_address_is_good_for_what_it_was_made_for_and_not_to_be_changed(
    deps: Deps, client: httpx.AsyncClient, photo: Photo
) -> None:
    urls = media.urls(deps, photo, GUEST)
    url = urls.thumb
    for other in ("original.jpg", "original.png", "secret.jpg", "thumb-480.jpg", "thumb-481.webp", "preview.webp"):
        assert (await client.get(url.replace("thumb-480.webp", other))).status_code == 404
    assert (await client.get(urls.original.replace("original.png", "preview.jpg"))).status_code == 404
    token = url.split("/")[-2]
    # Not the very last character: some of its bits stand for nothing.
    altered = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    for changed in (altered, "x", token + "x", token.replace(".", "")):
        assert (await client.get(url.replace(token, changed))).status_code == 404


async def test_a_hidden_photo_is_the_owners_only_and_a_deleted_one_nobodys(
    deps: Deps, client: httpx.AsyncClient, photo: Photo
) -> None:
    guest, owner = media.urls(deps, photo, GUEST).thumb, media.urls(deps, photo, grounds.OWNER).thumb
    await showing.hide(deps, photo)
    assert [(await client.get(url)).status_code for url in (guest, owner)] == [404, 200]
    await photos.delete(deps, photo)
    assert [(await client.get(url)).status_code for url in (guest, owner)] == [404, 404]


async def test_a_deleted_event_has_no_pictures(deps: Deps, client: httpx.AsyncClient, photo: Photo) -> None:
    event = await Event.get(photo.event_id)
    assert event is not None
    await event.set({"deleted_at": utc_now()})
    assert (await client.get(media.urls(deps, photo, grounds.OWNER).thumb)).status_code == 404
