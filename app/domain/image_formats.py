"""Which image formats we read, told from a file's first bytes. Standard library only: the web process uses it too."""

from __future__ import annotations

from typing import Final

from app.domain.tiff import Directory, Tiff

SNIFF_BYTES = 4096
"""So many first bytes are enough for ``sniff`` to decide. The first directory of a camera's TIFF is among them."""

EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/avif": ".avif",
    "image/tiff": ".tif",
    "image/jxl": ".jxl",
    "image/x-canon-cr2": ".cr2",
    "image/x-canon-cr3": ".cr3",
    "image/x-nikon-nef": ".nef",
    "image/x-sony-arw": ".arw",
    "image/x-fuji-raf": ".raf",
    "image/x-olympus-orf": ".orf",
    "image/x-panasonic-rw2": ".rw2",
    "image/x-adobe-dng": ".dng",
    "image/x-pentax-pef": ".pef",
    "image/x-dcraw": ".raw",
}
"""Every media type that we read, with the usual file extension; those of RAW files as freedesktop's shared-mime-info has them,
``image/x-dcraw`` for one of a maker that is none of these."""

RAW_TYPES: Final = frozenset(kind for kind in EXTENSIONS if kind.startswith("image/x-"))
"""What cameras keep before it is a picture: the picture in it is looked at, and guests never get the file."""

SHOWN_BY_BROWSERS: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What every browser of the last years shows."""

PHOTO_ENDINGS: Final = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".hif", ".avif", ".tif", ".tiff"),
        *(".cr2", ".cr3", ".nef", ".nrw", ".arw", ".raf", ".orf", ".rw2", ".dng", ".pef", ".srw", ".3fr", ".fff", ".iiq", ".rwl"),
        *(".raw", ".jxl"),
    )
)
"""Of names of files that are looked at at all, in small letters."""

VIDEO_ENDINGS: Final = frozenset(
    (".mov", ".mp4", ".m4v", ".avi", ".mts", ".m2ts", ".3gp", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".insv", ".lrv")
)
"""Of names of films: a camera's, and what iPhones keep beside Live Photos."""

READ: Final = "JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL or RAW"
"""For people."""

# Major and compatible brands of ISO/IEC 23008-12 (HEIF) annex B and of the AVIF specification, section 3.
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"mif1", b"mif2", b"msf1"})

_BEGINNINGS: Final = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\x0a": "image/jxl",
    b"\0\0\0\x0cJXL \r\n\x87\n": "image/jxl",
    b"II+\0": "image/tiff",
    b"MM\0+": "image/tiff",
    b"FUJIFILMCCD-RAW": "image/x-fuji-raf",
    b"IIRO": "image/x-olympus-orf",
    b"IIRS": "image/x-olympus-orf",
    b"MMOR": "image/x-olympus-orf",
    b"IIU\0": "image/x-panasonic-rw2",
}
_RAW_MAKERS: Final = {
    "NIKON": "image/x-nikon-nef",
    "SONY": "image/x-sony-arw",
    "PENTAX": "image/x-pentax-pef",
    "RICOH": "image/x-pentax-pef",
}
_NEW_SUBFILE_TYPE, _PHOTOMETRIC, _MAKE, _SUB_IFDS = 254, 262, 271, 330
_DNG_VERSION, _DNG_PRIVATE = 50706, 50740  # the second is Sony's, too
_CFA = 32803  # PhotometricInterpretation of a sensor's mosaic (TIFF/EP, DNG)


def sniff(head: bytes) -> str | None:
    """The media type of a file that begins with ``head``, or None when it is nothing that we read.

    Looks at the content only, never at a name or a claimed type; ``SNIFF_BYTES`` bytes are enough. RAW files that look like a
    TIFF are told from one by their first directory; one that has it further behind passes as ``image/tiff`` until somebody looks
    at the whole of it.
    """
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "image/x-canon-cr2" if head[8:10] == b"CR" else _sniff_tiff(head)
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    return next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), None)


def _sniff_tiff(head: bytes) -> str:
    tiff = Tiff.of(head)
    first = tiff.first if tiff else None
    if tiff is None or first is None or not _is_raw(tiff, first):
        return "image/tiff"
    if first.get(_DNG_VERSION):
        return "image/x-adobe-dng"
    make = tiff.text(first.get(_MAKE)).upper()
    return next((kind for maker, kind in _RAW_MAKERS.items() if make.startswith(maker)), "image/x-dcraw")


def _is_raw(tiff: Tiff, first: Directory) -> bool:
    """Its first picture is a mosaic, or only a small one of the photo that a directory below has."""
    if first.get(_DNG_VERSION) or first.get(_DNG_PRIVATE) or tiff.numbers(first.get(_PHOTOMETRIC)) == (_CFA,):
        return True
    reduced = any(kind & 1 for kind in tiff.numbers(first.get(_NEW_SUBFILE_TYPE)))
    return reduced and first.get(_SUB_IFDS) is not None


def _sniff_boxes(head: bytes) -> str | None:
    """HEIF, AVIF or Canon's CR3 by the brands in the ``ftyp`` box: the major brand decides, the compatible ones specify."""
    end = min(int.from_bytes(head[:4], "big"), len(head), SNIFF_BYTES)
    major = head[8:12]
    compatible = {head[at : at + 4] for at in range(16, end - 3, 4)}
    if major == b"crx ":
        return "image/x-canon-cr3"
    if major in _AVIF_BRANDS:
        return "image/avif"
    if major in _HEVC_BRANDS:
        return "image/heic"
    if major not in _HEIF_BRANDS:
        return None
    if compatible & _AVIF_BRANDS:
        return "image/avif"
    return "image/heic" if compatible & _HEVC_BRANDS else "image/heif"
