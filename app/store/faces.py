"""The face log of an event: which photo's faces came and which photo went, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.store import companies, gapless_logs
from app.store.documents import FaceEntry, StoredFace
from app.store.queries import batches, documents_meeting_both, values_of, write_one

_WAS: Final = "was:"
"""So begin the keys of entries that were replaced."""


def vectors_context(photo_id: str, engine_id: str) -> str:
    """The context in which a photo's vectors are sealed: they open for no other photo and no other engine."""
    return f"faces:{photo_id}:{engine_id}"


async def append_faces(
    event_id: int,
    engine_id: str,
    photo_id: str,
    faces: Sequence[StoredFace],
    sealed_vectors: bytes | None,
    *,
    file_id: str | None = None,
) -> FaceEntry:
    """Write a photo's faces durably; once, however often it is called. ``sealed_vectors`` in ``vectors_context``; None, and
    no ``faces``, where an event keeps none. ``file_id`` is the final that the photo shows, if it does.

    A returned ``void`` entry says that the photo was removed.
    """
    return await gapless_logs.append(
        FaceEntry(
            event_id=event_id,
            engine_id=engine_id,
            seq=0,
            key=_key(photo_id, engine_id),
            kind="add",
            photo_id=photo_id,
            file_id=file_id,
            faces=list(faces),
            vectors=sealed_vectors,
        )
    )


async def replace_faces(
    event_id: int, engine_id: str, photo_id: str, faces: Sequence[StoredFace], sealed_vectors: bytes | None, *, file_id: str
) -> FaceEntry:
    """The same for a photo that shows the file ``file_id`` (a final's id, or its own) instead of another one.

    The old entry stays, under another name, until ``forget_replaced``: readers that have seen it find the new one later in the
    log, and replace the photo's faces by it.
    """
    present = await of_photo(photo_id, engine_id)
    if present is not None and present.kind == "add":
        if (present.file_id or photo_id) == file_id:
            return present
        was = {"key": f"{_WAS}{photo_id}:{engine_id}:{present.seq}"}
        await write_one(FaceEntry, {"_id": present.id, "key": present.key}, {"$set": was})
    return await append_faces(event_id, engine_id, photo_id, faces, sealed_vectors, file_id=file_id)


async def replaced(photo_id: str, engine_id: str) -> list[FaceEntry]:
    """The entries that were replaced and not forgotten, the last one first."""
    found = await FaceEntry.find({"photo_id": photo_id, "kind": "add"}).to_list()
    was = [entry for entry in found if entry.engine_id == engine_id and entry.key.startswith(_WAS)]
    return sorted(was, key=lambda entry: -entry.seq)


async def forget_replaced(photo_id: str, engine_id: str) -> None:
    """Erase what was replaced; what another engine made of what the photo was goes, too. Can run twice."""
    for entry in await FaceEntry.find({"photo_id": photo_id, "kind": "add"}).to_list():
        if entry.engine_id != engine_id:
            await set_aside(entry)
        elif entry.key.startswith(_WAS):
            await gapless_logs.erase_entry(entry)
            await companies.erase_event(entry.event_id)


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
    """The next entries after ``seq``; see ``gapless_logs.entries_after``."""
    return await gapless_logs.entries_after(FaceEntry, event_id, engine_id, seq)


async def last_number(event_id: int, engine_id: str) -> int:
    """The number of the last entry; see ``gapless_logs.last_number``."""
    return await gapless_logs.last_number(FaceEntry, event_id, engine_id)


async def at(event_id: int, engine_id: str, seq: int) -> FaceEntry | None:
    """The entry with that number."""
    return await gapless_logs.entry_at(FaceEntry, event_id, engine_id, seq)


async def remove_photo(photo_id: str) -> None:
    """Erase a photo's faces and vectors and tell every index, under each engine that knows it. Can run twice.

    What all faces of the event were said to have in common goes too: it is reckoned again without these.
    """
    for entry in await FaceEntry.find({"photo_id": photo_id, "kind": {"$ne": "remove"}}).to_list():
        await gapless_logs.take_back(entry, f"remove:{photo_id}:{entry.engine_id}")
        await companies.erase_event(entry.event_id)


async def set_aside(entry: FaceEntry) -> None:
    """An ``add`` entry that does not open: it keeps its number and nothing else, every index lets go of the photo, and its faces
    can be written once more, at the end of the log. Can run twice.
    """
    name = f"{entry.photo_id}:{entry.engine_id}:{entry.seq}"
    await gapless_logs.take_back(entry, f"remove:{name}", known_as=f"damaged:{name}")


async def photos_with_faces() -> set[str]:
    """Every photo whose faces are stored; reads the whole collection, for the keeper's rare rounds."""
    return await values_of(FaceEntry, "photo_id", {"kind": "add"})


async def kept_of_event(event_id: int, limit: int) -> list[FaceEntry]:
    """Entries of the event that keep a photo's faces, under any engine."""
    return await documents_meeting_both(FaceEntry, {"event_id": event_id}, {"kind": "add"}, {"$limit": limit})


async def any_of_event(event_id: int) -> bool:
    """Are there faces of the event, under any engine?"""
    return bool(await kept_of_event(event_id, 1))


async def erase_event(event_id: int) -> None:
    """Remove the whole log; only for an event that is gone for good."""
    await gapless_logs.erase(FaceEntry, event_id)


def _key(photo_id: str, engine_id: str) -> str:
    return f"add:{photo_id}:{engine_id}"
