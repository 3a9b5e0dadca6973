"""What cannot or must not be decoded is refused with a stable code, before it costs anything."""

from __future__ import annotations

import random
import struct
import time
import zlib

import pytest
from PIL import Image, ImageCms

from app.errors import ImageError
from app.settings import Settings
from tests.unit.images.pictures import LIMITS, LONG_SIDE, SAMPLES, encoded, grey_jpeg, shared
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo
from workers.images.refusals import MESSAGES


def code_of(data: bytes, limits: ImageLimits = LIMITS, long_side: int = LONG_SIDE) -> str:
    with pytest.raises(ImageError) as refused:
        read_photo(data, limits, long_side)
    assert refused.value.detail == MESSAGES[refused.value.code]  # type: ignore[index]
    return refused.value.code


def test_no_bytes_are_empty() -> None:
    assert code_of(b"") == "empty"


@pytest.mark.parametrize("data", [b"hello", b"\xff", b"<html></html>", b"<svg/>", b"GIF89a\x01\0\x01\0"])
def test_a_foreign_format_is_named_as_such(data: bytes) -> None:
    assert code_of(data) == "unsupported_format"


@pytest.mark.parametrize("tags", [{50706: b"\x01\x04\0\0"}, {262: 32803}])
def test_a_raw_photo_in_a_tiff_is_not_taken_for_its_thumbnail(tags: dict[int, object]) -> None:
    data = encoded("TIFF", Image.new("L", (32, 32)))
    if 262 in tags:
        data = data.replace(struct.pack("<HHIHH", 262, 3, 1, 1, 0), struct.pack("<HHIHH", 262, 3, 1, 32803, 0))
    else:
        data = encoded("TIFF", tiffinfo=tags)
    assert code_of(data) == "unsupported_format"


def test_measurements_are_not_a_photo() -> None:
    assert code_of(encoded("TIFF", Image.new("F", (8, 8)))) == "unsupported_format"


def test_too_many_bytes_are_refused_whatever_they_are() -> None:
    assert code_of(b"x" * 101, ImageLimits(max_bytes=100, max_pixels=100)) == "too_large"


@pytest.mark.parametrize("name", SAMPLES)
def test_too_many_pixels_are_refused_in_every_format(name: str) -> None:
    data = SAMPLES[name]()
    assert code_of(data, ImageLimits(max_bytes=1 << 20, max_pixels=120 * 80 - 1)) == "too_many_pixels"
    assert read_photo(data, ImageLimits(max_bytes=1 << 20, max_pixels=120 * 80), LONG_SIDE).width == 120


def test_only_a_jpeg_in_one_scan_may_be_larger_than_what_is_decoded_whole() -> None:
    limits = ImageLimits(max_bytes=1 << 20, max_pixels=120 * 80, max_memory=120 * 80)
    assert read_photo(encoded("JPEG"), limits, 40).width == 120
    assert read_photo(grey_jpeg(120, 80, scans=1), limits, 40).width == 120
    for name in ("progressive jpeg", "png", "webp", "heic", "avif", "tiff"):
        assert code_of(SAMPLES[name](), limits, 40) == "too_many_pixels", name
    assert code_of(grey_jpeg(120, 80), limits, 40) == "too_many_pixels"


@pytest.mark.parametrize(
    "marker", [0xC0, 0xC1, 0xC2, 0xC9, 0xCA], ids=["baseline", "extended", "progressive", "arithmetic", "both"]
)
def test_a_small_file_of_several_scans_that_would_fill_the_memory_is_refused(marker: int) -> None:
    data = grey_jpeg(12_500, 12_500, marker=marker)
    assert len(data) < 2_000_000
    assert code_of(data) == "too_many_pixels"


def test_a_jpeg_in_several_scans_is_read_where_it_fits() -> None:
    photo = read_photo(grey_jpeg(2000, 1000), LIMITS, 400)
    assert photo.image.shape == (250, 500, 3)
    assert (photo.image == 128).all()


@pytest.mark.parametrize(("marker", "precision"), [(0xC1, 12), (0xC3, 8), (0xC5, 8), (0xCB, 8)])
def test_a_jpeg_that_our_decoders_do_not_know_is_not_called_damaged(marker: int, precision: int) -> None:
    assert code_of(grey_jpeg(64, 64, marker=marker, precision=precision)) == "unsupported_format"


def _png_bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1 << 20))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    )


def _jpeg_bomb() -> bytes:
    data = encoded("JPEG")
    return data.replace(struct.pack(">HH", 80, 120), struct.pack(">HH", 65_000, 65_000), 1)


def _webp_bomb() -> bytes:
    canvas = (65_000 - 1).to_bytes(3, "little") * 2
    body = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + canvas + b"ANIM" + struct.pack("<I", 6) + bytes(6)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _tiff_bomb() -> bytes:
    data = bytearray(encoded("TIFF"))
    for tag in (256, 257):
        at = data.index(struct.pack("<HH", tag, 4)) if struct.pack("<HH", tag, 4) in data else -1
        at = at if at >= 0 else data.index(struct.pack("<HH", tag, 3))
        data[at : at + 12] = struct.pack("<HHII", tag, 4, 1, 60_000)
    return bytes(data)


def _tile_bomb() -> bytes:
    """A small picture with one tile of 3.6 gigapixels."""
    tags = ((256, 32), (257, 32), (258, 8), (259, 5), (262, 1), (277, 1), (322, 60_000), (323, 60_000))
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags]
    entries += [struct.pack("<HHII", 324, 4, 1, 8), struct.pack("<HHII", 325, 4, 1, 8)]
    return b"II*\0" + struct.pack("<I", 16) + bytes(8) + struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)


@pytest.mark.parametrize("bomb", [_png_bomb, _jpeg_bomb, _webp_bomb, _tiff_bomb, _tile_bomb])
def test_decompression_bombs_are_refused_before_decoding(bomb) -> None:  # type: ignore[no-untyped-def]
    data = bomb()
    times = []
    for _ in range(3):  # the first one loads what reads such a file
        started = time.process_time()
        assert code_of(data) == "too_many_pixels"
        times.append(time.process_time() - started)
    assert min(times) < 0.5


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = encoded("JPEG", Image.new("RGB", (4000, 4000)), progressive=True)
    assert code_of(data + b"\xff\xda\0\x08\x01" * 1000) == "unreadable"
    assert code_of(grey_jpeg(4000, 4000) + b"\xff\xda\0\x08\x01" * 1000) == "unreadable"


def _png_with(kind: bytes, content: bytes) -> bytes:
    """The scene with one more chunk behind its header."""
    png = encoded("PNG")
    return png[:33] + struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content)) + png[33:]


def _profile(size: int) -> bytes:
    """sRGB's profile, filled up to ``size``."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return struct.pack(">I", size) + plain[4:] + random.Random(size).randbytes(size - len(plain))


def test_a_png_may_carry_a_profile_and_texts_of_some_megabytes_but_no_bomb() -> None:
    def text(plain: bytes) -> bytes:
        return b"Comment\0\0" + zlib.compress(plain)

    for data in (
        _png_with(b"iCCP", b"big\0\0" + zlib.compress(_profile(1_100_000))),
        _png_with(b"zTXt", text(b"x" * 2_000_000)),
        _png_with(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"x" * 2_000_000)),
    ):
        assert read_photo(data, LIMITS, LONG_SIDE).width == 120
    assert code_of(_png_with(b"zTXt", text(bytes(100_000_000)))) == "unreadable"
    assert code_of(_png_with(b"iCCP", b"big\0\0" + zlib.compress(bytes(100_000_000)))) == "unreadable"


def test_a_photo_of_200_megapixels_is_read_at_a_reduced_size() -> None:
    photo = read_photo(
        grey_jpeg(16_320, 12_240, scans=1), ImageLimits(Settings().max_photo_bytes, Settings().max_photo_pixels), 2048
    )
    assert (photo.width, photo.height) == (16_320, 12_240)
    assert photo.image.shape == (3060, 4080, 3)
    finest, scale = photo.finest()
    assert finest.nbytes <= LIMITS.max_memory
    assert scale == finest.shape[1] / 16_320 > photo.scale


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow remarks on short TIFF directories
def test_a_file_that_ends_early_is_refused_as_truncated(name: str, share: float) -> None:
    data = SAMPLES[name]()
    assert code_of(data[: int(len(data) * share)]) == "truncated"


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("quality", [60, 95])
def test_a_jpeg_that_was_cut_and_closed_is_refused_too(progressive: bool, quality: int) -> None:
    noise = Image.effect_noise((640, 480), 60).convert("RGB")
    data = encoded("JPEG", noise, quality=quality, progressive=progressive)
    for share in (0.4, 0.7, 0.95):
        assert code_of(data[: int(len(data) * share)] + b"\xff\xd9") == "truncated"


def test_real_heic_photos_cut_short_are_not_filled_in() -> None:
    for path in shared("heic"):
        if "iphone" in path.name.lower():
            data = path.read_bytes()
            assert code_of(data[: len(data) * 2 // 3]) == "truncated"


def test_the_made_up_bad_files_have_their_codes() -> None:
    expected = {
        "html_as.jpg": "unsupported_format",
        "one_byte.jpg": "unsupported_format",
        "svg_as.png": "unsupported_format",
        "text_as.jpg": "unsupported_format",
        "trunc_50pct.jpg": "truncated",
        "trunc_header.jpg": "truncated",
        "zero.jpg": "empty",
    }
    for path in shared("synthetic"):
        if path.name in expected:
            assert code_of(path.read_bytes()) == expected[path.name], path.name
