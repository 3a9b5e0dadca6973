"""What is left on disk and in the database: no selfie ever, and of what was deleted no face data."""

from __future__ import annotations

import asyncio
import io
import random
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import redis.asyncio as redis
from PIL import Image
from pymongo import AsyncMongoClient

from app import errors, jobs, topics
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Ending, SearchStage
from app.ports import EventBus, Publication, Selfie, UploadNote
from app.services import found_photos, privacy, showing, sightings
from app.services.deps import Deps
from app.services.keys import event_key, keys_of_search, search_key
from app.store import consents, faces, templates
from app.store import matches as match_store
from app.store.documents import (
    DOCUMENTS,
    AuditEntry,
    Consent,
    Counter,
    Event,
    EventSource,
    EventStats,
    FaceEntry,
    Kiosk,
    Match,
    Photo,
    Search,
    Sender,
    TemplateEntry,
)
from tests.integration.web import Web, event_of
from tests.painted import PaintedEngine, painted, vector_of
from tests.stage import OWNER, Stage, open_stage, stage_of


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


def needles(*secrets: bytes) -> list[bytes]:
    """Pieces from all over each secret, but for its beginning, which others have too: cut into blocks it is found as well."""
    return [secret[at : at + 24] for secret in secrets for at in range(len(secret) // 7, len(secret) - 24, len(secret) // 7)]


def holding(folders: Iterable[Path], wanted: list[bytes]) -> list[str]:
    """Files below ``folders`` that hold one of the ``wanted`` pieces."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and any(piece in path.read_bytes() for piece in wanted):
                found.append(str(path))
    return found


async def everything(deps: Deps) -> bytes:
    """All documents of the database and all values of Redis, as bytes."""
    out = bytearray()
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(deps.settings.mongodb_url)
    database = client[deps.settings.mongodb_database]
    for name in await database.list_collection_names():
        async for document in database[name].find():
            for value in _values(document):
                out += value
    await client.close()
    for url in (deps.settings.redis_url, deps.settings.redis_volatile_url):
        async with redis.from_url(url) as connection:
            for key in await connection.keys("*"):
                out += await connection.dump(key) or b""
    return bytes(out)


def _values(document: object) -> Iterable[bytes]:
    if isinstance(document, dict):
        for value in document.values():
            yield from _values(value)
    elif isinstance(document, list):
        for value in document:
            yield from _values(value)
    else:
        yield document if isinstance(document, bytes) else str(document).encode()


def noisy_selfie(person: int) -> bytes:
    """A selfie whose bytes cannot be compressed away: what a disk would show of it can be recognised."""
    image = np.asarray(Image.open(io.BytesIO(painted(person, look=77))))
    noise = np.random.default_rng(5).integers(-9, 10, image.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(image + noise, 0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


async def test_neither_selfies_nor_vectors_are_on_disk_in_the_clear(web: Web, deps: Deps, backends_dir: Path) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, "public")
    event = await Event.get(event_id)
    assert event is not None
    selfie = noisy_selfie(3)
    async with stage_of(deps, event, PaintedEngine()) as stage:
        await stage.index(3)
        files = [("selfie", ("me.png", selfie, "image/png"))]
        # Large enough that a reader which spools would have spooled.
        padded = [("selfie", ("me.png", selfie + random.Random(1).randbytes(3_000_000), "image/png"))]
        for parts in (files, padded):
            answer = await web.client().post(f"/events/{event_id}/searches", files=parts, data={"consent": "true"})
            assert answer.status_code == 202
            clear = needles(selfie, parts[0][1][1][-5000:])
            await written_to_disk(deps, backends_dir)
            assert holding([backends_dir, deps.settings.data_dir], clear) == [], "while it waits"
            await stage.searcher.run(answer.json()["id"])
            assert holding([backends_dir, deps.settings.data_dir], clear) == [], "after the search"
        assert len(await stage.announced(await _search(answer))) == 1
        template = vector_of(3, 32).tobytes()
        assert holding([backends_dir, deps.settings.data_dir], needles(template)) == []
        stored = await everything(deps)
        assert not any(piece in stored for piece in needles(template))


async def written_to_disk(deps: Deps, backends_dir: Path) -> None:
    """Valkey writes its file once a second, in order: what it was told of before this is on the disk, if it is to be there."""
    last = random.randbytes(4000)
    async with redis.from_url(deps.settings.redis_url) as connection:
        await connection.set("the last thing", last)
        assert await connection.waitaof(num_local=1, num_replicas=0, timeout=120_000) == [1, 0]
    assert any("valkey" in path for path in holding([backends_dir], needles(last)))


async def test_the_scan_would_find_what_it_looks_for(stage: Stage, backends_dir: Path) -> None:
    secret = random.Random(2).randbytes(4000)
    await Match.get_pymongo_collection().insert_one({"_id": "leak", "search_id": "x", "vector": secret})
    async with redis.from_url(stage.deps.settings.redis_url) as connection:
        await connection.set("leak", secret)
    await written_to_disk(stage.deps, backends_dir)
    assert any("valkey" in path for path in holding([backends_dir], needles(secret)))
    stored = await everything(stage.deps)
    assert any(piece in stored for piece in needles(secret))


async def test_a_withdrawn_search_leaves_no_face_data_but_a_receipt(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.search(painted(3, look=5))
    other = await stage.search(painted(3, look=6))
    entry = await templates.of_search(search.id)
    assert entry is not None
    assert entry.template is not None
    assert entry.template in await everything(stage.deps)
    for _ in range(2):
        await privacy.withdraw_search(stage.deps, search)
    left = await everything(stage.deps)
    assert entry.template not in left
    assert await Search.get(search.id) is None
    assert await match_store.of_search(search.id) == []
    assert await stage.told(search) == []
    receipt = await Consent.find_one({"search_id": search.id})
    assert receipt is not None
    assert receipt.withdrawn_at is not None
    assert len(await stage.matched(other)) == 1


async def test_a_search_that_the_service_ends_is_in_the_log_of_its_event_with_the_reason(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await privacy.withdraw_search(stage.deps, search, ending=Ending.LEFT_KIOSK)
    [entry] = await AuditEntry.find({"action": "search.end"}).to_list()
    assert (entry.target, entry.event_id, entry.detail) == (f"search:{search.id}", stage.event.id, {"because": "left_kiosk"})
    consent = await Consent.find_one({"search_id": search.id})
    assert consent is not None
    assert consent.ended_because is Ending.LEFT_KIOSK


async def test_where_a_guest_was_seen_is_sealed_and_gone_with_the_search_or_the_event(stage: Stage) -> None:
    await stage.index(5, 3)
    first, second = await stage.search(painted(3, look=5)), await stage.search(painted(3, look=6))
    [told] = await stage.told(first, "search.match")
    kept = await match_store.of_search(first.id) + await match_store.of_search(second.id)
    raw = await Match.get_pymongo_collection().find_one({"_id": kept[0].id})
    assert raw is not None
    assert {"score", "tier", "face_box"}.isdisjoint(raw)
    [seen, _] = await sightings.opened(stage.deps, kept)
    assert [seen.sight.score, list(seen.sight.face_box)] == [told["match"]["score"], told["match"]["face_box"]]
    await privacy.withdraw_search(stage.deps, first)
    assert [each.match.search_id for each in await sightings.opened(stage.deps, kept)] == [second.id]
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await stage.event.set({"deleted_at": None})  # as in a backup of the database
    assert await sightings.opened(stage.deps, kept) == []


async def test_a_damaged_match_is_left_out_and_the_others_are_shown(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    photos = [await stage.index(3, look=look) for look in (1, 2)]
    search = await stage.search(painted(3, look=5))
    spoiled = f"{search.id}:{photos[0].id}"
    await Match.find({"_id": spoiled}).update({"$set": {"sealed": b"nonsense"}})
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [photos[1].id]
    assert spoiled in caplog.text


async def test_face_data_is_erased_though_redis_is_away(stage: Stage) -> None:
    class Away:
        async def discard(self, search_id: str) -> None:
            raise errors.Unavailable

    await stage.index(3)
    search = await stage.search(painted(3, look=5))
    guest = Caller(guest_id="a guest")
    with pytest.raises(errors.Unavailable):
        await privacy.withdraw_search(replace(stage.deps, selfies=Away()), search, by=guest)  # type: ignore[arg-type]
    assert await templates.searches_with_template() == set()
    assert await match_store.of_search(search.id) == []
    marked = await Search.get(search.id)
    assert marked is not None
    await privacy.withdraw_search(stage.deps, marked, by=guest)
    assert await Search.get(search.id) is None
    assert len(await AuditEntry.find({"action": "search.withdraw"}).to_list()) == 1


async def test_a_job_that_comes_after_the_withdrawal_writes_nothing(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.begin(painted(3, look=5))
    await privacy.withdraw_search(stage.deps, search)
    await stage.searcher.run(search.id)
    assert await TemplateEntry.find({"search_id": search.id}).to_list() == []
    assert await match_store.of_search(search.id) == []
    assert await stage.told(search) == []


async def test_the_keeper_ends_a_withdrawal_that_was_cut_off(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.search(painted(3, look=5))
    await Search.find({"_id": search.id}).update({"$set": {"state": SearchStage.WITHDRAWN.value}})
    await privacy.reconcile(stage.deps, utc_now())
    assert await Search.get(search.id) is not None, "somebody may be at it"
    await privacy.reconcile(stage.deps, utc_now() + timedelta(minutes=5))
    assert await Search.get(search.id) is None
    assert await templates.searches_with_template() == set()


async def test_the_keeper_removes_what_lost_its_search_or_photo(stage: Stage) -> None:
    photo, kept = await stage.index(3, look=1), await stage.index(3, look=2)
    search, lost = await stage.search(painted(3, look=5)), await stage.search(painted(3, look=6))
    await lost.delete()
    await photo.delete()
    await privacy.reconcile(stage.deps, utc_now())
    assert await templates.searches_with_template() == {search.id}
    assert await faces.photos_with_faces() == {kept.id}
    assert {(match.search_id, match.photo_id) for match in await Match.find_all().to_list()} == {(search.id, kept.id)}
    await privacy.reconcile(stage.deps, utc_now())
    assert await stage.told(search, "search.retracted") == [
        {"type": "search.retracted", "photo_id": photo.id, "reason": "deleted"}
    ]


async def test_the_keeper_erases_the_template_of_an_expired_search(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await Search.find({"_id": search.id}).update({"$set": {"state": SearchStage.EXPIRED.value}})
    await privacy.reconcile(stage.deps, utc_now() + timedelta(minutes=5))
    assert await templates.searches_with_template() == set()


async def test_the_keeper_erases_the_matches_of_a_search_that_is_over(stage: Stage) -> None:
    await stage.index(3)
    expired, live = await stage.search(painted(3, look=5)), await stage.search(painted(3, look=6))
    await Search.find({"_id": expired.id}).update({"$set": {"state": SearchStage.EXPIRED.value}})
    await templates.remove_search(expired.id)  # and then the keeper was killed
    await privacy.reconcile(stage.deps, utc_now())
    assert len(await match_store.of_search(expired.id)) == 1, "somebody may be at it"
    await privacy.reconcile(stage.deps, utc_now() + timedelta(minutes=5))
    assert await match_store.of_search(expired.id) == []
    assert len(await match_store.of_search(live.id)) == 1


async def test_a_step_that_fails_does_not_stop_the_keeper_from_the_rest(stage: Stage) -> None:
    class Away:
        async def end(self, topic: str, reason: str) -> None:
            raise errors.Unavailable

    photo = await stage.index(3)
    search = await stage.search(painted(3, look=5))
    await Search.find({"_id": search.id}).update({"$set": {"state": SearchStage.WITHDRAWN.value}})
    await photo.delete()
    later = utc_now() + timedelta(minutes=5)
    await privacy.reconcile(replace(stage.deps, bus=Away()), later)  # type: ignore[arg-type]
    assert await faces.photos_with_faces() == set()
    assert await Search.get(search.id) is not None
    await privacy.reconcile(stage.deps, later)
    assert await Search.get(search.id) is None


async def test_an_event_is_erased_however_long_nobody_could(stage: Stage) -> None:
    await stage.index(3)
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await Event.find({"_id": stage.event.id}).update({"$set": {"deleted_at": utc_now() - timedelta(days=3)}})
    await privacy.reconcile(stage.deps, utc_now())
    assert await FaceEntry.find_all().to_list() == []
    await stage.event.sync()
    assert stage.event.erased_at is not None


async def test_who_deleted_an_event_is_in_the_log_once_also_after_a_crash(stage: Stage) -> None:
    async def noted() -> list[tuple[str, str]]:
        return [(entry.actor, entry.action) for entry in await AuditEntry.find({"event_id": stage.event.id}).to_list()]

    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await privacy.erase_event(stage.deps, stage.event.id)
    assert await noted() == [(OWNER.actor, "event.delete")]
    await AuditEntry.find_all().delete()  # As if nobody had come to write it.
    await privacy.reconcile(stage.deps, utc_now())
    await privacy.reconcile(stage.deps, utc_now())
    assert await noted() == [(OWNER.actor, "event.delete")]


async def test_nothing_of_an_event_opens_from_the_moment_it_is_deleted(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(3, look=5))
    entry, template = await faces.of_photo(photo.id, stage.engine.id), await templates.of_search(search.id)
    assert entry is not None
    assert entry.vectors is not None
    assert template is not None
    assert template.template is not None
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    event = await Event.get(stage.event.id)
    assert event is not None
    assert await stage.deps.keys.names() == {search_key(search.id)}, "of no use without the event's"
    assert await stage.deps.queue.waiting([jobs.erase_event(event.id).id])
    for names in ((event_key(event),), keys_of_search(event, search.id)):
        with pytest.raises(errors.KeyDestroyed):
            await stage.deps.keys.cipher(*names)
    await stage.deps.keys.create(event_key(event))  # as if somebody made another one
    for names, sealed, context in (
        ((event_key(event),), entry.vectors, faces.vectors_context(photo.id, stage.engine.id)),
        (keys_of_search(event, search.id), template.template, templates.template_context(search.id)),
    ):
        cipher = await stage.deps.keys.cipher(*names)
        with pytest.raises(errors.SealBroken):
            cipher.open(sealed, context)


class EndsNoted:
    """The bus at its port; notes which topics end, and what for, and what was published right before."""

    def __init__(self, bus: EventBus) -> None:
        self._bus = bus
        self.noted: list[tuple[str, str]] = []
        self.published: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bus, name)

    async def publish(self, topic: str, data: Mapping[str, Any], **options: Any) -> Publication | None:
        """As the bus."""
        self.published.append((topic, data["type"]))
        return await self._bus.publish(topic, data, **options)

    async def end(self, topic: str, reason: str) -> None:
        """As the bus."""
        self.noted.append((topic, reason))
        await self._bus.end(topic, reason)


async def test_an_erased_event_leaves_nothing_but_receipts(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(3, look=5))
    waiting = await stage.begin(painted(3, look=6))
    for event_id in (stage.event.id, 11):
        await Sender(event_id=event_id, user_id="owner", name="R6", username=f"r6-{event_id}", password_hash="").insert()
    async with open_stage(stage.deps, event_id=11) as neighbour:
        await neighbour.index(3, look=1)
        kept = await neighbour.search(painted(3, look=5))
        before = [path for path in _files(stage.deps) if "events/11/" in path]
        await privacy.erase_event(stage.deps, stage.event.id)
        assert await Photo.get(photo.id) is not None, "an event that was not deleted is left alone"
        ends = EndsNoted(stage.deps.bus)
        noting = replace(stage.deps, bus=ends)
        await privacy.delete_event(noting, stage.event, OWNER)
        of_event = [of(stage.event.id) for of in (topics.ingest_topic, topics.gallery_topic, topics.favourites_topic)]
        assert ends.noted == [(topic, "deleted") for topic in of_event]
        for _ in range(2):
            await privacy.erase_event(noting, stage.event.id)
        ended = {f"search:{search.id}", f"search:{waiting.id}", *of_event}
        assert set(ends.noted) == {(topic, "deleted") for topic in ended}, "whoever came in between is told, too"
        for model in (Photo, FaceEntry, TemplateEntry, Search, Match, Sender, EventSource):
            assert {document.event_id for document in await model.find_all().to_list()} == {11}
        assert [stats.id for stats in await EventStats.find_all().to_list()] == [11]
        assert {counter.id.split(":")[1] for counter in await Counter.find_all().to_list()} == {"11"}
        assert [path for path in _files(stage.deps) if "events/1/" in path] == []
        assert [path for path in _files(stage.deps) if "events/11/" in path] == before
        assert await stage.deps.selfies.get(waiting.id) is None
        assert await stage.told(search) == []
        receipts = await Consent.find({"event_id": stage.event.id}).to_list()
        assert len(receipts) == 2
        assert all(receipt.withdrawn_at for receipt in receipts)
        assert len(await neighbour.announced(kept)) == 1


async def test_of_an_erased_event_no_document_is_left_but_evidence(stage: Stage) -> None:
    """Of every kind that names its event, also of those that are thought of later."""
    kinds = [kind for kind in DOCUMENTS if "event_id" in kind.model_fields and kind not in (Search, Kiosk)]
    for kind in kinds:
        for event_id in (stage.event.id, 11):
            own = f"{kind.__name__}:{event_id}"
            unique = dict.fromkeys(("_id", "key", "username", "origin", "content_hash", "search_id", "photo_id"), own)
            await kind.get_pymongo_collection().insert_one({**unique, "event_id": event_id, "engine_id": own, "seq": 1})
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await privacy.erase_event(stage.deps, stage.event.id)
    left = {kind: await kind.get_pymongo_collection().distinct("event_id") for kind in kinds}
    evidence = {Consent: [1, 11], AuditEntry: [1, 11]}
    assert {kind: sorted(event_ids) for kind, event_ids in left.items()} == {kind: [11] for kind in kinds} | evidence


async def test_what_waits_for_its_last_bytes_goes_with_its_event(stage: Stage) -> None:
    notes = [UploadNote(str(uuid.uuid4()), "owner", event_id, "a.jpg", "", 9) for event_id in (stage.event.id, 11)]
    for note in notes:
        await stage.deps.uploads.begin(note)
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await privacy.erase_event(stage.deps, stage.event.id)
    with pytest.raises(errors.NotFound):
        await stage.deps.uploads.find("owner", notes[0].id)
    assert (await stage.deps.uploads.find("owner", notes[1].id)).note == notes[1]


async def test_a_kiosk_of_an_erased_event_locks_and_hears_nothing_more(stage: Stage) -> None:
    kiosk = Kiosk(event_id=stage.event.id, name="Door", code_digest="a digest", code_expires_at=utc_now())
    await kiosk.insert()
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    bus = EndsNoted(stage.deps.bus)
    await privacy.erase_event(replace(stage.deps, bus=bus), stage.event.id)
    topic = topics.kiosk_topic(kiosk.id)
    assert (topic, "kiosk.revoked") in bus.published
    assert (topic, "deleted") in bus.noted
    assert await Kiosk.find_all().to_list() == []


@pytest.mark.parametrize(
    ("ending", "said"), [(None, "deleted"), (Ending.LEFT_KIOSK, "deleted"), (Ending.LINK_REVOKED, "link_revoked")]
)
async def test_whoever_watches_a_search_hears_why_it_ended(stage: Stage, ending: Ending | None, said: str) -> None:
    search = await stage.begin(painted(3))
    bus = EndsNoted(stage.deps.bus)
    await privacy.withdraw_search(replace(stage.deps, bus=bus), search, ending=ending)
    assert bus.noted == [(topics.search_topic(search.id), said)]


async def test_a_receipt_says_what_is_left_for_as_long_as_something_is(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.search(painted(3, look=5))
    with pytest.raises(errors.NotFound):
        await privacy.receipt(stage.deps, search.id)
    await stage.deps.selfies.put(search.id, [Selfie(painted(3))], 60)
    await consents.end(search.id, utc_now(), Ending.LINK_REVOKED)  # and then the process was killed
    receipt = await privacy.receipt(stage.deps, search.id)
    assert (receipt.because, receipt.left) == (Ending.LINK_REVOKED, ("selfie", "template", "matches"))
    await stage.deps.selfies.discard(search.id)
    assert (await privacy.receipt(stage.deps, search.id)).left == ("template", "matches")
    await match_store.delete_of_search(search.id)
    await templates.remove_search(search.id)
    assert (await privacy.receipt(stage.deps, search.id)).left == ("template",), "its key is there"
    await privacy.withdraw_search(stage.deps, search)
    over = await privacy.receipt_numbered(stage.deps, search.consent_id)
    assert (over.consent_id, over.event_id, over.left) == (search.consent_id, stage.event.id, ())
    assert over.agreed_at < over.withdrawn_at


async def test_what_a_guest_takes_back_is_in_the_log_of_its_event(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    await privacy.withdraw_search(stage.deps, search, by=Caller(guest_id="a guest"))
    noted = await AuditEntry.find({"action": {"$regex": "withdraw$"}}).to_list()
    assert {(entry.action, entry.target, entry.event_id) for entry in noted} == {
        ("search.withdraw", f"search:{search.id}", stage.event.id),
        ("consent.withdraw", f"consent:{search.consent_id}", stage.event.id),
    }


async def test_workers_in_the_middle_write_nothing_for_an_event_that_was_deleted(stage: Stage) -> None:
    await stage.index(3, look=1)
    late = await stage.accept(3, look=2)
    search, other = await stage.search(painted(3, look=5)), await stage.begin(painted(3, look=6))
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await stage.ingest.process(late.id)
    await stage.searcher.run(other.id)
    assert len(await stage.announced(search)) <= 1
    await privacy.erase_event(stage.deps, stage.event.id)
    assert await FaceEntry.find_all().to_list() == []
    assert await TemplateEntry.find_all().to_list() == []
    assert stage.event.id not in stage.galleries._open, "nor is it left in memory"


@pytest.mark.parametrize("seed", range(6))
async def test_deleting_an_event_in_the_middle_of_everything_leaves_nothing(stage: Stage, seed: int) -> None:
    order = random.Random(seed)
    photos = [await stage.accept(3, look=look) for look in range(4)]
    held = [await stage.begin(painted(3, look=10 + number)) for number in range(3)]

    async def after(work: object) -> None:
        await asyncio.sleep(order.random() * 0.2)
        await work  # type: ignore[misc]

    async def delete() -> None:
        await privacy.delete_event(stage.deps, stage.event, OWNER)
        await privacy.erase_event(stage.deps, stage.event.id)

    work = [stage.ingest.process(photo.id) for photo in photos] + [stage.searcher.run(search.id) for search in held]
    ended = await asyncio.gather(*(after(job) for job in (*work, delete())), return_exceptions=True)
    assert not [error for error in ended if isinstance(error, Exception) and not isinstance(error, errors.AppError)]
    await privacy.reconcile(stage.deps, utc_now())
    for model in (Photo, FaceEntry, TemplateEntry, Search, Match):
        assert await model.find_all().to_list() == [], model.__name__


async def test_records_of_consents_are_kept_for_as_long_as_the_settings_say(stage: Stage) -> None:
    """Also those of an event that is gone; and a consent that holds is not touched."""
    withdrawn, expired, live = [await stage.search(painted(3, look=look)) for look in range(3)]
    await privacy.withdraw_search(stage.deps, withdrawn, by=Caller(guest_id="a guest"))
    kept = timedelta(days=stage.deps.settings.consent_keep_days)
    await Consent.find({"search_id": expired.id}).update({"$set": {"expires_at": utc_now() - timedelta(days=1)}})

    async def recorded() -> set[str]:
        return {consent.search_id for consent in await Consent.find_all().to_list()}

    assert await privacy.remove_old_consents(stage.deps, utc_now() + kept - timedelta(days=2)) == 0
    assert await privacy.remove_old_consents(stage.deps, utc_now() + kept - timedelta(hours=1)) == 1
    assert await recorded() == {withdrawn.id, live.id}
    assert await privacy.remove_old_consents(stage.deps, utc_now() + kept + timedelta(seconds=1)) == 1
    assert await recorded() == {live.id}
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await privacy.erase_event(stage.deps, stage.event.id)
    assert await recorded() == {live.id}, "evidence outlives the event"
    assert await privacy.remove_old_consents(stage.deps, utc_now() + kept + timedelta(seconds=1)) == 1
    assert await recorded() == set()


async def test_a_hidden_photo_is_nowhere_for_guests(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(3, look=5))
    await showing.hide(stage.deps, photo)
    assert await found_photos.visible_photos(stage.deps, search) == []
    assert (await found_photos.snapshot(stage.deps, search))["matches"] == []
    assert (await stage.told(search))[-1]["type"] == "search.retracted"


async def _search(answer: httpx.Response) -> Search:
    search = await Search.get(answer.json()["id"])
    assert search is not None
    return search


def _files(deps: Deps) -> list[str]:
    return [str(path) for path in deps.settings.data_dir.rglob("*") if path.is_file()]
