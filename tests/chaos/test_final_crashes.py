"""``kill -9`` of workers while finals replace photos that guests have: each photo shows its final, and guests keep all."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from tests.client import Client, Json, get, guest, photographer, until
from tests.conftest import MODELS
from tests.service import Service

SHOTS = 8
PERSON = MODELS / "sample" / "jerry_seinfeld"


def proof(portrait: bytes, number: int) -> bytes:
    """The person, in a file of its own."""
    file = io.BytesIO()
    picture = Image.open(io.BytesIO(portrait)).convert("RGB").resize((1600, 1600))
    picture.save(file, "JPEG", quality=90, comment=str(number))
    return file.getvalue()


def edited(data: bytes, number: int) -> bytes:
    """The same in black and white."""
    file = io.BytesIO()
    ImageOps.grayscale(Image.open(io.BytesIO(data))).save(file, "JPEG", quality=90, comment=f"final {number}")
    return file.getvalue()


def replaced(owner: Client, event_id: int) -> list[Json]:
    """The photos that show a final."""
    return [photo for photo in owner.photos(event_id) if photo.get("final") == "replaced"]


def numbers(owner: Client, event_id: int) -> list[int]:
    """Of the event: all photos, those that are ready, those that show a final."""
    shown = owner.call("GET", f"/events/{event_id}", 200)
    return [shown["photos"], shown["indexed"], shown["replaced"]]


def killing_workers(service: Service, owner: Client, event_id: int) -> None:
    """Three times on the way, until every photo shows its final."""
    for due in (1, SHOTS // 3, 2 * SHOTS // 3):
        until(lambda: replaced(owner, event_id), lambda photos, due=due: len(photos) >= due)  # type: ignore[misc]
        service.kill_next("worker ingest")
    until(lambda: replaced(owner, event_id), lambda photos: len(photos) == SHOTS, 240)


def test_finals_take_the_place_of_photos_that_a_guest_has_whatever_dies(service: Service) -> None:
    portrait, selfie = (path.read_bytes() for path in sorted(PERSON.iterdir())[:2])
    proofs = {f"IMG_{number:04}.JPG": proof(portrait, number) for number in range(SHOTS)}
    owner = photographer(service.url)
    event_id = owner.create_event()
    owner.upload(event_id, list(proofs.items()))
    ids = {photo["id"] for photo in owner.wait_indexed(event_id, SHOTS)}
    search = guest(service.url, owner.share(event_id)).search(event_id, [selfie])
    holder = Client(service.url, search["token"])
    until(lambda: holder.matches(search["id"]), lambda matches: {match["photo_id"] for match in matches} == ids)

    finals = [(name, edited(data, number)) for number, (name, data) in enumerate(proofs.items())]
    owner.upload(event_id, finals, kind="final")
    killing_workers(service, owner, event_id)

    assert {photo["id"] for photo in owner.photos(event_id)} == ids
    until(lambda: holder.matches(search["id"]), lambda matches: {match["photo_id"] for match in matches} == ids)
    for match in holder.matches(search["id"]):
        with Image.open(io.BytesIO(get(service.url + match["preview_url"]).content)) as shown:
            red, _, blue = shown.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
        assert abs(red - blue) <= 2, "the guest sees the final"
    # Who is killed between a photo and its counters leaves these in doubt: the keeper counts anew.
    until(lambda: numbers(owner, event_id), lambda shown: shown == [SHOTS] * 3)
