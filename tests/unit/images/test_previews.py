"""Previews are small, upright, and say nothing but what is to be seen."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from tests.unit.images.pictures import LIMITS, difference, encoded, scene
from workers.images.previews import PREVIEW_LONG_SIDE, THUMB_LONG_SIDE, make_previews
from workers.images.reading import read_photo


def previews_of(data: bytes) -> tuple[Image.Image, Image.Image]:
    made = make_previews(read_photo(data, LIMITS, PREVIEW_LONG_SIDE))
    return Image.open(BytesIO(made.preview)), Image.open(BytesIO(made.thumb))


@pytest.mark.parametrize(("width", "height"), [(4500, 3000), (3000, 4500)])
def test_a_large_photo_gives_a_preview_and_a_thumbnail_of_their_sizes(width: int, height: int) -> None:
    original = Image.fromarray(scene(width, height))
    preview, thumb = previews_of(encoded("JPEG", original, quality=90))
    assert max(preview.size) == PREVIEW_LONG_SIDE
    assert max(thumb.size) == THUMB_LONG_SIDE
    for made in (preview, thumb):
        assert made.format == "JPEG"
        assert made.width / made.height == pytest.approx(width / height, rel=0.01)
        assert difference(np.asarray(made), np.asarray(original.resize(made.size))) < 3


def test_a_small_photo_is_never_enlarged() -> None:
    preview, thumb = previews_of(encoded("PNG", Image.fromarray(scene(300, 200))))
    assert preview.size == thumb.size == (300, 200)


def test_a_thin_panorama_keeps_at_least_a_line() -> None:
    _, thumb = previews_of(encoded("PNG", Image.new("RGB", (3000, 2), "red")))
    assert thumb.size == (THUMB_LONG_SIDE, 1)


def test_previews_carry_no_position_no_camera_and_no_profile() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Spy 1"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 1.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded("JPEG", exif=exif, icc_profile=profile, comment=b"secret")
    for made in previews_of(data):
        assert made.size == (80, 120)
        assert not made.getexif()
        assert not {"exif", "icc_profile", "comment"} & made.info.keys()
