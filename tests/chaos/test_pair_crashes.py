"""``kill -9`` of workers while JPEGs follow RAW files that guests see: one photo of each shot, and guests keep theirs."""

from __future__ import annotations

import io

from PIL import Image

from tests.client import Client, Json, guest, photographer, until
from tests.conftest import MODELS
from tests.service import Service
from tests.unit.images.raws import RAWS, TAKEN

SHOTS = 8
PERSON = MODELS / "sample" / "jerry_seinfeld"


def camera_jpeg(portrait: bytes, number: int) -> bytes:
    """The person, as a camera took her in a burst: all of it within one moment of the clock, which is that of the RAW files."""
    exif = Image.Exif()
    details = exif.get_ifd(34665)
    details[36867], details[37521], details[36881] = TAKEN, "25", "+02:00"
    file = io.BytesIO()
    picture = Image.open(io.BytesIO(portrait)).convert("RGB").resize((1600, 1600))
    picture.save(file, "JPEG", quality=90, exif=exif, comment=str(number))
    return file.getvalue()


def shown_to(holder: Client, search: Json) -> set[str]:
    """The names of the photos that the guest sees."""
    return {match["name"] for match in holder.matches(search["id"])}


def killing_workers(service: Service, owner: Client, event_id: int) -> None:
    """Three times on the way, until every JPEG is ready."""
    for due in (1, SHOTS // 3, 2 * SHOTS // 3):
        until(lambda: ready(owner, event_id), lambda jpegs, due=due: len(jpegs) >= due)  # type: ignore[misc]
        service.kill_next("worker ingest")
    until(lambda: ready(owner, event_id), lambda jpegs: len(jpegs) == SHOTS, 240)


def ready(owner: Client, event_id: int) -> list[Json]:
    """The JPEGs that are through."""
    return [photo for photo in owner.photos(event_id) if photo["name"].endswith(".JPG") and photo["status"] == "indexed"]


def test_jpegs_that_follow_their_raw_files_take_their_place_whatever_dies(service: Service) -> None:
    portrait, selfie = (path.read_bytes() for path in sorted(PERSON.iterdir())[:2])
    jpegs = {f"DSC_{number:04}.JPG": camera_jpeg(portrait, number) for number in range(SHOTS)}
    raws = [(name.replace(".JPG", ".NEF"), RAWS["nef"](data)) for name, data in jpegs.items()]
    owner = photographer(service.url)
    event_id = owner.create_event()
    owner.call("PATCH", f"/events/{event_id}", 200, json={"release": "approved"})
    search = guest(service.url, owner.share(event_id)).search(event_id, [selfie])
    holder = Client(service.url, search["token"])
    owner.upload(event_id, raws)
    until(lambda: owner.photos(event_id, status="waiting"), lambda photos: len(photos) == SHOTS, 240)
    ids = [photo["id"] for photo in owner.photos(event_id)]
    owner.call("POST", f"/events/{event_id}/photos/bulk", 200, json={"action": "approve", "photo_ids": ids})
    until(lambda: shown_to(holder, search), lambda names: names == {name for name, _ in raws})
    owner.upload(event_id, list(jpegs.items()))
    killing_workers(service, owner, event_id)
    assert {photo["name"] for photo in owner.photos(event_id)} == set(jpegs)
    for photo in owner.photos(event_id):
        raw_files = owner.call("GET", f"/photos/{photo['id']}", 200)["raw_files"]
        assert [raw["name"] for raw in raw_files] == [photo["name"].replace(".JPG", ".NEF")]
    until(lambda: shown_to(holder, search), lambda names: names == set(jpegs))
    until(lambda: owner.call("GET", f"/events/{event_id}", 200)["photos"], lambda total: total == SHOTS)
