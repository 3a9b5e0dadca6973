"""RAW and JPEG of one shot are one photo with two files: the photo is that of the JPEG, and its RAW file is shown to nobody.

Both are photos of the database, so that the RAW file is stored, found again by its content, backed up, checked and erased as any
other; its ``raw_of`` names the photo whose file it is. Whichever comes first: each is written with its time before it looks for
the other, so at least one of the two sees the other, and what is done then is the same, whoever does it and however often.
"""

from __future__ import annotations

from collections.abc import Sequence

from app import topics
from app.domain import shots
from app.services import covers, gallery_news, photos, progress, searches, showing, walls
from app.services.deps import Deps
from app.store import albums, counting, favourites, shot_files
from app.store import photos as store
from app.store.documents import Photo


async def join(deps: Deps, photo: Photo) -> Sequence[Photo] | None:
    """Bring ``photo``, whose time is written, together with the other file of its shot, where that is there.

    Returns the RAW files that are its own now; None when it is such a file of another one itself. Can run twice.
    """
    if photo.clock_shown is None or photo.final:
        return []
    taken_then = await shot_files.clock_showed(photo.event_id, photo.clock_shown)
    others = [other for other in taken_then if _may_be_paired(photo, other)]
    if not shots.is_raw(photo.media_type):
        raws = [raw for raw in others if raw.raw_of in (None, photo.id)]
        for raw in raws:
            await become_file_of(deps, raw, photo)
        return raws
    if not others:
        return []
    await become_file_of(deps, photo, min(others, key=lambda other: other.seq))
    return None


async def with_raws(shown: Sequence[Photo]) -> list[Photo]:
    """These photos, each followed by its RAW files."""
    raws = await shot_files.raws_of([photo.id for photo in shown])
    return [file for photo in shown for file in (photo, *raws.get(photo.id, ()))]


def _file(photo: Photo) -> shots.ShotFile:
    return shots.ShotFile(photo.name, photo.media_type, photo.uploaded_by or photo.given_by)


def _may_be_paired(photo: Photo, other: Photo) -> bool:
    another_ones_final = other.final and other.raw_of is not None
    return other.id != photo.id and not another_ones_final and shots.same_shot(_file(photo), _file(other))


async def become_file_of(deps: Deps, raw: Photo, shown: Photo) -> None:
    """``raw`` is a further file of the photo ``shown`` from now on, and no photo any more. Can run twice."""
    await counting.doubt(raw.event_id)  # should this end between the two that follow
    while True:
        seen = await store.get(raw.id)
        if seen is None or seen.raw_of not in (None, shown.id):
            return
        if seen.raw_of is None:
            await _pass_on(deps, seen, shown.id)
        if await shot_files.set_raw_of(seen, shown.id):
            break  # else somebody has said something else of it meanwhile
    if seen.raw_of is None:
        await counting.count(raw.event_id, total=-1, **photos.uncounted(seen))
    # After that write: who chooses the file later than this finds that it is one, and chooses the photo.
    await favourites.move_photo(raw.event_id, raw.id, shown.id)
    await albums.put_in_as(raw.id, shown.id)
    await covers.pass_on(deps, raw, shown.id)
    await walls.leave(deps, raw)
    await searches.retract_photo(deps, raw, "hidden")
    removed = topics.photo_removed(raw.id)
    await deps.bus.publish(topics.ingest_topic(raw.event_id), removed, once=f"removed:{raw.id}")
    await gallery_news.tell_of_photo(deps, raw.event_id, raw.id)
    await progress.publish(deps, raw.event_id)


async def _pass_on(deps: Deps, raw: Photo, shown_id: str) -> None:
    """A RAW file may have been seen, rejected or given stars before the JPEG of its shot came."""
    shown = await store.get(shown_id)
    if shown is None:
        return
    await showing.as_its_shot(deps, shown, raw)
    if raw.stars and not shown.stars:
        await photos.rate(deps, shown, raw.stars)
