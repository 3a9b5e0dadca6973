"""The face log of an event: which photo's faces came and which photo went, in order."""

from __future__ import annotations

from collections.abc import Sequence

from app.store import logs
from app.store.documents import FaceEntry, StoredFace


async def append_faces(
    event_id: int, engine_id: str, photo_id: str, faces: Sequence[StoredFace], sealed_vectors: bytes
) -> FaceEntry:
    """Write a photo's faces durably; once, however often it is called.

    A returned ``void`` entry says that the photo was removed.
    """
    return await logs.append(
        FaceEntry(
            event_id=event_id,
            engine_id=engine_id,
            seq=0,
            key=f"add:{photo_id}:{engine_id}",
            kind="add",
            photo_id=photo_id,
            faces=list(faces),
            vectors=sealed_vectors,
        )
    )


async def of_photo(photo_id: str, engine_id: str) -> FaceEntry | None:
    """The entry that added the photo's faces (``void`` when they were erased), or None."""
    return await FaceEntry.find_one({"key": f"add:{photo_id}:{engine_id}"})


async def after(event_id: int, engine_id: str, seq: int) -> Sequence[FaceEntry]:
    """The next entries after ``seq``; see ``logs.entries_after``."""
    return await logs.entries_after(FaceEntry, event_id, engine_id, seq)


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


async def erase_event(event_id: int) -> None:
    """Remove the whole log; only for an event that is gone for good."""
    await FaceEntry.find({"event_id": event_id}).delete()
