"""Worker to browser: the topics, and every message on them. docs/asyncapi.yaml has their shapes.

Each builder returns the ``data`` of a publication as plain JSON values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.vocabulary import PhotoStage, SearchStage

Message = dict[str, Any]


def ingest_topic(event_id: int) -> str:
    """What the owner watches while photos go through."""
    return f"event:{event_id}:ingest"


def gallery_topic(event_id: int) -> str:
    """What guests watch who may browse the event."""
    return f"event:{event_id}:gallery"


def favourites_topic(event_id: int) -> str:
    """What the owner and editors watch while guests and clients choose."""
    return f"event:{event_id}:favourites"


def search_topic(search_id: str) -> str:
    """What the holder of one search watches."""
    return f"search:{search_id}"


def search_of(topic: str) -> str | None:
    """The id of the search whose topic this is; None for other topics."""
    kind, _, search_id = topic.partition(":")
    return search_id if kind == "search" else None


def kiosk_topic(kiosk_id: str) -> str:
    """What one kiosk and its owner watch."""
    return f"kiosk:{kiosk_id}"


def session_topic(session_id: str) -> str:
    """Nobody can listen to it; its end (``bus.end``) tells every web process that a sign-in is over, and its sockets with it."""
    return f"session:{session_id}"


def token_topic(token_id: str) -> str:
    """Nobody can listen to it; its end says that a personal access token was revoked, and closes the sockets opened with it."""
    return f"token:{token_id}"


def link_topic(link_id: str) -> str:
    """Nobody can listen to it either; its end says that a share link was revoked, and closes the sockets of its guests."""
    return f"link:{link_id}"


def ingest_progress(
    *,
    total: int,
    queued: int,
    processing: int,
    indexed: int,
    failed: int,
    waiting: int,
    replaced: int,
    faces: int,
    photos_per_s: float,
    eta_s: int | None,
    counting: bool,
) -> Message:
    """``waiting`` are those of the ``indexed`` that wait at the event's gate, ``replaced`` those that show
    a final. ``eta_s`` is None while nothing is known about the
    pace, 0 when all is done. ``counting``: the numbers may be off by what a crash cut off, until they are counted anew."""
    return {
        "type": "ingest.progress",
        "total": total,
        "queued": queued,
        "processing": processing,
        "indexed": indexed,
        "failed": failed,
        "waiting": waiting,
        "replaced": replaced,
        "faces": faces,
        "photos_per_s": round(photos_per_s, 2),
        "eta_s": eta_s,
        "counting": counting,
    }


def photo_stage(photo_id: str, name: str, stage: PhotoStage) -> Message:
    """A photo reached ``stage``."""
    return {"type": "photo.stage", "photo_id": photo_id, "name": name, "stage": stage.value}


def photo_indexed(photo: Mapping[str, Any]) -> Message:
    """A photo is searchable; ``photo`` is its public shape."""
    return {"type": "photo.indexed", "photo": dict(photo)}


def photo_failed(photo: Mapping[str, Any]) -> Message:
    """A photo could not be processed; ``photo['error']`` says why."""
    return {"type": "photo.failed", "photo": dict(photo)}


def photo_changed(photo: Mapping[str, Any]) -> Message:
    """A photo was hidden, is shown again, something was said of it at the gate, or it was given stars; ``photo`` is its
    public shape."""
    return {"type": "photo.changed", "photo": dict(photo)}


def photo_replaced(photo: Mapping[str, Any], file_id: str) -> Message:
    """``photo`` (its public shape) shows another file: the final ``file_id``, or its own proof again."""
    return {"type": "photo.replaced", "photo": dict(photo), "file_id": file_id}


def photo_removed(photo_id: str) -> Message:
    """A photo was deleted."""
    return {"type": "photo.removed", "photo_id": photo_id}


def cameras_changed(key: str, pending: bool) -> Message:
    """The clock of a camera is put right in another way; its photos are given their times (``pending``), or all have them."""
    return {"type": "cameras.changed", "key": key, "pending": pending}


def gallery_photo(photo_id: str, *, ratio: float, file_id: str, taken_at: str | None, album_ids: Sequence[str]) -> Message:
    """Guests get to see a photo, or it changed: ``ratio`` is width by height, ``file_id`` names the file that it shows, and
    ``album_ids`` are the albums of guests that it is in. Its addresses are asked for."""
    return {
        "type": "gallery.photo",
        "photo_id": photo_id,
        "ratio": ratio,
        "file_id": file_id,
        "taken_at": taken_at,
        "album_ids": list(album_ids),
    }


def gallery_removed(photo_id: str) -> Message:
    """Guests do not get to see a photo any more: it was hidden, held, or deleted."""
    return {"type": "gallery.removed", "photo_id": photo_id}


def gallery_albums(albums: Sequence[Mapping[str, str]]) -> Message:
    """These are the albums that guests can choose from, in their order."""
    return {"type": "gallery.albums", "albums": [dict(album) for album in albums]}


def gallery_changed(album_id: str | None) -> Message:
    """Other photos are in the album; None: photos lie in another order, in all of them."""
    return {"type": "gallery.changed", "album_id": album_id}


def favourites_changed() -> Message:
    """Something else is chosen, or was said, than before. What it is, is asked for by each who may see it."""
    return {"type": "favourites.changed"}


def search_status(stage: SearchStage, reason: str | None = None) -> Message:
    """``reason`` with ``rejected``, and with ``live`` when an added selfie will not do."""
    return {"type": "search.status", "stage": stage.value} | ({"reason": reason} if reason else {})


def search_match(match: Mapping[str, Any]) -> Message:
    """A photo of the person; ``match`` is its public shape."""
    return {"type": "search.match", "match": dict(match)}


def search_questions(photo_ids: Sequence[str]) -> Message:
    """Photos to ask the guest about, the one whose answer settles most first; instead of those before."""
    return {"type": "search.questions", "photo_ids": list(photo_ids)}


def search_progress(scanned: int, total: int) -> Message:
    """So many photos of an event that stores no faces were looked through, of so many that were there when the search began."""
    return {"type": "search.progress", "scanned": scanned, "total": total}


def search_caught_up(searched_faces: int, matches: int, elapsed_ms: int) -> Message:
    """All that was indexed before has been searched."""
    return {
        "type": "search.caught_up",
        "searched_faces": searched_faces,
        "matches": matches,
        "elapsed_ms": elapsed_ms,
    }


def search_times(times: Mapping[str, str | None]) -> Message:
    """When photos of the person were taken, by photo: a camera's clock was put right."""
    return {"type": "search.times", "times": dict(times)}


def search_retracted(photo_id: str, reason: str) -> Message:
    """A match is no longer to be seen: ``hidden``, ``deleted``, ``not_me``, ``unlikely`` when it is somebody else by all that is
    known now, or ``cropped`` when the person is not on the final that replaced the photo."""
    return {"type": "search.retracted", "photo_id": photo_id, "reason": reason}


def kiosk_revoked() -> Message:
    """The kiosk must lock at once."""
    return {"type": "kiosk.revoked"}


def wall_photo(photo: Mapping[str, Any]) -> Message:
    """The wall may show a photo: a new one, one that is back, or one that it has, with other addresses of its pictures."""
    return {"type": "wall.photo", "photo": dict(photo)}


def wall_left(photo_id: str) -> Message:
    """The wall may show a photo no longer."""
    return {"type": "wall.left", "photo_id": photo_id}


def wall_renew() -> Message:
    """Other photos may be on the wall than before: it asks for all of them by a fresh snapshot."""
    return {"type": "wall.renew"}


def wall_skip() -> Message:
    """The wall goes on to its next photo."""
    return {"type": "wall.skip"}


def kiosk_config(config: Mapping[str, Any]) -> Message:
    """What the kiosk shows."""
    return {"type": "kiosk.config", **config}
