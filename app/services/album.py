"""An event's photos in the hands of whoever asks: each of these takes the caller, and does what ``photos`` does if they may."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.origin import Origin
from app.domain.permissions import Action, Caller, may
from app.domain.stacks import stacked
from app.domain.vocabulary import Source
from app.errors import NotFound
from app.services import acceptance, chosen, photos, progress, quotas, showing, space
from app.services.acceptance import Accepted
from app.services.access import event_for, facts, signed_in
from app.services.deps import Deps
from app.services.photos import BulkAction, BulkOutcome, Details, Outline
from app.store import photos as store
from app.store import showing as showing_store
from app.store.documents import Event, Photo
from app.store.photos import Filters

ANY_LIST: Final = "any"

Order = photos.Order | Literal["loved"]
"""As ``photos.outline`` has it, or those first that most guests and clients have chosen."""

_ASKED: Final[Mapping[BulkAction, Action]] = {
    "hide": Action.CHANGE_PHOTOS,
    "unhide": Action.CHANGE_PHOTOS,
    "approve": Action.REVIEW_PHOTOS,
    "reject": Action.REVIEW_PHOTOS,
    "hold": Action.REVIEW_PHOTOS,
    "delete": Action.DELETE_OWN_PHOTOS,
    "retry": Action.RETRY_PHOTOS,
}


async def admit(deps: Deps, caller: Caller, event_id: int, size: int) -> None:
    """Raises as ``access.event_for``, and ``InsufficientStorage`` or ``Conflict`` when no ``size`` bytes of photos more may come:
    asked before any of them is read."""
    event = await event_for(caller, event_id, Action.UPLOAD_PHOTOS)
    await space.need(deps, size)
    await quotas.check(deps, event, size)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a client says of the files that it sends: by which way they come, and whether they are finals."""

    source: Source = Source.PROGRAM
    final: bool = False


async def accept(deps: Deps, caller: Caller, event_id: int, name: str, stream: AsyncIterator[bytes], *, claim: Claim) -> Accepted:
    """Take in a file. Raises as ``acceptance.accept``."""
    event = await event_for(caller, event_id, Action.UPLOAD_PHOTOS)
    origin = Origin(claim.source, signed_in(caller), final=claim.final)
    return await acceptance.accept(deps, event, name, stream, origin)


async def known(caller: Caller, event_id: int, hashes: Sequence[str]) -> Mapping[str, Photo]:
    """Which of these contents (SHA-256 as hex) the event has, by hash. A folder upload resumes by it."""
    event = await event_for(caller, event_id, Action.UPLOAD_PHOTOS)
    return await store.known_hashes(event.id, hashes)


async def page(
    caller: Caller, event_id: int, filters: Filters, before: int | None, limit: int
) -> tuple[Sequence[Photo], int | None]:
    """Up to ``limit`` photos of the event, newest first, from below number ``before``; and the ``before`` of the next page."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    return await store.page(event.id, filters, before, limit)


async def outline(caller: Caller, event_id: int, filters: Filters, order: Order, *, chosen_in: str | None = None) -> Outline:
    """Every photo that passes, without paging; with ``chosen_in`` those in that list of favourites, or in ``ANY_LIST``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    found = await photos.outline(event, filters, "newest" if order == "loved" else order)
    if chosen_in is None and order != "loved":
        return found
    hearts = await _hearts(caller, event)
    rows = list(zip(found.ids, found.ratios, strict=True))
    if chosen_in is not None:
        rows = [row for row in rows if row[0] in hearts and chosen_in in (ANY_LIST, *hearts[row[0]])]
    if order == "loved":
        rows.sort(key=lambda row: -len(hearts.get(row[0], ())))  # Sorting keeps the order of equals.
    return Outline([photo_id for photo_id, _ in rows], [ratio for _, ratio in rows])


async def counts(caller: Caller, event_id: int, filters: Filters, *, chosen_in: str | None = None) -> Mapping[str, int]:
    """How many photos there are of each status, among those that ``outline`` would list of any."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    found = await store.by_status(event.id, filters)
    if chosen_in is None:
        return {status: len(ids) for status, ids in found.items()}
    hearts = await _hearts(caller, event)
    wanted = {photo_id for photo_id, lists in hearts.items() if chosen_in in (ANY_LIST, *lists)}
    return {status: len(wanted.intersection(ids)) for status, ids in found.items()}


async def _hearts(caller: Caller, event: Event) -> Mapping[str, Sequence[str]]:
    """The photos that somebody chose, and the lists that each is in. Who chose what, only those hear who may see it."""
    await event_for(caller, event.id, Action.SEE_FAVOURITES)
    return {each.photo_id: each.list_ids for each in await chosen.of_event(event.id)}


async def lookup(caller: Caller, event_id: int, photo_ids: Sequence[str]) -> Sequence[Photo]:
    """Those of the photos that the event has, in the order asked for."""
    return await photos.of_event(await event_for(caller, event_id, Action.SEE_PHOTOS), photo_ids)


async def detail(caller: Caller, photo_id: str) -> Details:
    """A photo as its event's owner and team see it."""
    photo, event = await _photo_for(caller, photo_id, Action.SEE_PHOTOS)
    return await photos.details(photo, event)


async def hide(deps: Deps, caller: Caller, photo_id: str) -> Photo:
    """Take a photo out of every gallery at once."""
    photo, _ = await _photo_for(caller, photo_id, Action.CHANGE_PHOTOS)
    return await _counted(deps, photo, await showing.hide(deps, photo, caller))


async def unhide(deps: Deps, caller: Caller, photo_id: str) -> Photo:
    """Bring a hidden photo back to everyone whom it shows."""
    photo, _ = await _photo_for(caller, photo_id, Action.CHANGE_PHOTOS)
    return await _counted(deps, photo, await showing.unhide(deps, photo, caller))


async def to_review(caller: Caller, event_id: int) -> list[list[str]]:
    """Ids of the photos that wait at the event's gate: near-duplicates together, the best first, in the order they were taken."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    return [[shot.id for shot in stack] for stack in stacked(await showing_store.at_gate(event.id))]


async def admit_change(caller: Caller, photo_id: str) -> None:
    """Raise as what changes the photo would, before anything is read of what the caller sends."""
    await _photo_for(caller, photo_id, Action.CHANGE_PHOTOS)


async def rate(deps: Deps, caller: Caller, photo_id: str, stars: int) -> Photo:
    """Give a photo 0 to 5 stars; nobody but the event's owner and team sees them."""
    photo, _ = await _photo_for(caller, photo_id, Action.CHANGE_PHOTOS)
    return await photos.rate(deps, photo, stars)


async def retry(deps: Deps, caller: Caller, photo_id: str) -> Photo:
    """Try a failed photo again; raises ``NotFailed``."""
    photo, _ = await _photo_for(caller, photo_id, Action.RETRY_PHOTOS)
    return await photos.retry(deps, photo, caller)


async def delete(deps: Deps, caller: Caller, photo_id: str) -> None:
    """Delete a photo, its faces and its matches for good; most who are on a team may do that to what they sent themselves."""
    photo, event = await _photo_for(caller, photo_id, Action.DELETE_OWN_PHOTOS)
    if photo.uploaded_by != caller.user_id:
        await event_for(caller, event.id, Action.DELETE_PHOTOS)
    await photos.delete(deps, photo, caller)


async def change_many(
    deps: Deps, caller: Caller, event_id: int, action: BulkAction, photo_ids: Sequence[str] | None
) -> BulkOutcome:
    """Do it to each of the photos as if it were the only one. None: try all again that failed, whatever the action.

    What others sent is skipped as ``forbidden`` where the caller may delete own photos only.
    """
    await event_for(caller, event_id, Action.WORK_ON_PHOTOS)
    event = await event_for(caller, event_id, _ASKED[action if photo_ids is not None else "retry"])
    if photo_ids is None:
        return await photos.retry_failed(deps, event, caller)
    own_only = action == "delete" and not may(caller, Action.DELETE_PHOTOS, facts(event))
    return await photos.change_many(deps, event, action, photo_ids, caller, sent_by=caller.user_id if own_only else None)


async def _counted(deps: Deps, before: Photo, now: Photo) -> Photo:
    """Tell how many photos wait, where that is another number now."""
    if before.review is not now.review:
        await progress.publish_settled(deps, now.event_id)
    return now


async def _photo_for(caller: Caller, photo_id: str, action: Action) -> tuple[Photo, Event]:
    """The photo and its event, if the caller may do that with it; raises as ``access.event_for`` does."""
    photo = await store.get(photo_id)
    event = await event_for(caller, photo.event_id if photo else 0, action)
    if photo is None:
        raise NotFound
    return photo, event
