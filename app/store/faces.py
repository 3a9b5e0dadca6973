"""The face log of an event: which photo's faces came and which photo went, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.store import logs
from app.store.batches import batches, values_of
from app.store.documents import FaceEntry, StoredFace


def vectors_context(photo_id: str, engine_id: str) -> str:
    """The vault context under which a photo's vectors are sealed: they open for no other photo and no other engine."""
    return f"faces:{photo_id}:{engine_id}"


async def append_faces(
    event_id: int, engine_id: str, photo_id: str, faces: Sequence[StoredFace], sealed_vectors: bytes
) -> FaceEntry:
    """Write a photo's faces durably; once, however often it is called. ``sealed_vectors`` in ``vectors_context``.

    A returned ``void`` entry says that the photo was removed.
    """
    return await logs.append(
        FaceEntry(
            event_id=event_id,
            engine_id=engine_id,
            seq=0,
            key=_key(photo_id, engine_id),
            kind="add",
            photo_id=photo_id,
            faces=list(faces),
            vectors=sealed_vectors,
        )
    )


async def of_photo(photo_id: str, engine_id: str) -> FaceEntry | None:
    """The entry that added the photo's faces (``void`` when they were erased), or None."""
    return await FaceEntry.find_one({"key": _key(photo_id, engine_id)})


async def of_photos(photo_ids: Iterable[str], engine_id: str) -> dict[str, list[StoredFace]]:
    """What is known of the faces of those photos that still have them, by photo."""
    found: list[FaceEntry] = []
    for keys in batches([_key(photo_id, engine_id) for photo_id in photo_ids]):
        found += await FaceEntry.find({"key": {"$in": keys}, "kind": "add"}).to_list()
    return {entry.photo_id: entry.faces for entry in found}


async def after(event_id: int, engine_id: str, seq: int) -> Sequence[FaceEntry]:
    """The next entries after ``seq``; see ``logs.entries_after``."""
    return await logs.entries_after(FaceEntry, event_id, engine_id, seq)


async def at(event_id: int, engine_id: str, seq: int) -> FaceEntry | None:
    """The entry with that number."""
    return await logs.entry_at(FaceEntry, event_id, engine_id, seq)


async def remove_photo(photo_id: str) -> None:
    """Erase a photo's faces and vectors and tell every index, under each engine that knows it. Can run twice."""
    for entry in await FaceEntry.find({"photo_id": photo_id, "kind": {"$ne": "remove"}}).to_list():
        await FaceEntry.get_pymongo_collection().update_one(
            {"_id": entry.id}, {"$set": {"kind": "void", "faces": [], "vectors": None}}
        )
        await logs.append(
            FaceEntry(
                event_id=entry.event_id,
                engine_id=entry.engine_id,
                seq=0,
                key=f"remove:{photo_id}:{entry.engine_id}",
                kind="remove",
                photo_id=photo_id,
            )
        )


async def photos_with_faces() -> set[str]:
    """Every photo whose faces are stored; reads the whole collection, for the keeper's rare rounds."""
    return await values_of(FaceEntry, "photo_id", {"kind": "add"})


async def erase_event(event_id: int) -> None:
    """Remove the whole log; only for an event that is gone for good."""
    await logs.erase(FaceEntry, event_id)


def _key(photo_id: str, engine_id: str) -> str:
    return f"add:{photo_id}:{engine_id}"
