"""Photos: every change of status is one conditional write, and what it returns tells the caller whether it won."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from pymongo.errors import DuplicateKeyError

from app.domain.albums import Belonging
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Review, Source
from app.store import gapless_logs
from app.store.documents import Counter, Photo, PhotoError
from app.store.queries import (
    batches,
    change_one,
    delete_all,
    documents_meeting_both,
    meeting_both,
    rows,
    values_of,
    write_all,
    write_each,
    write_one,
)

WINDOW = 500
"""Photos are read by bounded ranges of their number: a sorted limit over a whole event is not pushed into the index."""
_OUTLINE_WINDOW = 20_000
_SEEN_WINDOW = 5000
"""In one document, which may have 16 MB: also where each photo is in all of 50 albums."""

PRESENT = {"$ne": PhotoStatus.DELETED.value}
AT_GATE: Final = [Review.WAITING.value, Review.REJECTED.value]
NO_RAW_OF_ANOTHER = {"raw_of": None}
_UNFINISHED = {"$in": [PhotoStatus.QUEUED.value, PhotoStatus.PROCESSING.value]}
JUDGED: Final = ("status", "hidden", "review", "faces", "raw_of", "final_id", "proof")
"""What a photo is counted and told of by: whoever changes one of these goes by the others, and must have seen all at once."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """As much of a photo as a page needs to leave room for it. ``width`` is 0 while nothing is known of its size."""

    id: str
    seq: int
    width: int
    height: int
    taken_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Seen(Outlined):
    """A photo that guests get to see, and what albums go by: those that it was put into, and its camera."""

    albums: Sequence[str]
    camera_key: str | None

    @property
    def belonging(self) -> Belonging:
        """What says of it in which albums it is."""
        return Belonging(self.albums, self.taken_at, self.camera_key)


@dataclass(frozen=True, slots=True)
class Clocked:
    """What is kept of when a photo was taken. ``shown`` is naive: what the camera's clock showed."""

    id: str
    seq: int
    shown: datetime | None
    ahead_s: int | None
    taken_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page of photos is narrowed to; None and empty mean "any", but for ``uploaded_by``, whose "" is of nobody known."""

    status: str | None = None
    name_part: str = ""
    taken_from: datetime | None = None
    taken_to: datetime | None = None
    min_faces: int | None = None
    max_faces: int | None = None
    uploaded_by: str | None = None
    camera: str | None = None
    album: str | None = None
    given: bool | None = None

    def query(self) -> dict[str, Any]:
        """As a MongoDB condition."""
        return {
            **_status_condition(self.status),
            **NO_RAW_OF_ANOTHER,
            **({"name": {"$regex": re.escape(self.name_part), "$options": "i"}} if self.name_part else {}),
            **_range("taken_at", self.taken_from, self.taken_to),
            **_range("faces", self.min_faces, self.max_faces),
            **({} if self.uploaded_by is None else {"uploaded_by": self.uploaded_by or None}),
            **({"camera_key": self.camera} if self.camera else {}),
            **({"albums": self.album} if self.album else {}),
            **({} if self.given is None else {"given_by": {"$ne": None} if self.given else None}),
        }


async def any_of(event_id: int) -> bool:
    """Has the event a photo that is not deleted?"""
    return await Photo.find_one({"event_id": event_id, "status": PRESENT}) is not None


async def get(photo_id: str) -> Photo | None:
    """The photo, unless it is deleted."""
    return await Photo.find_one({"_id": photo_id, "status": PRESENT})


async def by_ids(photo_ids: Sequence[str]) -> dict[str, Photo]:
    """Those of the photos that are there and not deleted, by id."""
    found: list[Photo] = []
    for ids in batches(photo_ids):
        found += await documents_meeting_both(Photo, {"_id": {"$in": ids}}, {"status": PRESENT})
    return {photo.id: photo for photo in found}


async def present(photo_ids: Collection[str]) -> set[str]:
    """Those of the photos that are there and not deleted; their ids alone, for many."""
    found: set[str] = set()
    for ids in batches(list(photo_ids)):
        states = await rows(Photo, {"_id": {"$in": ids}}, "status")
        found |= {row["_id"] for row in states if row["status"] != PhotoStatus.DELETED}
    return found


async def names(photo_ids: Collection[str]) -> dict[str, str]:
    """The names of those of the photos that are there and not deleted."""
    found: dict[str, str] = {}
    for ids in batches(list(photo_ids)):
        named = await rows(Photo, {"_id": {"$in": ids}}, "name", "status")
        found |= {row["_id"]: row["name"] for row in named if row["status"] != PhotoStatus.DELETED}
    return found


async def existing(photo_ids: Collection[str]) -> set[str]:
    """Those of the photos that there are documents of, also those being deleted."""
    found: set[str] = set()
    for ids in batches(list(photo_ids)):
        found |= {row["_id"] for row in await rows(Photo, {"_id": {"$in": ids}})}
    return found


async def ids_of_event(event_id: int) -> set[str]:
    """All photos of the event, also those being deleted; their ids alone, for many."""
    found: set[str] = set()
    for start in range(0, await last_seq(event_id), _OUTLINE_WINDOW):
        # One document with all of them, as in ``outline``.
        stages = [{"$group": {"_id": None, "ids": {"$push": "$_id"}}}]
        for group in await Photo.find(_numbers(event_id, start, start + _OUTLINE_WINDOW)).aggregate(stages).to_list():
            found |= set(group["ids"])
    return found


async def with_original(event_id: int, before: datetime) -> AsyncIterator[Photo]:
    """The event's photos that came before ``before`` and have not failed, without those that show a final: each of them needs its
    file."""
    end = await last_seq(event_id)
    needing = {"status": {"$in": [*_UNFINISHED["$in"], PhotoStatus.INDEXED.value]}, "final_id": None}
    condition = {**needing, "created_at": {"$lt": before}}
    for start in range(0, end, WINDOW):
        for photo in await _in_range(event_id, start, start + WINDOW, condition):
            yield photo


async def to_show(event_id: int) -> AsyncIterator[Photo]:
    """The event's photos that are ready and finals among their further files, each by its own document."""
    end = await last_seq(event_id)
    for start in range(0, end, WINDOW):
        for photo in await _in_range(event_id, start, start + WINDOW, {"status": PhotoStatus.INDEXED.value}):
            if photo.raw_of is None or photo.final:
                yield photo


async def by_hash(event_id: int, content_hash: str) -> Photo | None:
    """The event's photo with that content, also one that is being deleted."""
    return await Photo.find_one({"event_id": event_id, "content_hash": content_hash})


async def known_hashes(event_id: int, hashes: Sequence[str]) -> dict[str, Photo]:
    """The event's photos with those contents, by hash."""
    found: list[Photo] = []
    for some in batches(hashes):
        found += await documents_meeting_both(Photo, {"event_id": event_id, "content_hash": {"$in": some}}, {"status": PRESENT})
    return {photo.content_hash: photo for photo in found}


async def insert_once(photo: Photo) -> Photo:
    """Number and insert ``photo``; returns it, or the photo with the same content that was faster."""
    photo.seq = await gapless_logs.next_number(counter_id(photo.event_id))
    try:
        await photo.insert()
    except DuplicateKeyError:
        present = await by_hash(photo.event_id, photo.content_hash)
        if present is None:  # deleted in this very moment
            return await insert_once(photo)
        return present
    return photo


async def last_seq(event_id: int) -> int:
    """The number of the newest photo, also when that is deleted; 0 before the first."""
    counter = await Counter.get(counter_id(event_id))
    return counter.value if counter else 0


async def newest(event_id: int, count: int) -> list[Photo]:
    """The photos among the last ``count`` numbers, newest first."""
    end = await last_seq(event_id)
    return await _in_range(event_id, end - count, end, {"status": PRESENT, **NO_RAW_OF_ANOTHER})


async def newest_shown(event_id: int) -> Photo | None:
    """The newest photo of the event that is indexed and not hidden."""
    end, width = await last_seq(event_id), 8
    while end > 0:
        if found := await _in_range(event_id, end - width, end, _status_condition(PhotoStatus.INDEXED.value)):
            return found[0]
        end, width = end - width, min(2 * width, WINDOW)
    return None


async def page(event_id: int, filters: Filters, before: int | None, limit: int) -> tuple[list[Photo], int | None]:
    """Up to ``limit`` photos with numbers below ``before`` (None: from the newest), newest first, and where to go on."""
    # Also below a number that was made up: nobody may walk us through windows that were never filled.
    end = await last_seq(event_id)
    if before is not None:
        end = min(end, before - 1)
    found: list[Photo] = []
    while end > 0 and len(found) <= limit:
        found += await _in_range(event_id, end - WINDOW, end, filters.query())
        end -= WINDOW
    return found[:limit], found[limit - 1].seq if len(found) > limit else None


async def outline(event_id: int, filters: Filters) -> list[Outlined]:
    """Every photo of the event that passes, newest first."""
    end = await last_seq(event_id)
    found: list[Outlined] = []
    for start in range(0, end, _OUTLINE_WINDOW):
        # One document with all of them: answering with thousands would take twice the time.
        numbers = _numbers(event_id, start, start + _OUTLINE_WINDOW)
        pushed = {"$push": ["$_id", "$seq", "$width", "$height", "$taken_at", "$created_at"]}
        for group in await meeting_both(Photo, numbers, filters.query(), {"$group": {"_id": None, "rows": pushed}}):
            found += [Outlined(*row) for row in group["rows"]]
    return sorted(found, key=lambda row: -row.seq)


async def by_status(event_id: int, filters: Filters) -> dict[str, list[str]]:
    """Ids of the event's photos that pass whatever their status, by the status that is told of them."""
    end = await last_seq(event_id)
    query = replace(filters, status=None).query()
    group = {"_id": {"status": "$status", "hidden": "$hidden", "review": "$review"}, "ids": {"$push": "$_id"}}
    found: dict[str, list[str]] = {}
    for start in range(0, end, _OUTLINE_WINDOW):
        numbers = _numbers(event_id, start, start + _OUTLINE_WINDOW)
        for row in await meeting_both(Photo, numbers, query, {"$group": group}):
            found.setdefault(_told_status(**row["_id"]), []).extend(row["ids"])
    return found


async def seen(event_id: int) -> list[Seen]:
    """Every photo of the event that guests get to see, the newest first."""
    end = await last_seq(event_id)
    found: list[Seen] = []
    for start in range(0, end, _SEEN_WINDOW):
        found += await _seen(_numbers(event_id, start, start + _SEEN_WINDOW))
    return sorted(found, key=lambda row: -row.seq)


async def seen_among(event_id: int, photo_ids: Sequence[str]) -> list[Seen]:
    """Those of the photos that are the event's and that guests get to see, in no order."""
    found: list[Seen] = []
    for ids in batches(photo_ids):
        found += await _seen({"_id": {"$in": ids}}, {"event_id": event_id})
    return found


async def seen_in(event_id: int, album_id: str) -> list[Seen]:
    """The photos of the event that were put into the album and that guests get to see, in no order."""
    windows = {"$floor": {"$divide": ["$seq", _SEEN_WINDOW]}}
    return await _seen({"albums": album_id}, {"event_id": event_id}, windows)


async def _seen(indexed: Mapping[str, Any], rest: Mapping[str, Any] | None = None, windows: Any = None) -> list[Seen]:
    shown = Filters(status=PhotoStatus.INDEXED.value).query() | dict(rest or {})
    albums = {"$ifNull": ["$albums", []]}
    # One document of each window, as in ``outline``.
    pushed = {"$push": ["$_id", "$seq", "$width", "$height", "$taken_at", "$created_at", albums, "$camera_key"]}
    groups = await meeting_both(Photo, indexed, shown, {"$group": {"_id": windows, "rows": pushed}})
    return [Seen(*row) for group in groups for row in group["rows"]]


async def counts_by_account(event_id: int) -> dict[str | None, int]:
    """How many photos of the event each account has sent; None: it is not known which. Those that guests gave are left out."""
    counted: dict[str | None, int] = {}
    for start in range(0, await last_seq(event_id), _OUTLINE_WINDOW):
        numbers = _numbers(event_id, start, start + _OUTLINE_WINDOW)
        grouped = {"$group": {"_id": "$uploaded_by", "photos": {"$sum": 1}}}
        for group in await meeting_both(Photo, numbers, {"status": PRESENT, "given_by": None, **NO_RAW_OF_ANOTHER}, grouped):
            counted[group["_id"]] = counted.get(group["_id"], 0) + group["photos"]
    return counted


async def of_cameras(event_id: int) -> dict[str, list[Clocked]]:
    """What is kept of the times of all photos that are ready, by camera, the newest number first."""
    end = await last_seq(event_id)
    found: dict[str, list[Clocked]] = {}
    for start in range(0, end, _OUTLINE_WINDOW):
        of_any = {"camera_key": {"$ne": None}, "status": PhotoStatus.INDEXED.value, **NO_RAW_OF_ANOTHER}
        grouped = {"$group": {"_id": "$camera_key", "rows": {"$push": _CLOCKED}}}
        for group in await meeting_both(Photo, _numbers(event_id, start, start + _OUTLINE_WINDOW), of_any, grouped):
            found.setdefault(group["_id"], []).extend(_clocked(row) for row in group["rows"])
    return {key: sorted(rows, key=lambda row: -row.seq) for key, rows in found.items()}


async def behind_version(event_id: int, key: str, version: int) -> AsyncIterator[list[Clocked]]:
    """The camera's photos whose time is of a version before, window by window, also those that are not ready."""
    end = await last_seq(event_id)
    behind = {"camera_key": key, "clock_version": {"$lt": version}}
    for start in range(0, end, WINDOW):
        grouped = {"$group": {"_id": None, "rows": {"$push": _CLOCKED}}}
        for group in await meeting_both(Photo, _numbers(event_id, start, start + WINDOW), behind, grouped):
            yield [_clocked(row) for row in group["rows"]]


async def set_taken_at(times: Mapping[str, datetime | None], version: int) -> None:
    """These photos were taken then, by that version of what puts their camera's clock right. A newer one stays."""
    changes = [
        ({"_id": photo_id, "clock_version": {"$lt": version}}, {"$set": {"taken_at": at, "clock_version": version}})
        for photo_id, at in times.items()
    ]
    await write_each(Photo, changes)


async def given_by(event_id: int, guest_id: str) -> list[Photo]:
    """What a guest gave to the event and is not deleted, the newest first."""
    found = await documents_meeting_both(Photo, {"event_id": event_id, "given_by": guest_id}, {"status": PRESENT})
    return sorted(found, key=lambda photo: -photo.seq)


async def adopt(photo_id: str, account_id: str, source: Source) -> Photo | None:
    """What a guest gave is the account's from now on, which has the same file; None when it was no guest's."""
    own = {"uploaded_by": account_id, "source": source.value, "given_by": None, "giver_name": ""}
    return await change_one(Photo, {"_id": photo_id, "given_by": {"$ne": None}}, {"$set": own})


async def failed_ids(event_id: int) -> list[str]:
    """The event's photos that have failed, in the order they came."""
    return [row.id for row in reversed(await outline(event_id, Filters(status=PhotoStatus.FAILED.value)))]


async def claim(photo_id: str) -> Photo | None:
    """Start an attempt; returns the photo as it was before, or None when it needs no work."""
    return await change_one(
        Photo,
        {"_id": photo_id, "status": _UNFINISHED},
        {"$set": {"status": PhotoStatus.PROCESSING.value, "updated_at": utc_now()}, "$inc": {"attempts": 1}},
        before=True,
    )


async def set_findings(photo_id: str, fields: Mapping[str, Any]) -> Photo | None:
    """Write what decoding found; None when the photo is no longer being processed (deleted, say)."""
    return await change_one(
        Photo,
        {"_id": photo_id, "status": PhotoStatus.PROCESSING.value},
        {"$set": {**fields, "updated_at": utc_now()}},
        before=True,
    )


async def set_indexed(photo_id: str, at: datetime) -> Photo | None:
    """Done; returns the photo as it is by that, or None when somebody else was faster or it was deleted.

    Not as it is a moment later: one that was let go in between is counted and told of by who let it go.
    """
    done = {"status": PhotoStatus.INDEXED, "error": None, "indexed_at": at, "updated_at": at}
    return await _changed_to(photo_id, PhotoStatus.PROCESSING, done)


async def set_failed(photo_id: str, error: PhotoError, at: datetime) -> Photo | None:
    """Given up; returns the photo as it was before, or None when it was no longer waiting or being processed."""
    return await change_one(
        Photo,
        {"_id": photo_id, "status": _UNFINISHED},
        {"$set": {"status": PhotoStatus.FAILED.value, "error": error.model_dump(), "updated_at": at}},
        before=True,
        judged=JUDGED,
    )


async def set_missing(photo_id: str, error: PhotoError, at: datetime) -> Photo | None:
    """Its file is lost, also that of an indexed photo; returns the photo as it was before, or None when it had failed or was
    deleted."""
    return await change_one(
        Photo,
        {"_id": photo_id, "status": {"$in": [*_UNFINISHED["$in"], PhotoStatus.INDEXED.value]}},
        {"$set": {"status": PhotoStatus.FAILED.value, "error": error.model_dump(), "updated_at": at}},
        before=True,
        judged=JUDGED,
    )


async def set_queued_again(photo_id: str) -> Photo | None:
    """A failed photo gets fresh attempts; returns it as it is by that, or None when it had not failed."""
    again = {"status": PhotoStatus.QUEUED, "error": None, "attempts": 0, "updated_at": utc_now()}
    return await _changed_to(photo_id, PhotoStatus.FAILED, again)


async def _changed_to(photo_id: str, status: PhotoStatus, fields: Mapping[str, Any]) -> Photo | None:
    """Set the fields of a photo of that status; returns it as it is by that and nothing else, None when it has another."""
    condition = {"_id": photo_id, "status": status.value}
    before = await change_one(Photo, condition, {"$set": dict(fields)}, before=True, judged=JUDGED)
    return before and before.model_copy(update=fields)


async def of_other_engines(engine_id: str, count: int, *, after: str = "") -> list[str]:
    """Ids of ``count`` indexed photos whose faces another engine embedded, in the order of the ids, those after ``after``."""
    by_another = {"status": PhotoStatus.INDEXED.value, "engine_id": {"$ne": engine_id}, **NO_RAW_OF_ANOTHER}
    condition = {"_id": {"$gt": after}, **by_another}
    return [photo.id for photo in await Photo.find(condition).sort("_id").limit(count).to_list()]


async def engines_of(event_id: int) -> set[str]:
    """The engines that have been at photos of the event."""
    return await values_of(Photo, "engine_id", {"event_id": event_id, "engine_id": {"$ne": None}})


async def forget_engines(event_id: int) -> None:
    """No engine has been at the event's photos: they are to be looked through anew."""
    await write_all(Photo, {"event_id": event_id}, {"$set": {"engine_id": None, "attempts": 0}})


async def forget_faces(event_id: int) -> None:
    """Nothing is known of faces on the event's photos any more."""
    await write_all(Photo, {"event_id": event_id}, {"$set": {"faces": 0, "eyes": []}})


async def claim_again(photo_id: str) -> Photo | None:
    """Start an attempt at an indexed photo; returns it as it is by that, or None when it is no longer indexed."""
    indexed = {"_id": photo_id, "status": PhotoStatus.INDEXED.value}
    before = await change_one(Photo, indexed, {"$inc": {"attempts": 1}}, before=True)
    return before and before.model_copy(update={"attempts": before.attempts + 1})


async def set_engine(photo_id: str, engine_id: str, faces: int) -> Photo | None:
    """An indexed photo has these faces by this engine; returns it as it was before, or None when it is no longer indexed."""
    return await change_one(
        Photo,
        {"_id": photo_id, "status": PhotoStatus.INDEXED.value},
        {"$set": {"engine_id": engine_id, "faces": faces, "attempts": 0, "updated_at": utc_now()}},
        before=True,
    )


async def forget_engine(photo_id: str, engine_id: str) -> None:
    """The faces of the photo have to be embedded again: what that engine made of them is lost."""
    await write_one(Photo, {"_id": photo_id, "engine_id": engine_id}, {"$set": {"engine_id": None, "attempts": 0}})


async def set_stars(photo_id: str, stars: int) -> Photo | None:
    """Returns the photo as it is now, or None when it is deleted."""
    return await change_one(Photo, {"_id": photo_id, "status": PRESENT}, {"$set": {"stars": stars}})


async def set_deleted(photo_id: str) -> Photo | None:
    """Deleted for everybody from now on; returns the photo as it was before, or None when it was deleted already.

    Also ``hidden``, so that whoever leaves hidden photos out leaves this one out.
    """
    return await change_one(
        Photo,
        {"_id": photo_id, "status": PRESENT},
        {"$set": {"status": PhotoStatus.DELETED.value, "hidden": True, "updated_at": utc_now()}},
        before=True,
        judged=JUDGED,
    )


async def remove(photo_id: str) -> None:
    """The document goes; the last step of a deletion."""
    await delete_all(Photo, {"_id": photo_id})


async def events_of(photo_ids: Sequence[str]) -> set[int]:
    """The events that these photos are of."""
    found: set[int] = set()
    for ids in batches(photo_ids):
        found |= {row["event_id"] for row in await rows(Photo, {"_id": {"$in": ids}}, "event_id")}
    return found


async def waiting_since(before: datetime) -> list[str]:
    """Ids of the photos that are not done and that nothing happened to since ``before``, in the order they came."""
    condition = {"status": _UNFINISHED, "updated_at": {"$lt": before}}
    found = await rows(Photo, condition, "event_id", "seq")
    return [photo["_id"] for photo in sorted(found, key=lambda photo: (photo["event_id"], photo["seq"]))]


async def deleted_since(before: datetime) -> list[Photo]:
    """Photos that were marked as deleted before ``before`` and are still there."""
    return await Photo.find({"status": PhotoStatus.DELETED.value, "updated_at": {"$lt": before}}).to_list()


async def of_event(event_id: int, count: int) -> list[Photo]:
    """Any ``count`` photos of an event, whatever their status."""
    return await Photo.find({"event_id": event_id}).limit(count).to_list()


async def erase_event(event_id: int) -> None:
    """All photos of an event that is gone for good, and how many there were."""
    await delete_all(Photo, {"event_id": event_id})
    await delete_all(Counter, {"_id": counter_id(event_id)})


def counter_id(event_id: int) -> str:
    """The counter that numbers the event's photos."""
    return f"photos:{event_id}"


_CLOCKED: Final = ["$_id", "$seq", "$clock_shown", "$clock_ahead_s", "$taken_at", "$created_at"]


def _clocked(row: Sequence[Any]) -> Clocked:
    photo_id, seq, shown, *rest = row
    return Clocked(photo_id, seq, shown.replace(tzinfo=None) if shown else None, *rest)


async def _in_range(event_id: int, after: int, through: int, condition: Mapping[str, Any]) -> list[Photo]:
    found = await documents_meeting_both(Photo, _numbers(event_id, after, through), condition)
    return sorted(found, key=lambda photo: -photo.seq)


def _numbers(event_id: int, after: int, through: int) -> dict[str, Any]:
    return {"event_id": event_id, "seq": {"$gt": after, "$lte": through}}


def _status_condition(status: str | None) -> dict[str, Any]:
    """The public status: ``hidden`` covers ``indexed``, and what was said at the gate covers both."""
    if status == "hidden":
        return {"status": PhotoStatus.INDEXED.value, "hidden": True, "review": {"$nin": AT_GATE}}
    if status in AT_GATE:
        return {"status": PhotoStatus.INDEXED.value, "review": status}
    if status == PhotoStatus.INDEXED:
        return {"status": PhotoStatus.INDEXED.value, "hidden": False}
    return {"status": status or PRESENT}


def _told_status(status: str, *, hidden: bool = False, review: str | None = None) -> str:
    """What ``_status_condition`` asks for to find such a photo."""
    if status != PhotoStatus.INDEXED or not hidden:
        return status
    return review if review in AT_GATE else "hidden"


def _range(field: str, least: Any, most: Any) -> dict[str, Any]:
    bounds = {"$gte": least, "$lte": most}
    wanted = {operator: bound for operator, bound in bounds.items() if bound is not None}
    return {field: wanted} if wanted else {}
