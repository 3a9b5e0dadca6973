"""Previews are small, upright, and say nothing but what is to be seen."""

from __future__ import annotations

import base64
from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from app.domain.pictures import PREVIEW_LONG_SIDE, THUMB_LONG_SIDES, fitted
from tests.unit.images.pictures import LIMITS, difference, encoded, scene
from workers.images.previews import Previews, make_previews
from workers.images.reading import read_photo


def made_of(data: bytes) -> Previews:
    return make_previews(read_photo(data, LIMITS, PREVIEW_LONG_SIDE))


def pictures_of(data: bytes) -> dict[int, Image.Image]:
    """The preview and the thumbnails, by the long side they are made for."""
    made = made_of(data)
    return {side: Image.open(BytesIO(file)) for side, file in {PREVIEW_LONG_SIDE: made.preview, **made.thumbs}.items()}


@pytest.mark.parametrize(("width", "height"), [(4500, 3000), (3000, 4500), (4501, 2999)])
def test_a_large_photo_gives_a_preview_and_thumbnails_of_their_sizes(width: int, height: int) -> None:
    original = Image.fromarray(scene(width, height))
    pictures = pictures_of(encoded("JPEG", original, quality=90))
    assert sorted(pictures) == [*THUMB_LONG_SIDES, PREVIEW_LONG_SIDE]
    for long_side, made in pictures.items():
        assert made.size == fitted(width, height, long_side)
        assert max(made.size) == long_side
        assert made.format == ("JPEG" if long_side == PREVIEW_LONG_SIDE else "WEBP")
        assert difference(np.asarray(made.convert("RGB")), np.asarray(original.resize(made.size))) < 3


def test_a_small_photo_is_never_enlarged() -> None:
    pictures = pictures_of(encoded("PNG", Image.fromarray(scene(300, 200))))
    assert {made.size for long_side, made in pictures.items() if long_side >= 300} == {(300, 200)}
    assert pictures[240].size == (240, 160)


def test_a_thin_panorama_keeps_at_least_a_line() -> None:
    pictures = pictures_of(encoded("PNG", Image.new("RGB", (3000, 2), "red")))
    assert {long_side: made.size for long_side, made in pictures.items()} == {side: (side, 1) for side in pictures}


def test_the_placeholder_is_small_and_of_the_photos_colour() -> None:
    placeholder = base64.b64decode(made_of(encoded("PNG", Image.new("RGB", (640, 480), (255, 0, 0)))).placeholder)
    assert len(placeholder) < 26
    light, redness = placeholder[0] & 63, placeholder[1] >> 4 | (placeholder[2] & 3) << 4
    assert (light, redness) == (21, 63)


def test_previews_carry_no_position_no_camera_and_no_profile() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Spy 1"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 1.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded("JPEG", exif=exif, icc_profile=profile, comment=b"secret")
    for made in pictures_of(data).values():
        assert made.size == (80, 120)
        assert not made.getexif()
        assert not {"exif", "icc_profile", "comment"} & made.info.keys()
