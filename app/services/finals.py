"""Finals replace proofs: an edited picture that comes later takes the place of the photo it was made of.

A final is a photo of the database like any other, so that it is stored, known again by its content, backed up, checked and erased
as one. When it takes the place of another one it becomes a further file of that (``raw_of``), and the photo names it
(``final_id``): what the photo shows changes by that one write. Its id, and all that hangs on it, stays. No file is moved, and
nothing of the proof is removed before the switch: a crash anywhere leaves the one or the other whole.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from app import jobs, topics
from app.domain import finals, shots
from app.domain.permissions import Action, Caller, accounts_who_may
from app.domain.times import utc_now
from app.domain.vocabulary import FinalState, LoneFinals, PhotoStatus, Review, Source
from app.errors import CannotReplace, NoProofKept, NotFound, Unavailable
from app.services import acceptance, audit, blob_keys, covers, gallery_news, pairs, photos, progress, walls, webhooks
from app.services.access import event_for, facts
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store import counting, shot_files
from app.store import photos as store
from app.store.documents import Event, Photo, PhotoError, ProofFile

_CUT_OFF_AFTER: Final = timedelta(seconds=20)
_TRIED_AGAIN_AFTER: Final = timedelta(minutes=5)
_UNFINISHED: Final = (PhotoStatus.QUEUED, PhotoStatus.PROCESSING)
_SHOWN: Final = (
    "name",
    "size",
    "media_type",
    "width",
    "height",
    "placeholder",
    "film",
    "fingerprint",
    "sharpness",
    "light",
    "eyes",
)
"""What goes by the pixels of a photo: these are a final's in a photo that it has replaced."""
_MESSAGES: Final = {
    FinalState.NO_PROOF: "No photo has this name. Choose the photo that it replaces.",
    FinalState.SEVERAL_PROOFS: "Several photos have this name. Choose the one that it replaces.",
}


async def must_wait(final: Photo) -> bool:
    """Is a photo still on its way that the final may replace, or another final of it that came before?"""
    alike = await shot_files.named_alike(final.event_id, final.stem or shots.stem_of(final.name))
    return any(other.status in _UNFINISHED and other.seq < final.seq for other in alike)


async def go_on(deps: Deps, photo: Photo) -> None:
    """The photo is done: finals that waited for it are looked at."""
    for photo_id in await shot_files.finals_in_line(photo.event_id, photo.stem or shots.stem_of(photo.name)):
        await deps.queue.enqueue(jobs.process_photo(photo_id))


async def photo_of(event: Event, final: Photo) -> Photo | FinalState:
    """The photo that the final replaces, or why there is none. What the final's file says is written by now."""
    chosen = final.raw_of or final.replaces
    if chosen is not None:
        photo = await store.get(chosen)
        ready = photo is not None and photo.status is PhotoStatus.INDEXED and photo.raw_of is None
        return photo if photo is not None and ready else FinalState.NO_PROOF
    everybodys = final.uploaded_by in accounts_who_may(Action.CHANGE_PHOTOS, facts(event))
    alike = {
        other.id: other
        for other in await shot_files.named_alike(event.id, final.stem or shots.stem_of(final.name))
        if other.id != final.id
        and other.status is PhotoStatus.INDEXED
        and other.source is not Source.GUEST
        and (everybodys or other.uploaded_by == final.uploaded_by)
    }
    candidates = [
        finals.Proof(other.id, other.clock_shown, shots.is_raw(other.media_type), other.final) for other in alike.values()
    ]
    found = finals.proof_of(final.clock_shown, candidates, event.finals_by)
    return found if isinstance(found, FinalState) else alike[found]


def refusal(event: Event, state: FinalState) -> PhotoError | None:
    """Why a final that replaces nothing waits for somebody to choose; None where it is a photo of its own."""
    if state is FinalState.NO_PROOF and event.lone_finals is LoneFinals.PHOTO:
        return None
    return PhotoError(code=state.value, message=_MESSAGES[state], retryable=False)


async def take_place(deps: Deps, photo: Photo, final: Photo, *, faces: int, engine_id: str) -> Photo | None:
    """The photo shows the final from now on; returns it as it is now. None when it is gone, or shows something else than it did
    when it was read: then nothing has changed. Can run twice."""
    if final.raw_of != photo.id:
        await pairs.become_file_of(deps, final, photo)
        final.raw_of = photo.id
    if photo.final_id == final.id:
        return photo
    proof = photo.proof or ProofFile(**{name: getattr(photo, name) for name in _SHOWN})
    fields: dict[str, Any] = {name: getattr(final, name) for name in _SHOWN}
    fields |= {"final_id": final.id, "final_hash": final.content_hash, "replaced_at": utc_now(), "proof": proof.model_dump()}
    return await _switched(photo, fields | {"proof_asked_at": None, "faces": faces, "engine_id": engine_id})


async def come_apart(deps: Deps, final: Photo) -> None:
    """The photo that the final was to replace went: it is a photo like any other again."""
    await counting.doubt(final.event_id)
    fields = await acceptance.at_gate(final)
    if await shot_files.set_apart(final.id, fields):
        await counting.count(final.event_id, total=1, processing=1)
    final.raw_of, final.review, final.hidden = None, Review(fields["review"]), fields["hidden"]


async def give_place_back(deps: Deps, photo: Photo, *, faces: int, engine_id: str) -> Photo | None:
    """The photo shows its own file again. As ``take_place``."""
    if photo.final_id is None:
        return photo
    own = photo.as_proof()
    fields: dict[str, Any] = {name: getattr(own, name) for name in _SHOWN}
    fields |= {"final_id": None, "final_hash": None, "replaced_at": None, "proof": None}
    return await _switched(photo, fields | {"faces": faces, "engine_id": engine_id})


async def _switched(photo: Photo, fields: dict[str, Any]) -> Photo | None:
    await counting.doubt(photo.event_id)  # should this end between the two that follow
    before = await shot_files.set_final(photo, fields)
    if before is None:
        return None
    replaced = int(fields["final_id"] is not None) - int(before.final_id is not None)
    await counting.count(photo.event_id, replaced=replaced, faces=fields["faces"] - before.faces)
    return await store.get(photo.id)


async def tell(deps: Deps, photo: Photo) -> None:
    """Say that the photo shows another file, to those who look after the event; guests are told with their matches."""
    message = topics.photo_replaced(public_photo(deps, photo).message(), photo.file_id)
    once = f"replaced:{photo.file_id}:{photo.updated_at.timestamp()}"
    await deps.bus.publish(topics.ingest_topic(photo.event_id), message, once=once)
    await gallery_news.tell_of_photo(deps, photo.event_id, photo.id)
    await covers.renew(deps, photo)
    await walls.show(deps, photo)
    if photo.final_id is not None:
        await webhooks.tell_that_replaced(photo)
    await progress.publish(deps, photo.event_id)


async def tidy(deps: Deps, event: Event, photo: Photo) -> None:
    """Remove what the photo no longer needs: older finals, and the proof if it is not kept. Can run twice."""
    for file in (await shot_files.files_of([photo.id])).get(photo.id, []):
        if file.final and file.id != photo.final_id and file.status not in _UNFINISHED:
            await photos.delete(deps, file)
    raw = photo.proof is not None and shots.is_raw(photo.proof.media_type)
    if photo.final_id is None or event.keep_proofs or raw:  # a RAW file is no proof: it is what the final was made of
        return
    if await shot_files.set_proof_gone(photo.id, photo.final_id):
        await counting.count(photo.event_id, size=-photo.own_bytes)
        await remove_own_files(deps, photo)


async def remove_own_files(deps: Deps, photo: Photo) -> None:
    """The photo's own file and pictures, not those of a final that it shows. Can run twice."""
    own = photo.as_proof()
    for key in (*blob_keys.pictures(own), blob_keys.original(own)):
        await deps.blobs.delete(key)
    await deps.blobs.delete_prefix(blob_keys.marks_of(own))


async def ask_for_proof(deps: Deps, caller: Caller, photo_id: str) -> Photo:
    """Have the photo shown as it was before a final took its place; a worker does it, and the final goes. Raises as
    ``access.event_for``, and ``NoProofKept``. Can be repeated."""
    photo = await _photo(caller, photo_id)
    asked = await shot_files.set_proof_asked(photo.id, utc_now())
    if asked is None:
        raise NoProofKept
    await audit.record(caller, "photo.show_proof", f"photo:{photo.id}", photo.event_id)
    with suppress(Unavailable):  # the keeper queues it when Redis is back
        await deps.queue.enqueue(jobs.show_proof(photo.id))
    return asked


async def assign(deps: Deps, caller: Caller, final_id: str, photo_id: str) -> Photo:
    """Say which photo a file of the event is the final of; a worker does the rest. Raises as ``access.event_for``, ``NotFound``
    for a photo that is not of the event, and ``CannotReplace``."""
    final = await _photo(caller, final_id)
    photo = await store.get(photo_id)
    if photo is None or photo.event_id != final.event_id:
        raise NotFound
    if photo.id == final.id or photo.raw_of is not None or photo.status is not PhotoStatus.INDEXED:
        raise CannotReplace
    await counting.doubt(final.event_id)
    before = await shot_files.set_replaces(final.id, photo.id)
    if before is None:
        raise CannotReplace
    await counting.count(final.event_id, **photos.uncounted(before))
    await audit.record(caller, "photo.replace", f"photo:{photo.id}", photo.event_id, detail={"final": final.id})
    with suppress(Unavailable):
        await deps.queue.enqueue(jobs.process_photo(final.id))
    return await photos.find(final.id)


async def resume(deps: Deps, now: datetime) -> int:
    """Go on with what a crash cut off: proofs that are to come back, finals that failed after they had taken a photo's place.
    Returns how many."""
    waiting = await shot_files.waiting_for_proof(now - _CUT_OFF_AFTER)
    for photo_id in waiting:
        await deps.queue.enqueue(jobs.show_proof(photo_id))
    failed = await shot_files.finals_cut_off(now - _TRIED_AGAIN_AFTER)
    for photo_id in failed:
        if await store.set_queued_again(photo_id) is not None:
            await deps.queue.enqueue(jobs.process_photo(photo_id))
    return len(waiting) + len(failed)


async def _photo(caller: Caller, photo_id: str) -> Photo:
    photo = await store.get(photo_id)
    await event_for(caller, photo.event_id if photo else 0, Action.CHANGE_PHOTOS)
    if photo is None:
        raise NotFound
    return photo
