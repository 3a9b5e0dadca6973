"""Photos come out upright, whole or at the scale that serves, whatever the format."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ExifTags, Image

from app.errors import ImageError
from tests.unit.images.pictures import LIMITS, LONG_SIDE, MEDIA_TYPES, SAMPLES, difference, encoded, scene, shared
from workers.images.previews import make_previews
from workers.images.reading import read_photo


def test_every_format_gives_the_same_picture() -> None:
    for name, sample in SAMPLES.items():
        photo = read_photo(sample(), LIMITS, LONG_SIDE)
        assert photo.media_type == MEDIA_TYPES[name]
        assert (photo.width, photo.height, photo.scale) == (120, 80, 1)
        assert photo.image.shape == (80, 120, 3)
        assert photo.image.dtype == np.uint8
        assert photo.image.flags.c_contiguous
        assert photo.image.flags.writeable
        assert difference(photo.image, scene()) < 2, name
        assert photo.finest()[0] is photo.image


def test_a_big_tiff_is_read_and_lies_as_it_says() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    stored = Image.fromarray(scene(80, 120)).transpose(Image.Transpose.ROTATE_90)
    data = encoded("TIFF", stored, big_tiff=True, exif=exif)
    assert data[:4] == b"II+\0"
    photo = read_photo(data, LIMITS, LONG_SIDE)
    assert (photo.media_type, photo.width, photo.height) == ("image/tiff", 80, 120)
    assert difference(photo.image, scene(80, 120)) < 2
    with pytest.raises(ImageError):
        read_photo(data[:-2000], LIMITS, LONG_SIDE)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_large_jpeg_is_decoded_at_the_smallest_scale_that_serves(progressive: bool) -> None:
    data = encoded("JPEG", Image.fromarray(scene(2400, 1600)), quality=90, progressive=progressive)
    photo = read_photo(data, LIMITS, 1000)
    assert (photo.width, photo.height) == (2400, 1600)
    assert 1000 <= max(photo.image.shape) <= 1200
    assert photo.scale == pytest.approx(photo.image.shape[1] / 2400)
    assert photo.finest()[0].shape == (1600, 2400, 3)
    assert difference(photo.finest()[0], scene(2400, 1600)) < 2


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "HEIF", "AVIF"])
def test_a_large_photo_of_another_format_is_divided_by_a_whole_number(kind: str) -> None:
    photo = read_photo(encoded(kind, Image.fromarray(scene(1201, 801))), LIMITS, 400)
    assert photo.image.shape == (267, 401, 3)
    assert photo.scale == pytest.approx(1 / 3, abs=0.001)
    assert difference(photo.image, np.asarray(Image.fromarray(scene(1201, 801)).reduce(3))) < 2
    assert difference(photo.finest()[0], scene(1201, 801)) < 2


def test_a_jpeg_of_the_wanted_size_is_not_reduced() -> None:
    data = encoded("JPEG", Image.fromarray(scene(1000, 700)))
    photo = read_photo(data, LIMITS, 1000)
    assert photo.scale == 1
    assert photo.image.shape == (700, 1000, 3)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_line_is_a_photo_too(mode: str) -> None:
    photo = read_photo(encoded("JPEG", Image.new(mode, (4000, 1))), LIMITS, 100)
    assert (photo.width, photo.height) == (4000, 1)
    assert photo.image.shape[0] == 1
    assert photo.finest()[0].shape == (1, 4000, 3)


def test_small_damage_in_a_jpeg_is_put_up_with() -> None:
    data = encoded("JPEG", Image.fromarray(scene(1200, 800)), quality=90)
    photo = read_photo(data[:-2] + b"\0\0\0" + data[-2:], LIMITS, 400)  # bytes that belong to nothing
    assert max(photo.image.shape) in (400, 450, 600)
    assert difference(photo.finest()[0], scene(1200, 800)) < 2


def test_a_reduced_photo_and_its_full_resolution_are_turned_alike() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    upright = Image.fromarray(scene(800, 1600))
    stored = upright.transpose(Image.Transpose.ROTATE_90)  # the camera lay on its side
    photo = read_photo(encoded("JPEG", stored, quality=92, exif=exif), LIMITS, 500)
    assert (photo.width, photo.height) == (800, 1600)
    assert photo.image.shape[0] == 2 * photo.image.shape[1]
    assert photo.scale == pytest.approx(photo.image.shape[0] / 1600)
    assert difference(photo.finest()[0], scene(800, 1600)) < 2


STORED_FOR: dict[int, Image.Transpose | None] = {  # the inverse of what a viewer does for the orientation
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", STORED_FOR)
def test_orientation_is_undone_exactly_once_in_every_format(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    turn = STORED_FOR[orientation]
    stored = Image.fromarray(scene())
    stored = stored.transpose(turn) if turn is not None else stored
    photo = read_photo(encoded(kind, stored, exif=exif.tobytes()), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height) == (120, 80)
    assert difference(photo.image, scene()) < 3


def test_an_orientation_that_is_nonsense_is_ignored() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 42
    assert read_photo(encoded("JPEG", exif=exif), LIMITS, LONG_SIDE).width == 120


@pytest.mark.parametrize("family", ["exifsamples__landscape", "exifsamples__portrait", "exifor__Landscape"])
def test_real_photos_of_all_eight_orientations_are_the_same_picture(family: str) -> None:
    photos = [
        read_photo(path.read_bytes(), LIMITS, LONG_SIDE)
        for path in shared("orientation")
        if path.name.startswith(family) and not path.stem.endswith("_0")
    ]
    assert len(photos) == 8
    for photo in photos:
        assert photo.image.shape == photos[0].image.shape
        assert difference(_thumbnail(photo.image), _thumbnail(photos[0].image)) < 8


def test_of_several_frames_the_first_is_the_photo() -> None:
    first, second = Image.fromarray(scene()), Image.new("RGB", (120, 80), "blue")
    for kind in ("TIFF", "WEBP", "PNG"):
        data = encoded(kind, first, save_all=True, append_images=[second])
        assert difference(read_photo(data, LIMITS, LONG_SIDE).image, scene()) < 3


def test_bytes_behind_the_end_of_a_jpeg_are_ignored() -> None:
    data = encoded("JPEG") + b"PK\x03\x04 and a video" * 100
    assert difference(read_photo(data, LIMITS, LONG_SIDE).image, scene()) < 3


def test_a_name_does_not_matter_only_the_bytes_do() -> None:
    for path in shared("synthetic"):
        if path.name in ("jpeg_as.png", "trailing_zip.jpg"):
            assert read_photo(path.read_bytes(), LIMITS, LONG_SIDE).media_type == "image/jpeg"


@pytest.mark.parametrize(
    "folder", ["cmyk", "heic", "huge", "icc", "modern", "multiframe", "orientation", "png_depths", "progressive"]
)
def test_every_sound_file_of_the_hard_set_is_read_and_gives_its_previews(folder: str) -> None:
    unread = {}
    for path in shared(folder):
        try:
            photo = read_photo(path.read_bytes(), LIMITS, LONG_SIDE)
            assert photo.image.shape[2] == 3
            assert max(photo.image.shape) >= min(LONG_SIDE, photo.width, photo.height)
            make_previews(photo)
            assert photo.finest()[0].size >= photo.image.size
            assert photo.width * photo.height <= LIMITS.max_pixels
        except ImageError as refused:
            unread[path.name] = refused.code
    damaged = ("IllegalArgument", "NegativeArraySize", "NullPointer", "814fcedc")
    foreign = (".gif", ".jp2")
    for name, code in unread.items():
        expected = {"unsupported_format"} if name.endswith(foreign) else {"unreadable", "truncated"}
        assert name.endswith(foreign) or any(word in name for word in damaged), (name, code)
        assert code in expected


def _thumbnail(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(Image.fromarray(image).resize((32, 32)))
