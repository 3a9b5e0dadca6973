"""Whether a file is all there is told from its container, without a decoder."""

from __future__ import annotations

import io
import mmap
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from app.domain.image_ends import ends_early

NOISE = Image.effect_noise((320, 240), 60).convert("RGB")


def encoded(kind: str, **options: object) -> bytes:
    """A small noisy picture."""
    file = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(NOISE).save(file, **options)
    else:
        NOISE.save(file, kind, **options)
    return file.getvalue()


def with_thumbnail() -> bytes:
    """A JPEG whose EXIF holds another JPEG, as cameras write it: the end of that is not the photo's."""
    inner = encoded("JPEG", quality=20)
    return encoded("JPEG", quality=90, exif=b"Exif\0\0MM\0*" + inner)


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg": (partial(encoded, "JPEG", quality=90), "image/jpeg"),
    "jpeg with a thumbnail": (with_thumbnail, "image/jpeg"),
    "progressive jpeg": (partial(encoded, "JPEG", quality=90, progressive=True), "image/jpeg"),
    "png": (partial(encoded, "PNG"), "image/png"),
    "webp": (partial(encoded, "WEBP", quality=90), "image/webp"),
    "tiff": (partial(encoded, "TIFF"), "image/tiff"),
    "bigtiff": (partial(encoded, "TIFF", big_tiff=True), "image/tiff"),
    "heic": (partial(encoded, "HEIF", quality=80), "image/heic"),
    "avif": (partial(encoded, "AVIF", quality=80), "image/avif"),
}


@pytest.mark.parametrize(("made", "media_type"), FILES.values(), ids=FILES)
def test_a_whole_file_does_not_end_early_and_any_part_of_it_does(
    made: Callable[[], bytes], media_type: str, tmp_path: Path
) -> None:
    data = made()
    assert not ends_early(data, media_type)
    parts = [int(len(data) * share) for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99)]
    assert [ends_early(data[:length], media_type) for length in parts] == [True] * len(parts)

    path = tmp_path / "whole"
    path.write_bytes(data)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert not ends_early(mapped, media_type)


def test_what_cameras_write_behind_a_jpeg_does_not_make_it_short() -> None:
    assert not ends_early(encoded("JPEG") + b"SEFT" + bytes(200_000), "image/jpeg")


def test_a_jpeg_that_announces_other_pictures_behind_it_ends_with_the_last_of_them() -> None:
    data = encoded("MPO", save_all=True, append_images=[NOISE.copy()])
    first = len(encoded("JPEG"))
    assert len(data) > 3 * first // 2
    assert not ends_early(data, "image/jpeg")
    assert ends_early(data[: len(data) - 100], "image/jpeg")


def test_what_makes_no_sense_is_told_in_no_time() -> None:
    many = b"II+\0" + (8).to_bytes(4, "little") + (16).to_bytes(8, "little") + (2**60).to_bytes(8, "little")
    assert ends_early(many + bytes(1000), "image/tiff")
    assert ends_early(b"\xff\xd8\xff\xe0\0\0" + bytes(100), "image/jpeg")
