"""Whatever the colours were stored as, they come out as sRGB, and alpha as paper."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.unit.images.pictures import LIMITS, LONG_SIDE, SHARED, difference, encoded, scene, shared
from workers.images.reading import read_photo


def read(data: bytes) -> np.ndarray:
    return read_photo(data, LIMITS, LONG_SIDE).image


def display_p3() -> bytes:
    """A profile with P3's red: sRGB's with its red primary further out (chromatic adaptation left as it is)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.index(b"rXYZ")
    offset = int.from_bytes(profile[at + 4 : at + 8], "big") + 8
    for index, value in enumerate((0.5151, 0.2412, -0.0011)):  # Display P3's red in the profile connection space
        profile[offset + 4 * index : offset + 4 * index + 4] = round(value * 65536).to_bytes(4, "big", signed=True)
    return bytes(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_a_wide_gamut_profile_is_converted_in_every_format(kind: str) -> None:
    muted = Image.new("RGB", (64, 64), (180, 90, 90))
    options: dict[str, object] = {"quality": 100} if kind in ("JPEG", "WEBP", "AVIF") else {}
    plain = read(encoded(kind, muted, **options))
    if kind == "HEIF":
        muted.info["icc_profile"] = display_p3()
    converted = read(encoded(kind, muted, icc_profile=display_p3(), **options))
    red, green, _ = converted[32, 32].astype(int) - plain[32, 32]
    assert red > 5, "P3's red is a stronger red in sRGB"
    assert green < 2


def test_an_srgb_profile_changes_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert (read(encoded("PNG", icc_profile=profile)) == scene()).all()


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200, display_p3()[:300]])
def test_a_broken_profile_counts_as_srgb(profile: bytes) -> None:
    assert (read(encoded("PNG", icc_profile=profile)) == scene()).all()


def test_a_profile_of_another_colour_space_counts_as_srgb() -> None:
    assert (read(encoded("TIFF", Image.new("L", (8, 8), 77), icc_profile=display_p3())) == 77).all()


def test_grey_becomes_three_equal_channels() -> None:
    grey = Image.fromarray(scene()).convert("L")
    for kind in ("JPEG", "PNG", "TIFF"):
        image = read(encoded(kind, grey, **({"quality": 95} if kind == "JPEG" else {})))
        assert image.shape == (80, 120, 3)
        assert difference(image, np.repeat(np.asarray(grey)[..., None], 3, axis=2)) < 2


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_16_bits_become_8(kind: str) -> None:
    levels = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    image = read(encoded(kind, Image.fromarray(levels)))
    assert (image[..., 0] == np.arange(256).reshape(16, 16)).all()


def test_palettes_and_bitmaps_become_colours() -> None:
    flag = Image.new("RGB", (30, 30), (200, 30, 40))
    assert (read(encoded("PNG", flag.convert("P", palette=Image.Palette.ADAPTIVE)))[15, 15] == (200, 30, 40)).all()
    assert (read(encoded("PNG", Image.new("1", (30, 30), 1))) == 255).all()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_alpha_is_laid_over_white(kind: str) -> None:
    picture = Image.new("RGBA", (64, 64), (0, 0, 200, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 32, 64))
    picture.paste((0, 0, 0, 128), (32, 32, 64, 64))
    image = read(encoded(kind, picture, **({"lossless": True} if kind == "WEBP" else {})))
    assert (image[32, 8] > 250).all()
    assert np.abs(image[8, 56].astype(int) - (0, 0, 200)).max() < 12
    assert np.abs(image[56, 56].astype(int) - 127).max() < 12


def test_a_transparent_colour_of_a_png_is_paper_too() -> None:
    picture = Image.new("RGB", (8, 8), (10, 20, 30))
    assert (read(encoded("PNG", picture, transparency=(10, 20, 30))) == 255).all()


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_without_a_profile_is_converted_the_plain_way(kind: str) -> None:
    cyan = Image.new("CMYK", (32, 32), (255, 0, 0, 0))
    assert difference(read(encoded(kind, cyan))[16:17, 16:17], np.array([[[0, 255, 255]]], np.uint8)) < 4


def test_cmyk_with_a_profile_is_converted_by_it() -> None:
    for path in shared("cmyk"):
        photo = read_photo(path.read_bytes(), LIMITS, LONG_SIDE)
        with Image.open(path) as plain:
            naive = np.asarray(plain.convert("RGB"))
        if path.name.endswith("Multiple_ICC_segments.jpg"):
            assert difference(photo.image, naive) > 5
        else:
            assert photo.image.shape == naive.shape


def test_real_photos_in_p3_are_converted_and_those_in_srgb_are_not() -> None:
    folder = SHARED / "hard" / "icc"
    if not folder.is_dir():
        pytest.skip("this checkout lacks ../shared/data/hard/icc")
    with Image.open(folder / "photoprism__Iceland-P3.jpg") as stored:
        untouched = np.asarray(stored.convert("RGB"))
    assert 1 < difference(read((folder / "photoprism__Iceland-P3.jpg").read_bytes()), untouched) < 20
