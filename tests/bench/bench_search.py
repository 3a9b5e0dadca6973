"""Search in the worker: time among 100,000 faces, memory a face, how fast a gallery catches up, what 10,000 waiting guests
cost a photo. Times are a core's, as other work on the machine is not measured, but where the clock is named. Random unit vectors
in the dimension of the default engine: exact search does not care whose faces they are.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
import psutil

from app.adapters.embedded import secantus, volatile_valkey
from app.adapters.opening import open_deps
from app.domain.evidence import Calibration
from app.domain.times import utc_now
from app.domain.vocabulary import Visibility
from app.services.deps import Deps
from app.services.keys import event_key, keys_of_search, search_key
from app.settings import Settings
from app.store import faces
from app.store.documents import Event, FaceEntry, StoredFace, TemplateEntry
from tests.backends import running
from tests.painted import PaintedEngine
from workers.index.crowd import of_nobody
from workers.index.flat import FlatIndex
from workers.index.gallery import Galleries
from workers.index.looking import company_of, look
from workers.index.standing import StandingSearches, TemplateTable
from workers.index.template import Template

DIMENSION = 256
FACES, FACES_A_PHOTO = 100_000, 4
GUESTS, ROUNDS = 10_000, 30
LOGGED_PHOTOS = 5_000
CALIBRATION = Calibration(centre=(), deviation=0.09, between=0.4, temper=0.5, photos=45)


def main(scratch: Path) -> None:
    """Print all of it."""
    _in_memory()
    _standing()
    with running(secantus(scratch)) as mongodb_url, running(volatile_valkey(scratch)) as redis_url:
        settings = Settings(
            _env_file=None,
            data_dir=scratch,
            secret_key="a secret of this measurement alone",
            mongodb_url=mongodb_url,
            redis_url=redis_url,
        )
        asyncio.run(_catch_up(settings))


def _in_memory() -> None:
    vectors = _unit(FACES, seed=1)
    before = _memory()
    index = FlatIndex(DIMENSION)
    for start in range(0, FACES, FACES_A_PHOTO):
        index.add(f"{start:024}", vectors[start : start + FACES_A_PHOTO].copy(), start // FACES_A_PHOTO + 1)
    bytes_a_face = (_memory() - before) / FACES
    probe = _unit(1, seed=2)
    _print(f"bare product with {FACES:,} faces of {DIMENSION} numbers", _times(lambda: vectors @ probe[0]), 30)
    company = company_of(index.gallery(), CALIBRATION)
    _print("what the event says of itself", _times(lambda: company_of(index.gallery(), CALIBRATION)), 300)
    _print("search that grows", _times(lambda: look(probe, index.gallery(), CALIBRATION, company)), 150)
    print(f"memory: {bytes_a_face:,.0f} bytes a face ({DIMENSION * 4} of them the vector)")
    begun = time.perf_counter()
    snapshot = index.save()
    saved = time.perf_counter()
    FlatIndex.load(snapshot, DIMENSION)
    loaded = time.perf_counter()
    print(f"snapshot: {len(snapshot) / 2**20:.0f} MiB, made in {saved - begun:.2f} s, read in {loaded - saved:.2f} s")


def _standing() -> None:
    table, later = TemplateTable(DIMENSION, CALIBRATION), utc_now() + timedelta(days=1)
    for number, template in enumerate(_unit(GUESTS, seed=3)):
        plain = Template.of_selfies(template.reshape(1, -1))
        grown = replace(plain, mean=template * np.float32(0.7), observations=9.0)
        table.add(f"{number:024}", grown if number % 2 else plain, later)
    for count in (4, 10, 40):
        met = partial(table.found, _unit(count, seed=4), of_nobody(CALIBRATION, DIMENSION), np.zeros(count))
        _print(f"photo of {count} faces against {GUESTS:,} live searches", _times(met), 20)


async def _catch_up(settings: Settings) -> None:
    async with _event(settings) as (deps, event):
        engine = PaintedEngine(DIMENSION)
        await _write_faces(deps, event, engine.id)
        galleries = Galleries(deps, engine.id, DIMENSION)
        begun = time.perf_counter()
        async with galleries.caught_up(event) as index:
            took = time.perf_counter() - begun
            print(f"catch-up from the log: {index.faces / took:,.0f} faces/s, {index.sequence / took:,.0f} photos/s")
        await galleries.save_if_due(event)
        begun = time.perf_counter()
        async with Galleries(deps, engine.id, DIMENSION).caught_up(event) as index:
            print(f"start from the snapshot: {index.faces / (time.perf_counter() - begun):,.0f} faces/s")
        await _write_templates(deps, event, engine.id)
        await _photo_against_guests(deps, event, engine)


async def _photo_against_guests(deps: Deps, event: Event, engine: PaintedEngine) -> None:
    standing = StandingSearches(engine)
    photo_id = "photo00000"
    entry = await faces.of_photo(photo_id, engine.id)
    assert entry is not None
    seen = await standing._seen(deps, event, entry, None)
    assert seen is not None
    begun = time.perf_counter()
    await standing._resembling(deps, event, photo_id, seen)
    print(f"reading {GUESTS:,} live searches once: {time.perf_counter() - begun:.2f} s")
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await standing._resembling(deps, event, photo_id, seen)
        times.append((time.perf_counter() - begun) * 1000)
    _print(f"photo of {len(entry.faces)} faces against {GUESTS:,} live searches, database and all, by the clock", times, 20)


@asynccontextmanager
async def _event(settings: Settings) -> AsyncIterator[tuple[Deps, Event]]:
    async with open_deps(settings) as deps:
        event = Event(id=1, owner_id="o", name="Bench", visibility=Visibility.PRIVATE)
        await deps.keys.create(event_key(event))
        await event.insert()
        yield deps, event


async def _write_faces(deps: Deps, event: Event, engine_id: str) -> None:
    """As many inserts at once as possible: how fast ingest writes is not the question here."""
    vectors = _unit(LOGGED_PHOTOS * FACES_A_PHOTO, seed=5)
    face = StoredFace(box=(0, 0, 1, 1), score=1, size_px=90, sharpness=1, brightness=1, yaw=0, pitch=0, roll=0, verdict="good")
    entries = []
    cipher = await deps.keys.cipher(event_key(event))
    for number in range(LOGGED_PHOTOS):
        photo_id = f"photo{number:05}"
        rows = vectors[number * FACES_A_PHOTO : (number + 1) * FACES_A_PHOTO]
        entries.append(
            FaceEntry(
                event_id=event.id,
                engine_id=engine_id,
                seq=number + 1,
                key=f"add:{photo_id}:{engine_id}",
                kind="add",
                photo_id=photo_id,
                faces=[face] * FACES_A_PHOTO,
                vectors=cipher.seal(rows.tobytes(), faces.vectors_context(photo_id, engine_id)),
            )
        )
    for start in range(0, LOGGED_PHOTOS, 500):
        await FaceEntry.insert_many(entries[start : start + 500])


async def _write_templates(deps: Deps, event: Event, engine_id: str) -> None:
    entries = []
    for number, row in enumerate(_unit(GUESTS, seed=6)):
        await deps.keys.create(search_key(f"s{number}"))
        cipher = await deps.keys.cipher(*keys_of_search(event, f"s{number}"))
        sealed = Template.of_selfies(row.reshape(1, -1)).sealed(cipher, f"s{number}")
        entries.append(
            TemplateEntry(
                event_id=event.id,
                engine_id=engine_id,
                seq=number + 1,
                key=f"add:s{number}",
                kind="add",
                search_id=f"s{number}",
                template=sealed,
                expires_at=utc_now() + timedelta(days=1),
            )
        )
    for start in range(0, GUESTS, 500):
        await TemplateEntry.insert_many(entries[start : start + 500])


def _unit(rows: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).standard_normal((rows, DIMENSION), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _times(work: Callable[[], object]) -> list[float]:
    """Of one core, of this process alone: what else the machine does is not measured."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return times


def _memory() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def _print(what: str, times_ms: list[float], limit_ms: float) -> None:
    p50, p95 = statistics.median(times_ms), statistics.quantiles(times_ms, n=20)[-1]
    print(f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms (wanted: under {limit_ms:.0f} ms)")
