"""Bad photos get a stable code and cost nobody else anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.client import Client

STATUS_BY_FILE = {
    "text.jpg": (b"hello", 415),
    "empty.jpg": (b"", 422),
    "page.jpg": (b"<html><body>x</body></html>", 415),
}


def jpeg(width: int, height: int) -> bytes:
    """A plain JPEG."""
    written = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def bomb() -> bytes:
    """A small PNG that would decode to 900 megapixels."""
    written = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("name", sorted(STATUS_BY_FILE))
def test_what_is_no_image_is_refused_at_the_door(owner: Client, event_id: int, name: str) -> None:
    data, status = STATUS_BY_FILE[name]
    answer = owner.http.post(f"/events/{event_id}/photos", files={"file": (name, data)})
    assert answer.status_code in {status, 415, 422}
    assert answer.json()["code"]
    assert owner.photos(event_id) == []


def test_damaged_photos_fail_with_a_code_and_the_good_one_beside_them_is_indexed(
    owner: Client, event_id: int, sample: Path
) -> None:
    good = next((sample / "madonna").iterdir()).read_bytes()
    sent = owner.upload(
        event_id,
        [
            ("good.jpg", good),
            ("truncated.jpg", good[: len(good) // 2]),
            ("bomb.png", bomb()),
            ("noface.jpg", jpeg(900, 600)),
            ("garbage.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 5000),
        ],
    )
    assert len(sent) == 5
    photos = {photo["name"]: photo for photo in owner.wait_indexed(event_id, 5)}
    assert photos["good.jpg"]["status"] == "indexed"
    assert (photos["noface.jpg"]["status"], photos["noface.jpg"]["faces"]) == ("indexed", 0)
    for name in ("truncated.jpg", "bomb.png", "garbage.jpg"):
        assert photos[name]["status"] == "failed"
        assert set(photos[name]["error"]) == {"code", "message", "retryable"}
    assert photos["bomb.png"]["error"]["code"] == "too_many_pixels"


def test_the_same_file_under_two_events_is_two_photos(owner: Client, event_id: int) -> None:
    other = owner.create_event()
    data = jpeg(640, 480)
    first = owner.upload(event_id, [("a.jpg", data)])[0]
    second = owner.upload(other, [("a.jpg", data)])[0]
    assert first["id"] != second["id"]
    assert not second.get("duplicate_of")


def test_somebody_elses_event_takes_no_photos(owner: Client, visitor: Client, event_id: int) -> None:
    for caller, expected in ((visitor, {403}), (Client(owner.url), {401, 404})):
        answer = caller.http.post(f"/events/{event_id}/photos", files={"file": ("a.jpg", jpeg(64, 64))})
        assert answer.status_code in expected
    missing = owner.http.post("/events/99999/photos", files={"file": ("a.jpg", jpeg(64, 64))})
    assert missing.status_code == 404
