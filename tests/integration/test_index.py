"""The gallery of an event: in memory, on disk, and always what the database says."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app import errors
from app.services import photos as photo_service
from app.services import privacy
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import companies, faces
from app.store.documents import Counter, Event, EventCompany, FaceEntry, StoredFace
from app.store.queries import change_one
from tests.painted import PaintedEngine, painted, vector_of
from tests.stage import OWNER, Stage, open_stage
from workers.index.flat import FlatIndex
from workers.index.gallery import Galleries, opened_company

FACE = StoredFace(box=(0, 0, 1, 1), score=1, size_px=90, sharpness=1, brightness=0.5, yaw=0, pitch=0, roll=0, verdict="good")


def unit(rows: int, dimension: int = 16, seed: int = 0) -> NDArray[np.float32]:
    """Random unit vectors."""
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_random_history_leaves_what_a_plain_list_would() -> None:
    order = random.Random(3)
    index, model, sequence = FlatIndex(8), dict[str, NDArray[np.float32]](), 0
    for step in range(3000):
        sequence += 1
        if model and order.random() < 0.45:
            photo = order.choice(list(model))
            del model[photo]
            index.remove(photo, sequence)
        else:
            model[f"p{step}"] = unit(order.randrange(4), 8, seed=step)
            index.add(f"p{step}", model[f"p{step}"], sequence, [step % 3 == face for face in range(len(model[f"p{step}"]))])
    for kept in (index, FlatIndex.load(index.save(), 8)):
        assert kept.faces == sum(map(len, model.values()))
        assert kept.sequence == sequence
        assert _rows(kept) == {
            (photo, face, row.tobytes(), int(photo[1:]) % 3 == face)
            for photo, rows in model.items()
            for face, row in enumerate(rows)
        }


def _rows(index: FlatIndex) -> set[tuple[str, int, bytes, bool]]:
    """Photo, face, vector and mark of each row of the gallery that is there."""
    gallery = index.gallery()
    return {
        (gallery.photo_ids[photo], int(face), vector.tobytes(), bool(marked))
        for vector, photo, face, marked in zip(gallery.vectors, gallery.photo, gallery.face, gallery.marked, strict=True)
        if photo >= 0
    }


def test_a_removed_photo_leaves_the_memory_at_once() -> None:
    index = FlatIndex(16)
    index.add("a", unit(3, seed=1), 1)
    index.add("b", unit(3, seed=2), 2)
    index.remove("a", 3)
    assert {photo for photo, *_ in _rows(index)} == {"b"}
    assert not index._vectors()[:3].any()
    snapshot = index.save()
    assert unit(3, seed=1)[0].tobytes() not in snapshot
    assert unit(3, seed=2)[0].tobytes() in snapshot


def test_an_index_of_photos_without_faces_is_empty() -> None:
    index = FlatIndex(16)
    assert _rows(index) == set()
    index.add("nobody", unit(0), 1)
    assert (index.faces, index.sequence) == (0, 1)
    assert _rows(FlatIndex.load(index.save(), 16)) == set()


def test_a_snapshot_of_another_dimension_is_refused() -> None:
    index = FlatIndex(16)
    index.add("a", unit(3), 1)
    with pytest.raises(ValueError, match="shape"):
        FlatIndex.load(index.save(), 32)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with two entries short of a snapshot that is due."""
    async with open_stage(deps) as opened:
        yield opened


async def _fill(stage: Stage, photos: int, first: int = 0, person: int | None = None) -> None:
    """Photos of twenty people in turn, or of one, at the end of the log. The first and the last are written as a worker writes
    them, those between in one go: each by itself would take as long as all tests of this file together."""
    engine = stage.engine
    cipher = await stage.deps.keys.cipher(event_key(stage.event))

    def of(number: int) -> tuple[str, bytes]:
        photo_id = f"photo{number:05}" if person is None else f"photo{number:05}-of-{person}"
        vectors = vector_of(number % 20 if person is None else person, engine.dimension)
        return photo_id, cipher.seal(vectors.tobytes(), faces.vectors_context(photo_id, engine.id))

    first_id, sealed = of(first)
    before = await faces.append_faces(stage.event.id, engine.id, first_id, [_face(first)], sealed)
    entries: list[FaceEntry] = []
    for number in range(first + 1, first + photos - 1):
        photo_id, sealed = of(number)
        own = {"key": before.key.replace(first_id, photo_id), "photo_id": photo_id, "faces": [_face(number)], "vectors": sealed}
        entries.append(FaceEntry(**before.model_dump(exclude={"id"}) | own | {"seq": before.seq + len(entries) + 1}))
    await FaceEntry.insert_many(entries)
    hint = {"_id": f"faces:{stage.event.id}:{engine.id}", "value": before.seq}  # or the next would try each number
    assert await change_one(Counter, hint, {"$set": {"value": entries[-1].seq}})
    last_id, sealed = of(first + photos - 1)
    last = await faces.append_faces(stage.event.id, engine.id, last_id, [_face(first + photos - 1)], sealed)
    assert last.seq == before.seq + photos - 1


def _face(number: int) -> StoredFace:
    """Every third one is good."""
    return FACE.model_copy(update={"verdict": ("good", "small", "blurred")[number % 3]})


async def _found(galleries: Galleries, event: Event, person: int, dimension: int) -> list[str]:
    async with galleries.caught_up(event) as index:
        gallery = index.gallery()
        alike = (gallery.photo >= 0) & (gallery.vectors @ vector_of(person, dimension) >= 0.6)
        return sorted(gallery.photo_ids[photo] for photo in gallery.photo[alike])


def _snapshot(deps: Deps) -> Path:
    return next((deps.settings.data_dir / "index").rglob("*.bin"))


@pytest.fixture
async def saved(stage: Stage) -> Stage:
    """An event of 500 faces with a snapshot on disk."""
    await _fill(stage, 500)
    await _found(stage.galleries, stage.event, 1, stage.engine.dimension)
    await stage.galleries.save_if_due(stage.event)
    assert _snapshot(stage.deps).exists()
    return stage


async def test_a_new_worker_starts_from_the_snapshot_and_reads_on(saved: Stage) -> None:
    await _fill(saved, 20, first=500)
    # What the snapshot covers is gone from the log, but for the entry that it is known by: it must come from the file.
    await FaceEntry.find({"seq": {"$lt": 500}}).delete()
    saved.restart_workers()
    found = await _found(saved.galleries, saved.event, 1, saved.engine.dimension)
    assert len(found) == 26
    assert found[-1] == "photo00501"
    async with saved.galleries.caught_up(saved.event) as index:
        assert index.gallery().marked.tolist() == [number % 3 != 0 for number in range(520)]


@pytest.mark.parametrize("damage", ["missing", "cut", "changed", "empty", "nonsense", "header"])
async def test_a_damaged_snapshot_is_rebuilt_from_the_log(saved: Stage, damage: str) -> None:
    path = _snapshot(saved.deps)
    data = path.read_bytes()
    spoiled = {
        "cut": data[: len(data) // 2],
        "changed": data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
        "empty": b"",
        "nonsense": b"[]\n" + data,
        "header": data.replace(b'"sequence": 500', b'"sequence": 499'),
    }
    path.unlink() if damage == "missing" else path.write_bytes(spoiled[damage])
    saved.restart_workers()
    assert len(await _found(saved.galleries, saved.event, 1, saved.engine.dimension)) == 25


async def test_a_snapshot_from_beyond_the_log_or_of_another_log_is_not_used(saved: Stage) -> None:
    await FaceEntry.find({"seq": {"$gt": 300}}).delete()  # the database was restored from a backup
    saved.restart_workers()
    assert len(await _found(saved.galleries, saved.event, 1, saved.engine.dimension)) == 15
    await _fill(saved, 220, first=300, person=2)  # and went on differently, past the snapshot's number
    saved.restart_workers()
    assert len(await _found(saved.galleries, saved.event, 1, saved.engine.dimension)) == 15
    assert len(await _found(saved.galleries, saved.event, 2, saved.engine.dimension)) == 15 + 220


class Away:
    """A store of snapshots that does not answer."""

    asked = 0

    async def write(self, event_id: int, engine_id: str, pieces: AsyncIterator[bytes]) -> None:
        """Not now."""
        self.asked += 1
        raise errors.Unavailable

    async def read(self, event_id: int, engine_id: str) -> AsyncIterator[bytes]:
        """Not now."""
        self.asked += 1
        raise errors.Unavailable
        yield b""

    async def forget(self, event_id: int) -> None:
        """Not now."""
        self.asked += 1
        raise errors.Unavailable


async def test_a_search_needs_no_snapshots_when_their_store_is_away(stage: Stage) -> None:
    away = Away()
    galleries = Galleries(replace(stage.deps, snapshots=away), stage.engine.id, stage.engine.dimension)
    await _fill(stage, 500)
    assert len(await _found(galleries, stage.event, 1, stage.engine.dimension)) == 25
    await galleries.save_if_due(stage.event)
    await galleries.save_if_due(stage.event)
    await galleries.drop(stage.event.id)
    assert away.asked == 3, "a snapshot that failed is not tried again before the next is due"


async def test_another_engine_has_its_own_gallery(saved: Stage) -> None:
    other = PaintedEngine(64)
    galleries = Galleries(saved.deps, other.id, other.dimension)
    async with galleries.caught_up(saved.event) as index:
        assert (index.faces, index.sequence) == (0, 0)


async def test_a_snapshot_does_not_open_for_another_event_or_without_the_key(saved: Stage, deps: Deps) -> None:
    path = _snapshot(deps)
    assert vector_of(1, saved.engine.dimension).tobytes() not in path.read_bytes()
    stranger = saved.event.model_copy(update={"key_id": "another"})
    with pytest.raises(errors.KeyDestroyed):
        await _found(Galleries(deps, saved.engine.id, saved.engine.dimension), stranger, 1, saved.engine.dimension)
    assert not path.exists(), "what does not open any more is removed"


async def test_a_deleted_photo_leaves_gallery_and_later_snapshots(stage: Stage) -> None:
    photo, other = await stage.index(3, look=1), await stage.index(3, look=2)
    assert len(await _found(stage.galleries, stage.event, 3, stage.engine.dimension)) == 2
    await photo_service.delete(stage.deps, photo)
    assert await _found(stage.galleries, stage.event, 3, stage.engine.dimension) == [other.id]
    stage.restart_workers()
    assert await _found(stage.galleries, stage.event, 3, stage.engine.dimension) == [other.id]


async def test_a_gallery_that_fills_is_read_before_a_guest_asks_and_forgotten_with_its_event(stage: Stage) -> None:
    await stage.index(3)
    await stage.searcher.warm()
    assert stage.galleries._open[stage.event.id].index.faces == 1
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await stage.searcher.warm()
    assert not stage.galleries._open


async def test_the_index_is_never_trusted_over_the_database(stage: Stage) -> None:
    photo = await stage.index(3)
    await _found(stage.galleries, stage.event, 3, stage.engine.dimension)
    await photo.delete()  # behind the log's back
    search = await stage.search(painted(3, look=9))
    assert await stage.announced(search) == []


async def test_galleries_that_were_not_used_lately_make_room(stage: Stage) -> None:
    galleries = Galleries(stage.deps, stage.engine.id, stage.engine.dimension, memory_bytes=40_000)
    for number in (2, 3, 4):
        stage.event = stage.event.model_copy(update={"id": number})
        await stage.event.insert()
        await _fill(stage, 100, first=number * 100)
        async with galleries.caught_up(stage.event) as index:
            assert index.faces == 100
    assert list(galleries._open) == [4]


async def test_what_faces_have_in_common_is_kept_sealed_of_many_and_goes_with_each_photo_that_is_deleted(stage: Stage) -> None:
    galleries = Galleries(stage.deps, stage.engine.id, stage.engine.dimension)

    async def told() -> EventCompany | None:
        async with galleries.caught_up(stage.event) as index:
            galleries.company(stage.event.id, index, stage.engine.calibration)
        await galleries.tell_company(stage.event)
        return await companies.of_event(stage.event.id, stage.engine.id)

    await _fill(stage, 60)
    assert await told() is None, "of so few it would say too much of each"
    await _fill(stage, 60, first=60)
    kept = await told()
    assert kept is not None
    cipher = await stage.deps.keys.cipher(event_key(stage.event))
    centre, crowd = opened_company(cipher, kept, stage.engine.dimension)
    assert crowd.faces == 120
    assert 0 < np.linalg.norm(centre) < 1
    assert centre.tobytes() not in kept.sealed
    await faces.remove_photo("photo00003")
    assert await companies.of_event(stage.event.id, stage.engine.id) is None
