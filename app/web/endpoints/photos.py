"""Photos of an event: looking through them, hiding, trying again, replacing, deleting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.cursors import BY_NUMBER
from app.domain.permissions import Action
from app.domain.vocabulary import FinalState, ShownPhotoStatus, Source
from app.services import album, finals, grounds, media, photos
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store.documents import Photo
from app.store.photos import Filters
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.compression import compressed
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params

PhotoId = Annotated[str, Field(min_length=1, max_length=64)]


class PictureShape(BaseModel):
    """A photo as a picture on a page.

    `placeholder` is a ThumbHash (base64) to show until the picture is there; `thumb_srcset` is ready for an `img`. Both are null
    for photos from before they existed.
    """

    photo_id: str
    width: int
    height: int
    placeholder: str | None
    thumb_url: str
    thumb_srcset: str | None
    preview_url: str


class PhotoErrorShape(BaseModel):
    """Why a photo failed; `retryable` ones may be tried again as they are."""

    code: str
    message: str
    retryable: bool


class PhotoShape(BaseModel):
    """A photo. Addresses of pictures are null until the pictures are made.

    `thumb_srcset` is ready for an `img`; `placeholder` is a ThumbHash (base64) to show until the picture is there. Both stay null
    for photos that were indexed before there were any. `taken_doubtful`: the camera's clock was wrong, as `taken_at` cannot be;
    the order of time has the photo by its arrival. `source` is the way it came, `source_name` the login of its camera,
    `camera_key` the camera it is of (null: not known),
    `uploaded_by` the account that sent it (null: not recorded; `GET /events/{id}/photographers` has the names).
    `given`: by a guest, who goes by `giver_name` (empty: by none).
    `stars` are the owner's and the team's; `soft`: nothing in it is in focus, `dark`: even the light in it is dark.
    `final`: it shows a final (`replaced`), or is one that found no photo to replace (`no_proof`) or several (`several_proofs`).
    """

    id: str
    event_id: int
    name: str
    status: ShownPhotoStatus
    source: Source
    source_name: str | None
    uploaded_by: str | None
    given: bool
    giver_name: str
    camera_key: str | None
    error: PhotoErrorShape | None = None
    width: int
    height: int
    placeholder: str | None
    taken_at: datetime | None
    taken_doubtful: bool = False
    faces: int
    stars: Annotated[int, Field(ge=0, le=5)] = 0
    soft: bool = False
    dark: bool = False
    final: FinalState | None = None
    thumb_url: str | None
    thumb_srcset: str | None
    preview_url: str | None
    created_at: datetime


class FaceBoxShape(BaseModel):
    """Where a face is, as fractions of the photo; `verdict` is `good`, `small` or `blurred`."""

    box: tuple[float, float, float, float]
    verdict: str
    size_px: int


class VisibleToShape(BaseModel):
    """Who sees a photo: `guests` have it among their matches, `everyone` (of a share link at least) may browse.

    Nobody but the owner while it is `hidden`.
    """

    guests: int
    everyone: bool
    hidden: bool


class RawFileShape(BaseModel):
    """The RAW file of a photo's shot. `download_url` saves it as a file."""

    id: str
    name: str
    size: int
    media_type: str
    download_url: str


class ProofShape(BaseModel):
    """What a photo was before a final took its place. `download_url` saves it as a file."""

    name: str
    size: int
    media_type: str
    width: int
    height: int
    preview_url: str
    download_url: str


class PhotoDetail(PhotoShape):
    """A photo with everything its owner and team may know. `download_url` saves the original as a file; `film` is how many bytes
    of that are a film behind the picture, which guests never get. `proof` is what it was before a final took its place; null
    where none did, or it is not kept. `proof_pending`: the proof is on its way back. `replaces`: that photo shows
    this one, which is its final."""

    size: int
    media_type: str
    camera: str | None
    film: int
    raw_files: list[RawFileShape]
    proof: ProofShape | None
    proof_pending: bool
    replaces: str | None
    original_url: str
    download_url: str
    visible_to: VisibleToShape
    face_boxes: list[FaceBoxShape]


class PhotoPage(BaseModel):
    """Newest first; `next_cursor` is null on the last page."""

    items: list[PhotoShape]
    next_cursor: str | None


class PhotoOutline(BaseModel):
    """Every photo, in order; `ratios` are width by height, 1.5 while that is unknown."""

    total: int
    ids: list[str]
    ratios: list[float]


class PhotoCounts(BaseModel):
    """How many photos there are of each status, among those that pass the other filters."""

    indexed: int
    waiting: int
    rejected: int
    hidden: int
    failed: int
    processing: int
    queued: int


class ReviewStacks(BaseModel):
    """Ids of the photos that wait to be approved, near-duplicates together: stacks in the order they were taken, in each the
    sharpest photo that is not dark first."""

    total: int
    stacks: list[list[str]]


class PhotoChanges(BaseModel):
    """What the owner or the team thinks of a photo: 0 to 5 `stars`, which nobody else sees."""

    stars: Annotated[int, Field(ge=0, le=5)]


class PhotoIds(BaseModel):
    """Photos of the event."""

    photo_ids: Annotated[list[PhotoId], Field(max_length=200)]


class PhotoList(BaseModel):
    """In the order asked for."""

    items: list[PhotoShape]


class BulkChange(BaseModel):
    """Say which photos; only `retry` may have `all_failed` instead."""

    action: photos.BulkAction
    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)] | None = None
    all_failed: bool = False

    @model_validator(mode="after")
    def _either(self) -> Self:
        if self.all_failed == (self.photo_ids is not None):
            raise ValueError("send either photo_ids or all_failed")
        if self.all_failed and self.action != "retry":
            raise ValueError("all_failed is for retry only")
        return self


class SkippedShape(BaseModel):
    """A photo that nothing was done to, and why."""

    photo_id: str
    code: str


class BulkChanged(BaseModel):
    """To how many photos it was done, and the others."""

    done: int
    skipped: list[SkippedShape]


class ReplacedPhoto(BaseModel):
    """The photo that a final replaces."""

    photo_id: PhotoId


def _utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the calendar") from None


Moment = Annotated[datetime, AfterValidator(_utc)]


class PhotoFilters(BaseModel):
    """Which photos. Times without an offset are UTC."""

    status: ShownPhotoStatus | None = None
    q: Annotated[str, Field(max_length=200, pattern=text.PRINTABLE, description="A part of the name")] = ""
    taken_from: Moment | None = None
    taken_to: Moment | None = None
    min_faces: Annotated[int, Field(ge=0, le=100_000)] | None = None
    max_faces: Annotated[int, Field(ge=0, le=100_000)] | None = None
    uploaded_by: Annotated[str, Field(max_length=64, description="The account that sent it; empty: it is not known")] | None = (
        None
    )
    camera: Annotated[str, Field(max_length=64, description="The `key` of a camera")] | None = None
    album: Annotated[str, Field(max_length=64, description="The `id` of an album that photos are put into by hand")] | None = None
    given: Annotated[bool, Field(description="By a guest, or not")] | None = None

    def filters(self) -> Filters:
        """For the store."""
        return Filters(
            *(self.status, self.q, self.taken_from, self.taken_to, self.min_faces, self.max_faces),
            *(self.uploaded_by, self.camera, self.album, self.given),
        )


class PhotoQuery(PhotoFilters):
    """A page of them."""

    cursor: Annotated[str, Field(pattern=BY_NUMBER.pattern)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class CountsQuery(PhotoFilters):
    """All of them."""

    chosen_in: Annotated[str, Field(max_length=64, description="A list of favourites, or `any` of them")] | None = None


class OutlineQuery(CountsQuery):
    """All of them, by when they came or by when they were taken, the newest first; or the most loved first."""

    sort: album.Order = "newest"


@documented("photos", action=Action.SEE_PHOTOS, query=PhotoQuery, answers={200: PhotoPage}, errors=(401, 403, 404))
async def browse(request: Request) -> Response:
    """Look through the photos of an event, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, PhotoQuery)
    before = BY_NUMBER.place(query.cursor) if query.cursor else None
    found, following = await album.page(caller, request.path_params["event_id"], query.filters(), before, query.limit)
    return answer(PhotoPage(items=_shapes(deps, found), next_cursor=BY_NUMBER.of(following) if following else None))


@documented("photos", action=Action.SEE_PHOTOS, query=OutlineQuery, answers={200: PhotoOutline}, errors=(401, 403, 404))
async def outline(request: Request) -> Response:
    """Every photo of an event without paging, with no more than a page needs to leave room for it.

    What is in sight is then asked for with `lookup`.
    """
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, OutlineQuery)
    event_id = request.path_params["event_id"]
    found = await album.outline(caller, event_id, query.filters(), query.sort, chosen_in=query.chosen_in)
    shape = PhotoOutline(total=len(found.ids), ids=list(found.ids), ratios=list(found.ratios))
    return compressed(request, shape.model_dump_json().encode(), "application/json")


@documented("photos", action=Action.SEE_PHOTOS, query=CountsQuery, answers={200: PhotoCounts}, errors=(401, 403, 404))
async def counts(request: Request) -> Response:
    """How many photos of an event there are of each status; `status` narrows nothing here."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, CountsQuery)
    found = await album.counts(caller, request.path_params["event_id"], query.filters(), chosen_in=query.chosen_in)
    return answer(PhotoCounts.model_validate(dict.fromkeys(PhotoCounts.model_fields, 0) | dict(found)))


@documented("photos", action=Action.SEE_PHOTOS, answers={200: ReviewStacks}, errors=(401, 403, 404))
async def review(request: Request) -> Response:
    """The photos of an event that wait to be approved, near-duplicates together.

    What is in sight is then asked for with `lookup`.
    """
    caller = await caller_of(request, deps_of(request))
    stacks = await album.to_review(caller, request.path_params["event_id"])
    shape = ReviewStacks(total=sum(map(len, stacks)), stacks=stacks)
    return compressed(request, shape.model_dump_json().encode(), "application/json")


@documented("photos", action=Action.SEE_PHOTOS, body=PhotoIds, answers={200: PhotoList}, errors=(401, 403, 404))
async def lookup(request: Request) -> Response:
    """These photos, in the order asked for; those that the event does not have are left out."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, PhotoIds)
    found = await album.lookup(caller, request.path_params["event_id"], asked.photo_ids)
    return answer(PhotoList(items=_shapes(deps, found)))


@documented("photos", action=Action.WORK_ON_PHOTOS, body=BulkChange, answers={200: BulkChanged}, errors=(401, 403, 404))
async def change_many(request: Request) -> Response:
    """Hide, show, approve, reject, hold, delete or retry many photos at once; each as if it were the only one.

    `approve` lets photos go that wait at the event's gate, `reject` keeps them from everybody, `hold` takes either back. Who
    may delete own photos only finds the others skipped as `forbidden`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, BulkChange)
    outcome = await album.change_many(deps, caller, request.path_params["event_id"], asked.action, asked.photo_ids)
    skipped = [SkippedShape(photo_id=each.photo_id, code=each.code) for each in outcome.skipped]
    return answer(BulkChanged(done=outcome.done, skipped=skipped))


@documented("photos", action=Action.SEE_PHOTOS, answers={200: PhotoDetail}, errors=(401, 403, 404))
async def show(request: Request) -> Response:
    """One photo, with its faces."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    return answer(_detail(deps, await album.detail(caller, request.path_params["photo_id"])))


@documented("photos", action=Action.CHANGE_PHOTOS, body=PhotoChanges, answers={200: PhotoShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Give a photo stars."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await album.admit_change(caller, request.path_params["photo_id"])
    asked = await json_body(request, PhotoChanges)
    return answer(_shape(deps, await album.rate(deps, caller, request.path_params["photo_id"], asked.stars)))


@documented("photos", action=Action.DELETE_OWN_PHOTOS, answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete a photo, its faces and its matches for good."""
    deps = deps_of(request)
    await album.delete(deps, await caller_of(request, deps), request.path_params["photo_id"])
    return nothing()


@documented("photos", action=Action.CHANGE_PHOTOS, answers={200: PhotoShape}, errors=(401, 403, 404))
async def hide(request: Request) -> Response:
    """Take a photo out of every gallery at once."""
    deps = deps_of(request)
    photo = await album.hide(deps, await caller_of(request, deps), request.path_params["photo_id"])
    return answer(_shape(deps, photo))


@documented("photos", action=Action.CHANGE_PHOTOS, answers={200: PhotoShape}, errors=(401, 403, 404))
async def unhide(request: Request) -> Response:
    """Bring a hidden photo back to everyone whom it shows."""
    deps = deps_of(request)
    photo = await album.unhide(deps, await caller_of(request, deps), request.path_params["photo_id"])
    return answer(_shape(deps, photo))


@documented("photos", action=Action.RETRY_PHOTOS, answers={202: PhotoShape}, errors=(401, 403, 404, 409))
async def retry(request: Request) -> Response:
    """Try a failed photo again."""
    deps = deps_of(request)
    photo = await album.retry(deps, await caller_of(request, deps), request.path_params["photo_id"])
    return answer(_shape(deps, photo), 202)


@documented("photos", action=Action.CHANGE_PHOTOS, body=ReplacedPhoto, answers={202: PhotoShape}, errors=(401, 403, 404, 409))
async def replace_photo(request: Request) -> Response:
    """Say which photo this one is the final of.

    That photo shows it from then on and keeps its id, matches and stars; this one is no photo of its own any more. For finals
    that found none by their name, or several, and for files that were not sent as finals. 409 `cannot_replace`: one of the two is
    not ready, or is another one's file.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await album.admit_change(caller, request.path_params["photo_id"])
    asked = await json_body(request, ReplacedPhoto)
    return answer(_shape(deps, await finals.assign(deps, caller, request.path_params["photo_id"], asked.photo_id)), 202)


@documented("photos", action=Action.CHANGE_PHOTOS, answers={202: PhotoShape}, errors=(401, 403, 404, 409))
async def show_proof(request: Request) -> Response:
    """Go back to what a photo was before a final took its place.

    The final is deleted. 409 `no_proof_kept` where the photo shows no final, or its proof is not kept.
    """
    deps = deps_of(request)
    photo = await finals.ask_for_proof(deps, await caller_of(request, deps), request.path_params["photo_id"])
    return answer(_shape(deps, photo), 202)


def _shape(deps: Deps, photo: Photo) -> PhotoShape:
    return shaped(PhotoShape, public_photo(deps, photo))


def _shapes(deps: Deps, found: Sequence[Photo]) -> list[PhotoShape]:
    return [_shape(deps, photo) for photo in found]


def _detail(deps: Deps, found: photos.Details) -> PhotoDetail:
    photo = found.photo
    urls = media.urls(deps, photo, grounds.OWNER)
    boxes = [FaceBoxShape(box=face.box, verdict=face.verdict, size_px=round(face.size_px)) for face in found.faces]
    return PhotoDetail(
        **_shape(deps, photo).model_dump(exclude_unset=True),
        size=photo.size,
        media_type=photo.media_type,
        camera=photo.camera,
        film=photo.film,
        raw_files=[_raw_file(deps, raw) for raw in found.raws],
        proof=_proof(deps, photo),
        proof_pending=photo.proof_asked_at is not None,
        replaces=photo.raw_of if photo.final else None,
        original_url=urls.original,
        download_url=urls.saved_original,
        visible_to=VisibleToShape(guests=found.guests, everyone=found.everyone, hidden=photo.hidden),
        face_boxes=boxes,
    )


def _raw_file(deps: Deps, raw: Photo) -> RawFileShape:
    saved = media.urls(deps, raw, grounds.OWNER).saved_original
    return RawFileShape(id=raw.id, name=raw.name, size=raw.size, media_type=raw.media_type, download_url=saved)


def _proof(deps: Deps, photo: Photo) -> ProofShape | None:
    if photo.proof is None or not photo.proof.kept:
        return None
    urls = media.proof_urls(deps, photo)
    known = photo.proof.model_dump(include={"name", "size", "media_type", "width", "height"})
    return ProofShape(**known, preview_url=urls.preview, download_url=urls.saved_original)
