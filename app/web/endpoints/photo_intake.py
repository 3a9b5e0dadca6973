"""Sending photos in, and asking first which of them are here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action, Caller
from app.domain.vocabulary import ClaimedKind, ClaimedSource, FinalState
from app.errors import AppError, Conflict, FileMissing, Malformed, TooLarge, TooManyFiles, Unacceptable, UnsupportedMedia
from app.services import acceptance, album
from app.services.album import Claim
from app.services.public_photos import final_state, public_status
from app.store.documents import Photo
from app.web.admission import place_for_photos
from app.web.answers import answer
from app.web.auth import caller_of
from app.web.endpoints.photos import PhotoErrorShape
from app.web.multipart import parts
from app.web.openapi import UploadedFile, documented
from app.web.requests import claimed_source, claims_final, deps_of, json_body

# What is wrong with one file stops no other. A client may see of it what belongs to the request, not to the photo that it did
# not become.
_OF_ONE_FILE = (Malformed, Conflict, TooLarge, UnsupportedMedia, Unacceptable)
_LONGEST_WORD = 32  # bytes


class AcceptedShape(BaseModel):
    """What became of one file. A file that was refused has no id and an `error`."""

    id: str | None
    name: str
    status: str
    duplicate_of: str | None = None
    error: PhotoErrorShape | None = None


class AcceptedPhotos(BaseModel):
    """In the order sent."""

    photos: list[AcceptedShape]


class PhotoUpload(BaseModel):
    """One or more files; before the first of them `source` says by which way they come (a program's when it is left out), and
    `kind` whether they are finals, which replace the photos that they were made of."""

    source: ClaimedSource = "program"
    kind: ClaimedKind = "photo"
    file: list[UploadedFile]


class ContentHashes(BaseModel):
    """SHA-256 of files, as hex."""

    hashes: Annotated[list[Annotated[str, Field(pattern="^[0-9a-f]{64}$")]], Field(max_length=900)]


class KnownPhoto(BaseModel):
    """A photo the event has; `error` says why it failed. Of a final `final` says what became of it, and `replaces` is the photo
    that it has replaced."""

    id: str
    status: str
    error: PhotoErrorShape | None = None
    final: FinalState | None = None
    replaces: str | None = None


class KnownPhotos(BaseModel):
    """Those that the event has, by hash."""

    known: dict[str, KnownPhoto]


@documented(
    "photos",
    action=Action.UPLOAD_PHOTOS,
    form=PhotoUpload,
    answers={202: AcceptedPhotos},
    errors=(401, 403, 404, 409, 413, 415, 507),
)
async def upload(request: Request) -> Response:
    """Send photos in.

    Files that are not acceptable do not stop the others; the request fails only when none was accepted. 507 with code
    `insufficient_storage` says that the disk has no room: what was accepted before that stays, and sent again is known. 507
    `event_full` and `account_full`: as many photos as there may be; 413 `account_bytes_full`: the account has no room for it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await album.admit(deps, caller, request.path_params["event_id"], int(request.headers.get("content-length", 0)))
    async with place_for_photos(request, caller):
        return answer(AcceptedPhotos(photos=await _taken_in(request, caller)), 202)


async def _taken_in(request: Request, caller: Caller) -> list[AcceptedShape]:
    deps = deps_of(request)
    answers: list[AcceptedShape] = []
    refused: list[AppError] = []
    claim = Claim()
    async for part in parts(request):
        if part.name == "source" and part.filename is None:
            claim = replace(claim, source=claimed_source(await part.text(_LONGEST_WORD)))
        if part.name == "kind" and part.filename is None:
            claim = replace(claim, final=claims_final(await part.text(_LONGEST_WORD)))
        if part.name != "file" or part.filename is None:
            continue
        if len(answers) == deps.settings.max_photos_per_request:
            raise TooManyFiles(f"Send at most {len(answers)} files in one request.")
        try:
            accepted = await album.accept(deps, caller, request.path_params["event_id"], part.filename, part.data, claim=claim)
            answers.append(_accepted(accepted))
        except _OF_ONE_FILE as error:
            refused.append(error)
            answers.append(_refusal(part.filename, error))
            await _skip(part.data, deps.settings.max_photo_bytes)
    if not answers:
        raise FileMissing
    if len(refused) == len(answers):
        raise refused[0]
    return answers


@documented("photos", action=Action.UPLOAD_PHOTOS, body=ContentHashes, answers={200: KnownPhotos}, errors=(401, 403, 404))
async def known(request: Request) -> Response:
    """Which of these files the event has already, by content: what need not be sent again."""
    caller = await caller_of(request, deps_of(request))
    asked = await json_body(request, ContentHashes)
    found = await album.known(caller, request.path_params["event_id"], asked.hashes)
    return answer(KnownPhotos(known={sha256: _known(photo) for sha256, photo in found.items()}))


def _accepted(accepted: acceptance.Accepted) -> AcceptedShape:
    shape = AcceptedShape(id=accepted.id, name=accepted.name, status=accepted.status)
    if accepted.duplicate_of:
        shape.duplicate_of = accepted.duplicate_of
    return shape


def _known(photo: Photo) -> KnownPhoto:
    known = {"id": photo.id, "status": public_status(photo), "error": photo.error, "final": final_state(photo)}
    return KnownPhoto.model_validate({**known, "replaces": photo.raw_of if photo.final else None}, from_attributes=True)


def _refusal(name: str, error: AppError) -> AcceptedShape:
    why = PhotoErrorShape(code=error.code, message=error.detail, retryable=False)
    return AcceptedShape(id=None, name=acceptance.clean_name(name), status="failed", error=why)


async def _skip(data: AsyncIterator[bytes], most: int) -> None:
    """Read over the rest of a refused file, so that the next one comes; but nobody may send rubbish for ever."""
    async for chunk in data:
        most -= len(chunk)
        if most < 0:
            raise TooLarge
