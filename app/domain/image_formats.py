"""Which image formats we read, told from a file's first bytes. Standard library only: the web process uses it too."""

from __future__ import annotations

SNIFF_BYTES = 64
"""So many first bytes are enough for ``sniff`` to decide."""

EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/avif": ".avif",
    "image/tiff": ".tif",
}
"""Every media type that we read, with the usual file extension."""

# Major and compatible brands of ISO/IEC 23008-12 (HEIF) annex B and of the AVIF specification, section 3.
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"mif1", b"mif2", b"msf1"})


def sniff(head: bytes) -> str | None:
    """The media type of a file that begins with ``head``, or None when it is nothing that we read.

    Looks at magic bytes only, never at a name or a claimed type; ``SNIFF_BYTES`` bytes are enough. Raw camera formats
    that disguise as TIFF pass as ``image/tiff`` here unless their header gives them away: the decoder looks closer.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return None if head[8:10] == b"CR" else "image/tiff"  # Canon CR2 says "CR" behind the TIFF header
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    return None


def _sniff_boxes(head: bytes) -> str | None:
    """HEIF or AVIF by the brands in the ``ftyp`` box: the major brand decides, the compatible ones specify."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    compatible = {head[at : at + 4] for at in range(16, end - 3, 4)}
    if major in _AVIF_BRANDS:
        return "image/avif"
    if major in _HEVC_BRANDS:
        return "image/heic"
    if major not in _HEIF_BRANDS:
        return None
    if compatible & _AVIF_BRANDS:
        return "image/avif"
    return "image/heic" if compatible & _HEVC_BRANDS else "image/heif"
