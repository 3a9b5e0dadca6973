"""When and with what a photo was taken, as far as the file tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tests.unit.images.pictures import LIMITS, LONG_SIDE, encoded, shared
from workers.images.reading import LoadedPhoto, read_photo


def photo_with(
    details: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
    base: dict[int, object] | None = None,
    kind: str = "JPEG",
) -> LoadedPhoto:
    exif = Image.Exif()
    exif.update(base or {})
    exif.get_ifd(IFD.Exif).update(details or {})
    exif.get_ifd(IFD.GPSInfo).update(gps or {})
    return read_photo(encoded(kind, exif=exif.tobytes()), LIMITS, LONG_SIDE)


TAKEN: dict[int, object] = {Base.DateTimeOriginal: "2026:05:30 14:03:02"}
LOCAL = datetime(2026, 5, 30, 14, 3, 2)
SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_the_offset_of_the_camera_makes_the_time_aware(kind: str) -> None:
    photo = photo_with({**TAKEN, Base.OffsetTimeOriginal: "+02:00"}, kind=kind)
    assert photo.taken_at == LOCAL.replace(tzinfo=SUMMER)
    assert photo.taken_at.utcoffset() == timedelta(hours=2)


def test_without_an_offset_the_time_is_the_cameras_own() -> None:
    assert photo_with(TAKEN).taken_at == LOCAL
    assert photo_with(TAKEN).taken_at.tzinfo is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "microseconds"), [("5", 500_000), ("05", 50_000), ("249", 249_000), ("1234567", 123_456), ("x", 0)]
)
def test_subseconds_are_a_fraction(text: str, microseconds: int) -> None:
    photo = photo_with({**TAKEN, Base.SubsecTimeOriginal: text})
    assert photo.taken_at == LOCAL.replace(microsecond=microseconds)


def test_a_gps_time_of_the_same_moment_tells_the_offset() -> None:
    gps: dict[int, object] = {GPS.GPSDateStamp: "2026:05:30", GPS.GPSTimeStamp: (12.0, 2.0, 50.0)}
    photo = photo_with(TAKEN, gps)
    assert photo.taken_at is not None
    assert photo.taken_at.utcoffset() == timedelta(hours=2)


def test_a_stale_gps_time_tells_nothing() -> None:
    gps: dict[int, object] = {GPS.GPSDateStamp: "2026:05:30", GPS.GPSTimeStamp: (11.0, 37.0, 0.0)}
    assert photo_with(TAKEN, gps).taken_at == LOCAL


def test_a_gps_time_alone_is_utc() -> None:
    gps: dict[int, object] = {GPS.GPSDateStamp: "2026:05:30", GPS.GPSTimeStamp: (12.0, 2.0, 50.0)}
    assert photo_with(None, gps).taken_at == datetime(2026, 5, 30, 12, 2, 50, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:01 00:00:00", "yesterday", ""])
def test_a_time_that_is_none_is_none(text: str) -> None:
    assert photo_with({Base.DateTimeOriginal: text}).taken_at is None


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("Apple", "iPhone 15 Pro", "Apple iPhone 15 Pro"),
        ("NIKON\0\0", " D70s ", "NIKON D70s"),
        ("", "", None),
        ("X" * 300, "", "X" * 100),
    ],
)
def test_the_camera_is_make_and_model_once(make: str, model: str, camera: str | None) -> None:
    assert photo_with(base={Base.Make: make, Base.Model: model}).camera == camera


def test_a_photo_without_metadata_has_neither() -> None:
    photo = read_photo(encoded("PNG"), LIMITS, LONG_SIDE)
    assert (photo.taken_at, photo.camera) == (None, None)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow remarks on it, we do not mind
@pytest.mark.parametrize("exif", [b"Exif\0\0garbage", b"Exif\0\0MM\x13*\0\0\0\x08", b"Exif\0\0II*\0\xff\xff\xff\xff"])
def test_broken_metadata_is_no_reason_to_refuse_a_photo(exif: bytes) -> None:
    assert read_photo(encoded("JPEG", exif=exif), LIMITS, LONG_SIDE).taken_at is None


def test_real_phones_tell_their_time_and_name() -> None:
    for path in shared("heic"):
        if path.name == "photoprism__iphone_15_pro.heic":
            photo = read_photo(path.read_bytes(), LIMITS, LONG_SIDE)
            assert photo.taken_at is not None
            assert photo.taken_at.isoformat() == "2023-10-31T11:44:43.432000+01:00"
            assert photo.camera == "Apple iPhone 15 Pro"
