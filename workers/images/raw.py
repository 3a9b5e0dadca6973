"""The picture that a camera puts into its RAW file, by LibRaw: nothing is developed here.

Cameras embed what they would have written as a JPEG, most of them in full size. Time, camera and how to turn it are the RAW
file's own: the picture in it carries its own EXIF with some makers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import rawpy
from PIL.Image import Exif

from app.domain.image_ends import ends_early
from workers.images import metadata
from workers.images.containers import jpeg_frame
from workers.images.refusals import refusal

SMALLEST_LONG_SIDE: Final = 1024
"""In pixels, of a picture that stands for its photo: what Adobe's converter embeds as its "medium size". Cameras embed 1616 or
more; what is smaller is an icon, on which no face of a group can be told."""

_CR3: Final = "image/x-canon-cr3"
_RAF: Final = "image/x-fuji-raf"
_RAF_JPEG_AT: Final = (84, 88)  # big endian: where it begins, and how many bytes it has
_CR3_FRONT: Final = 4 << 20  # bytes, among which its directories are


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """``jpeg`` is to be turned by ``orientation`` (EXIF's 1 to 8); ``exif`` is the whole file's."""

    jpeg: bytes
    exif: Exif
    orientation: int


def embedded(data: bytes, media_type: str) -> Embedded:
    """The largest JPEG in a RAW file.

    Raises ``ImageError``: ``truncated`` when the file lacks its end, ``no_preview`` when there is no picture in it that serves,
    ``unsupported_format`` when LibRaw does not know such a file. LibRaw holds the JPEG twice while it hands it out.
    """
    if ends_early(data, media_type):
        raise refusal("truncated")
    try:
        with rawpy.imread(BytesIO(data)) as raw:
            thumb = raw.extract_thumb()
            upright_portrait = raw.sizes.height > raw.sizes.width
    except rawpy.LibRawFileUnsupportedError as error:
        raise refusal("unsupported_format") from error
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError) as error:
        raise refusal("no_preview") from error
    frame = jpeg_frame(thumb.data) if isinstance(thumb.data, bytes) else None
    if not isinstance(thumb.data, bytes) or frame is None or not frame.readable:
        raise refusal("no_preview")
    if max(frame.width, frame.height) < SMALLEST_LONG_SIDE:
        raise refusal("no_preview")
    exif = _exif(data, media_type)
    orientation = metadata.orientation(exif)
    if orientation >= 5 and (frame.height > frame.width) != upright_portrait:
        orientation = 1  # the sensor lay on its side and the picture stands: whoever embedded it has turned it
    return Embedded(thumb.data, exif, orientation)


def _exif(data: bytes, media_type: str) -> Exif:
    if media_type == _RAF:  # not of the JPEG that LibRaw hands out: it may have put some of its own in front
        at, size = (int.from_bytes(data[place : place + 4], "big") for place in _RAF_JPEG_AT)
        return metadata.of_jpeg(data[at : at + size])
    if media_type == _CR3:
        return metadata.of_tiff(_box(data, b"CMT1"), _box(data, b"CMT2"), _box(data, b"CMT4"))
    return metadata.of_tiff(data)


def _box(data: bytes, kind: bytes) -> bytes:
    """The content of Canon's box of that kind: CMT1 has the first directory as a TIFF of its own, CMT2 that of EXIF, CMT4 that of
    GPS. They are in ``moov``, which is in front."""
    at = data.find(kind, 0, _CR3_FRONT) - 4
    return data[at + 8 : at + int.from_bytes(data[at : at + 4], "big")] if at >= 0 else b""
