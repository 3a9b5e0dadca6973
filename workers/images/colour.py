"""From whatever a decoder gives to sRGB, in bands, so that a large photo needs little more memory than its result."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from workers.images.refusals import refusal

_BAND_PIXELS = 1 << 20
_PROFILE_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
_INVISIBLE = 2  # levels of 255: a profile that changes colours by no more is sRGB for all that matters here
_ALPHA_MODES = ("RGBA", "LA", "PA", "La", "RGBa")


def srgb(source: Image.Image | NDArray[np.uint8], icc: bytes | None, shrink: int = 1) -> NDArray[np.uint8]:
    """``source`` as ``(height, width, 3)`` uint8 sRGB, by its ICC profile where it has one that fits and works.

    ``source`` is a Pillow image or an array of 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA) channels; it may be
    changed. ``shrink`` divides width and height, rounding up, each pixel the mean of ``shrink`` by ``shrink``. Alpha is
    laid over white; 16 bits become 8; CMYK without a profile is converted the plain way. Raises ``ImageError``
    (``unsupported_format``) for pixels that are measurements rather than colours (float, 32 bit).
    """
    height, width = source.shape[:2] if isinstance(source, np.ndarray) else source.size[::-1]
    cut = _cutter(source)
    transform = _to_srgb(icc, _opaque(cut(0, 1)).mode) if icc else None
    result = _reusable(source) if shrink == 1 else None
    if result is not None and transform is None:
        return result
    if result is None:
        result = np.empty((-(-height // shrink), -(-width // shrink), 3), np.uint8)
    rows = max(1, _BAND_PIXELS // (width * shrink)) * shrink
    for top in range(0, height, rows):
        band = _opaque(cut(top, min(top + rows, height)))
        if shrink > 1:
            band = band.reduce(shrink)
        if transform is not None:
            band = ImageCms.applyTransform(band, transform) or band
        start = top // shrink
        result[start : start + band.height] = np.asarray(band if band.mode == "RGB" else band.convert("RGB"))
    return result


def _reusable(source: Image.Image | NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """``source`` if its memory can hold the result: sparing a copy of a large photo is worth a special case."""
    return source if isinstance(source, np.ndarray) and source.shape[2:] == (3,) and source.flags.writeable else None


def _cutter(source: Image.Image | NDArray[np.uint8]) -> Callable[[int, int], Image.Image]:
    """A function that gives the rows ``top`` to ``bottom`` of ``source``."""
    if isinstance(source, np.ndarray):
        pixels = source[..., 0] if source.shape[2:] == (1,) else source
        return lambda top, bottom: Image.fromarray(pixels[top:bottom])
    return lambda top, bottom: source.crop((0, top, source.width, bottom))


def _opaque(band: Image.Image) -> Image.Image:
    """``band`` in mode L, RGB or CMYK, without transparency."""
    if band.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(band) >> 8).astype(np.uint8))
    if band.mode in ("I", "F"):
        raise refusal("unsupported_format")
    if band.mode in _ALPHA_MODES or "transparency" in band.info:
        layer = band.convert("RGBA")
        white = Image.new("RGB", band.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    if band.mode in ("L", "RGB", "CMYK"):
        return band
    return band.convert("L" if band.mode == "1" else "RGB")


def _to_srgb(icc: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from ``icc`` to sRGB, or None where there is nothing to do or nothing to be done with that profile.

    A broken profile, or one of another colour space than the pixels, is no reason to refuse a photo: its colours then
    count as sRGB.
    """
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        if profile.profile.xcolor_space != _PROFILE_SPACES[mode]:
            return None
        transform = ImageCms.buildTransform(
            profile,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return None if mode == "RGB" and _changes_nothing(transform) else transform
    except Exception:
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Tries a lattice of colours, which is a hundred times cheaper than converting a photo to itself."""
    levels = np.linspace(0, 255, 16).astype(np.uint8)
    lattice = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(64, 64, 3)
    changed = ImageCms.applyTransform(Image.fromarray(lattice), transform)
    return changed is not None and bool(np.abs(np.asarray(changed).astype(int) - lattice).max() <= _INVISIBLE)
