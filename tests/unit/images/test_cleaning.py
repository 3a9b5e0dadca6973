"""Guests get the picture, its colours and how it lies, and nothing of where, by whose camera and by whom."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, MpoImagePlugin

from app.domain.cleaning.changes import Changes
from app.domain.cleaning.originals import cleaned, film_bytes
from tests.unit.images.pictures import LIMITS, LONG_SIDE, encoded, grey_jpeg, scene, shared
from tests.unit.images.raws import RAWS, picture
from tests.unit.images.secretive import FILM, GAIN_XMP, HEADROOM, LATITUDE, SECRET, SECRETIVE, ultra_hdr
from tests.unit.images.test_hostile_bytes import damaged, damages
from workers.images import metadata
from workers.images.containers import webp_file
from workers.images.guests import for_guests
from workers.images.raw import embedded
from workers.images.reading import read_photo

FILMS = ("ultra hdr", "heic")


@cache
def sample(kind: str) -> bytes:
    return SECRETIVE[kind]()


def for_a_guest(data: bytes) -> bytes:
    changes = cleaned(data)
    assert changes is not None
    return changes.over(data[: changes.length], 0)


def opened(data: bytes) -> Image.Image:
    found = Image.open(BytesIO(data))
    found.load()
    return found


@pytest.mark.parametrize("kind", SECRETIVE)
def test_nothing_of_whom_and_where_is_left(kind: str) -> None:
    data = sample(kind)
    assert SECRET in data
    assert LATITUDE in data or LATITUDE[3::-1] + LATITUDE[:3:-1] in data
    clean = for_a_guest(data)
    assert SECRET not in clean
    assert LATITUDE not in clean
    assert LATITUDE[3::-1] + LATITUDE[:3:-1] not in clean


@pytest.mark.parametrize("kind", SECRETIVE)
def test_the_picture_is_the_same_its_colours_and_how_it_lies(kind: str) -> None:
    before, after = (read_photo(data, LIMITS, LONG_SIDE) for data in (sample(kind), for_a_guest(sample(kind))))
    assert (before.image == after.image).all()
    assert (after.taken_at, after.camera) == (before.taken_at, before.camera)
    if kind not in ("heic", "avif"):
        assert (after.width, after.height) == (80, 120)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff", "ultra hdr"])
def test_profile_and_copyright_stay(kind: str) -> None:
    clean = for_a_guest(sample(kind))
    file = webp_file(clean)
    profile = file.icc if file else opened(clean).info["icc_profile"]
    assert profile == opened(sample(kind)).info["icc_profile"]
    exif = metadata.parse(file.exif) if file else opened(clean).getexif()
    assert exif[ExifTags.Base.Copyright] == "Phoebe Buffay"
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ColorSpace] == 1
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_nothing_moves_so_that_a_gain_map_is_where_the_file_says() -> None:
    data = sample("ultra hdr")
    clean = for_a_guest(data)
    assert clean == for_a_guest(data)[: len(data)]
    frames = []
    for file in (data, clean):
        both = MpoImagePlugin.MpoImageFile(BytesIO(file))
        both.seek(1)
        frames.append(np.asarray(both))
    assert frames[0].shape == (40, 60)
    assert (frames[0] == frames[1]).all()
    assert GAIN_XMP in clean, "what needs no change is not written anew"
    assert clean.count(b'hdrgm:Version="1.0"') == 2
    assert b'Item:Semantic="GainMap"' in clean
    assert b"MotionPhoto" not in clean
    assert HEADROOM in clean, "Apple's viewers take it from the maker's notes"


def test_a_gain_map_apart_from_the_picture_is_found_too() -> None:
    clean = for_a_guest(ultra_hdr(apart=40))
    assert SECRET not in clean
    both = MpoImagePlugin.MpoImageFile(BytesIO(clean))
    both.seek(1)
    assert np.asarray(both).shape == (40, 60)


@pytest.mark.parametrize("kind", FILMS)
def test_a_film_in_a_photo_is_cut_off_and_told_of(kind: str) -> None:
    data = sample(kind)
    changes = cleaned(data)
    assert changes is not None
    assert film_bytes(data, changes) == len(FILM)
    assert b"mp42" not in for_a_guest(data)
    plain = sample("jpeg")
    without = cleaned(plain)
    assert without is not None
    assert film_bytes(plain, without) == 0


@pytest.mark.parametrize("kind", SECRETIVE)
def test_changes_are_small_and_come_out_of_their_bytes_as_they_were(kind: str) -> None:
    changes = cleaned(sample(kind))
    assert changes is not None
    assert Changes.unpacked(changes.packed()) == changes
    assert len(changes.packed()) < 6000
    with pytest.raises(ValueError, match="no changes"):
        Changes.unpacked(changes.packed()[:-3])


@given(start=st.integers(0, 9000), size=st.integers(0, 3000))
def test_any_part_of_the_file_is_that_part_of_the_clean_one(start: int, size: int) -> None:
    data, whole = sample("ultra hdr"), for_a_guest(sample("ultra hdr"))
    changes = cleaned(data)
    assert changes is not None
    end = min(start + size, changes.length)
    assert changes.over(data[start:end], start) == whole[start:end]


@pytest.mark.parametrize("kind", SECRETIVE)
@settings(max_examples=60)
@given(places=damages, reach=st.sampled_from([64, 1500, 1 << 20]))
def test_damaged_files_are_cleaned_or_nobody_can_say(kind: str, places: list[tuple[float, str, int]], reach: int) -> None:
    data = damaged(sample(kind), places, reach)
    changes = cleaned(data)
    assert changes is None or 0 < changes.length <= len(data)


def test_of_what_cannot_be_followed_nothing_is_taken_for_clean() -> None:
    assert cleaned(RAWS["nef"](picture())) is None
    assert cleaned(sample("jpeg")[:3000]) is None
    assert cleaned(sample("png")[:-40]) is None
    assert cleaned(encoded("TIFF", big_tiff=True)) is None
    assert cleaned(b"") is None
    sound = sample("avif") + b"\0\0\0\x14moov\0\0\0\x0chdlrsoun"
    assert cleaned(sound) is None, "pictures that move may have a track of sound"


@pytest.mark.parametrize("packet", [b'<!DOCTYPE x [<!ENTITY y "z">]><x/>', b"<x>no end", b"<x/>"])
def test_of_xmp_that_cannot_be_followed_nothing_stays(packet: bytes) -> None:
    clean = for_a_guest(encoded("JPEG", xmp=packet))
    assert packet not in clean
    assert opened(clean).size == opened(encoded("JPEG")).size


START, END = b"\xff\xd8", b"\xff\xd9"


@pytest.mark.parametrize(
    "jpeg",
    [
        START + b"\xff\xe0\0\x04..",
        START + b"\xff\xd8" + END,
        START + b"\xff\xe1\0\x01" + END,
        START + b"\xff\xe1\xff\xf0" + END,
        START + b"\xff\xda\0\x04..no end of the picture",
    ],
    ids=[
        "no segment after the last",
        "a picture begins in a picture",
        "no room for its length",
        "longer than the file",
        "no end",
    ],
)
def test_of_a_jpeg_that_breaks_off_nothing_is_taken_for_clean(jpeg: bytes) -> None:
    assert cleaned(jpeg) is None


def test_what_lies_between_segments_goes_and_what_has_no_content_stays() -> None:
    comment, bare = b"\xff\xfe\0\x08", b"\xff\xff\x01"
    clean = for_a_guest(START + comment + b"secret" + b"between" + bare + END)
    assert clean == START + comment + bytes(6) + bytes(7) + bare + END


@pytest.mark.parametrize("orientation", [1, 6])
def test_what_guests_get_of_a_raw_file_is_its_picture_that_says_how_it_lies(orientation: int) -> None:
    jpeg = encoded("JPEG", Image.fromarray(scene(1200, 800)), quality=92, comment=b"SECRET")
    data = RAWS["arw"](jpeg, orientation=orientation)  # type: ignore[call-arg]
    guests = for_guests(data, read_photo(data, LIMITS, LONG_SIDE))
    assert guests.changes is None
    assert guests.jpeg is not None
    assert SECRET not in guests.jpeg
    photo = read_photo(guests.jpeg, LIMITS, LONG_SIDE)
    assert (photo.width, photo.height) == ((800, 1200) if orientation == 6 else (1200, 800))
    assert (photo.image == read_photo(data, LIMITS, LONG_SIDE).image).all()


def test_a_raw_files_picture_with_exif_of_its_own_says_how_it_lies_too() -> None:
    bare = Image.Exif()
    bare[ExifTags.Base.Make] = "SONY"
    jpeg = encoded("JPEG", Image.fromarray(scene(1200, 800)), exif=bare)
    jpeg = jpeg[:2] + jpeg[20:]  # without JFIF, as cameras write it: else LibRaw puts EXIF of its own in front
    data = RAWS["arw"](jpeg, orientation=8)  # type: ignore[call-arg]
    assert metadata.orientation(metadata.of_jpeg(embedded(data, "image/x-sony-arw").jpeg)) == 1
    guests = for_guests(data, read_photo(data, LIMITS, LONG_SIDE))
    assert guests.jpeg is not None
    assert metadata.orientation(metadata.of_jpeg(guests.jpeg)) == 8


def test_photos_of_real_phones_are_the_same_without_place_and_notes() -> None:
    for path in shared("heic"):
        if path.name.startswith(("photoprism__iphone_15", "mei__IMG_2927")):
            data = path.read_bytes()
            clean = for_a_guest(data)
            before, after = (read_photo(each, LIMITS, LONG_SIDE) for each in (data, clean))
            assert (before.image == after.image).all()
            assert after.taken_at is not None
            assert b"Apple iOS" not in clean or len(clean) == len(data)


def test_a_lossless_sum_of_a_grey_scan_is_left_alone() -> None:
    data = grey_jpeg(1200, 800)
    assert for_a_guest(data) == data
