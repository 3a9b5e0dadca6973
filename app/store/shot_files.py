"""Further files of a photo: the RAW file of its shot, and finals that took its place. Each is a photo of the database itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.shots import stem_of
from app.domain.times import utc_now
from app.domain.vocabulary import FinalState, PhotoStatus, Review
from app.store.documents import Photo
from app.store.photos import JUDGED, NO_RAW_OF_ANOTHER, PRESENT, WINDOW
from app.store.queries import batches, change_one, documents_meeting_both, had_by, meeting_both, rows, write_each, write_one


async def named_alike(event_id: int, stem: str) -> list[Photo]:
    """The event's photos with that name but for its ending, in the order they came: neither those that are deleted, nor further
    files of other ones, nor what guests gave: their phones name photos as cameras do."""
    await _give_stems(event_id)
    found = await documents_meeting_both(
        Photo, {"event_id": event_id, "stem": stem}, {"status": PRESENT, "given_by": None, **NO_RAW_OF_ANOTHER}
    )
    return sorted(found, key=lambda photo: photo.seq)


async def finals_in_line(event_id: int, stem: str) -> list[str]:
    """Ids of the finals with that name that nobody has begun with, in the order they came."""
    queued = {"status": PhotoStatus.QUEUED.value, "final": True}
    found = await meeting_both(Photo, {"event_id": event_id, "stem": stem}, queued, {"$project": {"seq": 1}})
    return [row["_id"] for row in sorted(found, key=lambda row: row["seq"])]


async def _give_stems(event_id: int) -> None:
    """Give photos from before finals existed the fields that finals find them by."""
    while unnamed := await rows(Photo, {"event_id": event_id, "stem": None}, "name", limit=WINDOW):
        await write_each(Photo, [({"_id": row["_id"]}, {"$set": {"stem": stem_of(row["name"])}}) for row in unnamed])


async def set_final(photo: Photo, fields: Mapping[str, Any]) -> Photo | None:
    """The photo shows another file from now on; returns it as it was before, None when it shows another one than ``photo`` does,
    or is not ready (any more)."""
    condition = {"_id": photo.id, "status": PhotoStatus.INDEXED.value, "final_id": photo.final_id, **NO_RAW_OF_ANOTHER}
    return await change_one(Photo, condition, {"$set": {**fields, "updated_at": utc_now()}}, before=True, judged=JUDGED)


async def set_apart(photo_id: str, fields: Mapping[str, Any]) -> bool:
    """The final is no other photo's file any more; False when that was done, or it is deleted."""
    condition = {"_id": photo_id, "status": PRESENT, "final": True, "raw_of": {"$ne": None}}
    return await write_one(Photo, condition, {"$set": {"raw_of": None, "replaces": None, **fields}})


async def set_final_alone(photo_id: str, state: FinalState) -> None:
    """The final is a photo of its own, for that reason."""
    await write_one(Photo, {"_id": photo_id}, {"$set": {"final_state": state.value}})


async def set_proof_asked(photo_id: str, at: datetime) -> Photo | None:
    """The photo is to be its proof again; returns it as it is now, None when it shows no final, or the proof is not kept."""
    condition = {"_id": photo_id, "status": PhotoStatus.INDEXED.value, "final_id": {"$ne": None}, "proof.kept": True}
    return await change_one(Photo, condition, {"$set": {"proof_asked_at": at}})


async def set_proof_shown(photo_id: str, asked_at: datetime) -> None:
    """It is, as was asked for at that time."""
    await write_one(Photo, {"_id": photo_id, "proof_asked_at": asked_at}, {"$set": {"proof_asked_at": None}})


async def set_proof_gone(photo_id: str, final_id: str) -> bool:
    """The proof is not kept; False when the photo shows another final by now."""
    return await write_one(Photo, {"_id": photo_id, "final_id": final_id}, {"$set": {"proof.kept": False}})


async def waiting_for_proof(asked_before: datetime) -> list[str]:
    """Ids of photos that are to be their proofs again since before then."""
    return [row["_id"] for row in await rows(Photo, {"proof_asked_at": had_by(asked_before)}, "proof_asked_at")]


async def set_replaces(photo_id: str, of_id: str) -> Photo | None:
    """Somebody says that this photo is the final of that one: it is looked at again. Returns it as it was before, None when it is
    being worked on, is another one's file, or shows a final itself."""
    done = {"$in": [PhotoStatus.INDEXED.value, PhotoStatus.FAILED.value]}
    condition = {"_id": photo_id, "status": done, "final_id": None, **NO_RAW_OF_ANOTHER}
    again = {"status": PhotoStatus.QUEUED.value, "error": None, "attempts": 0, "final": True, "replaces": of_id}
    return await change_one(Photo, condition, {"$set": {**again, "updated_at": utc_now()}}, before=True, judged=JUDGED)


async def finals_cut_off(before: datetime) -> list[str]:
    """Ids of finals that took a photo's place and failed after that, since before then."""
    failed = {"status": PhotoStatus.FAILED.value, "updated_at": {"$lt": before}}
    found = await meeting_both(Photo, failed, {"final": True, "raw_of": {"$ne": None}}, {"$project": {"_id": 1}})
    return [row["_id"] for row in found]


async def clock_showed(event_id: int, moment: datetime) -> list[Photo]:
    """The event's photos that are read and were taken when their cameras' clocks showed that."""
    found = await Photo.find({"event_id": event_id, "clock_shown": moment}).to_list()
    return [photo for photo in found if photo.status in (PhotoStatus.PROCESSING, PhotoStatus.INDEXED)]


async def set_raw_of(seen: Photo, of_id: str) -> bool:
    """The photo is the RAW file of another one from now on, hidden and at no gate. False when it is not any more as it was seen:
    another status, said something else of, deleted, or another one's."""
    as_seen = {"status": seen.status.value, "review": seen.review.value, "hidden": seen.hidden, "raw_of": seen.raw_of}
    apart = {"raw_of": of_id, "hidden": True, "review": Review.NONE.value, "faces": 0}
    return await change_one(Photo, {"_id": seen.id} | as_seen, {"$set": apart}) is not None


async def raws_of(photo_ids: Sequence[str]) -> dict[str, list[Photo]]:
    """The RAW files of these photos, by the photo."""
    files = await files_of(photo_ids)
    return {photo_id: raws for photo_id, some in files.items() if (raws := [file for file in some if not file.final])}


async def shown_instead(photo_ids: Sequence[str]) -> dict[str, str]:
    """Of those that are further files of another photo: the photo, by the file."""
    found: dict[str, str] = {}
    for ids in batches(photo_ids):
        files = await rows(Photo, {"_id": {"$in": ids}}, "raw_of")
        found |= {file["_id"]: file["raw_of"] for file in files if file.get("raw_of")}
    return found


async def files_of(photo_ids: Sequence[str]) -> dict[str, list[Photo]]:
    """The further files of these photos, RAW files and finals, by the photo."""
    found: dict[str, list[Photo]] = {}
    for ids in batches(photo_ids):
        for file in await documents_meeting_both(Photo, {"raw_of": {"$in": ids}}, {"status": PRESENT}):
            found.setdefault(file.raw_of or "", []).append(file)
    return found
