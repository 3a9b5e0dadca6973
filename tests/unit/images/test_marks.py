"""A watermark on pictures."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from app.domain.pictures import THUMB_LONG_SIDES
from app.domain.watermarks import Place, Watermark
from app.settings import Settings
from workers.faces.finder import limits_of
from workers.images.marks import MarkedPictures, marked_pictures


def encoded(size: tuple[int, int], colour: tuple[int, ...], kind: str) -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "where I live"
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(file, kind, quality=95, exif=exif)
    return file.getvalue()


def pixels(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.int64)


RED = encoded((200, 100), (255, 0, 0, 255), "PNG")
PREVIEW, ORIGINAL = encoded((2048, 1365), (200, 200, 200), "JPEG"), encoded((3000, 2000), (200, 200, 200), "JPEG")


def marked(mark: Watermark, original: bytes | None = ORIGINAL, png: bytes = RED) -> MarkedPictures:
    return marked_pictures(mark, png, PREVIEW, original, limits_of(Settings()))


def test_every_size_has_the_mark_in_its_place_and_nothing_else_changes() -> None:
    made = marked(Watermark("a", 200, 100, Place.BOTTOM_RIGHT, 25, 100))
    assert set(made.thumbs) == set(THUMB_LONG_SIDES)
    assert made.whole is not None
    for data, width in [(made.preview, 2048), (made.whole, 3000), *[(thumb, side) for side, thumb in made.thumbs.items()]]:
        image = pixels(data)
        height = image.shape[0]
        assert image.shape[1] == width
        corner = image[int(height * 0.88), int(width * 0.88)]
        assert corner[0] > 225
        assert corner[1] < 45
        assert np.abs(image[: height // 2, : width // 2] - 200).max() <= 6
    assert b"where I live" not in made.whole


def test_a_faint_mark_lets_the_picture_through() -> None:
    image = pixels(marked(Watermark("a", 200, 100, Place.CENTRE, 25, 50)).preview)
    red, green, _ = image[image.shape[0] // 2, image.shape[1] // 2]
    assert red == pytest.approx(228, abs=6)
    assert green == pytest.approx(100, abs=6)


def test_all_over_no_quarter_is_without_it() -> None:
    image = pixels(marked(Watermark("a", 200, 100, Place.ALL_OVER, 15, 100)).preview)
    down, across = image.shape[0] // 2, image.shape[1] // 2
    for quarter in (image[:down, :across], image[:down, across:], image[down:, :across], image[down:, across:]):
        assert (quarter[..., 1] < 60).mean() > 0.1


def test_what_is_transparent_does_not_colour_the_edge() -> None:
    clear = encoded((200, 100), (255, 0, 0, 0), "PNG")
    assert np.abs(pixels(marked(Watermark("a", 200, 100, Place.CENTRE, 50, 100), png=clear).preview) - 200).max() <= 3


def test_an_original_that_cannot_be_read_in_full_is_stood_for_by_the_preview() -> None:
    made = marked(Watermark("a", 200, 100, Place.CENTRE, 25, 100), original=ORIGINAL[:2000])
    assert made.whole == made.preview
    assert marked(Watermark("a", 200, 100, Place.CENTRE, 25, 100), original=None).whole is None
