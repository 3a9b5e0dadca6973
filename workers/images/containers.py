"""What a file's container tells without a decoder: its size, and whether it is a raw photo in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import TiffImagePlugin

_CFA = 32803  # PhotometricInterpretation of a sensor's mosaic (TIFF/EP, DNG)
_RAW_TAGS = (50706, 50740)  # DNGVersion, DNGPrivateData
_NEW_SUBFILE_TYPE, _PHOTOMETRIC, _SUB_IFDS = 254, 262, 330
_OFFSETS_AND_COUNTS = ((273, 279), (324, 325))  # of strips and of tiles
_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 278, 322, 323
_SCAN = re.compile(rb"\xff\xda\0[\x08\x0a\x0c\x0e][\x01-\x04]")  # marker, length and components of a scan's header
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15 without DHT, JPG and DAC
_BARE_MARKERS = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})  # without a length: stuffing, TEM, RST0 to RST7
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_DCT_PROCESSES = (0, 1, 2, 9, 10)  # baseline, extended and progressive, by Huffman's or by arithmetic coding
_PROGRESSIVE = (2, 10)


@dataclass(frozen=True, slots=True)
class JpegFrame:
    """What a JPEG says of itself before its first scan (ITU-T T.81, B.2).

    ``process`` is the n of SOFn, ``sampling`` each component's horizontal and vertical factors, ``in_first_scan`` how many
    components the first scan has, ``scans`` how many scans follow.
    """

    process: int
    precision: int
    width: int
    height: int
    sampling: tuple[tuple[int, int], ...]
    in_first_scan: int
    scans: int

    @property
    def readable(self) -> bool:
        """Whether it is of a kind that our decoders read: 8 bits, by DCT and not hierarchical."""
        return self.precision == 8 and self.process in _DCT_PROCESSES

    @property
    def progressive(self) -> bool:
        """Each scan refines what those before it gave."""
        return self.process in _PROGRESSIVE

    @property
    def several_scans(self) -> bool:
        """Whether libjpeg takes it to have more than one (``jdinput.c``): progressive, or components left out of the first."""
        return self.progressive or self.in_first_scan < len(self.sampling)


def jpeg_frame(data: bytes) -> JpegFrame | None:
    """The frame header and the first scan's, found as libjpeg finds them; None when they are not there or make no sense."""
    frame = None
    for marker, body in _jpeg_segments(data):
        if marker in _FRAMES and frame is None:
            frame = marker, body
        elif marker == _SOS and frame and body:
            return _parsed_frame(frame[0], frame[1], body[0], len(_SCAN.findall(data)))
    return None


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment up to the first scan."""
    at = data.find(b"\xff", 2)
    while 0 <= at < len(data) - 3:
        marker = data[at + 1]
        if marker in (_SOI, _EOI):
            return
        length = 0
        if marker == 0xFF:  # may be filled up with any number of these
            length = -1
        elif marker not in _BARE_MARKERS:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            yield marker, data[at + 4 : at + 2 + length]
            if marker == _SOS:
                return
        at = data.find(b"\xff", at + 2 + length)


def _parsed_frame(marker: int, body: bytes, in_first_scan: int, scans: int) -> JpegFrame | None:
    factors = tuple((body[at] >> 4, body[at] & 15) for at in range(7, len(body), 3))
    if not factors or len(body) != 6 + 3 * body[5] or not all(1 <= h <= 4 and 1 <= v <= 4 for h, v in factors):
        return None
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    return JpegFrame(marker - 0xC0, body[0], width, height, factors, in_first_scan, scans)


@dataclass(frozen=True, slots=True)
class WebpFile:
    """What a WebP file says of itself (RFC 9649), and what it carries beside its pixels."""

    width: int
    height: int
    animated: bool
    icc: bytes | None
    exif: bytes | None


def webp_file(data: bytes) -> WebpFile | None:
    """The chunks of a WebP file, or None when its header is none."""
    size = webp_size(data)
    if size is None:
        return None
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] in (b"ICCP", b"EXIF"):
            chunks.setdefault(data[at : at + 4], data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    animated = data[12:16] == b"VP8X" and bool(data[20] & 2)
    return WebpFile(*size, animated, chunks.get(b"ICCP"), chunks.get(b"EXIF"))


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height that a WebP file declares (RFC 9649), or None when the header is none."""
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return None


def strips_end_early(tags: TiffImagePlugin.ImageFileDirectory_v2, length: int) -> bool:
    """Whether a TIFF's strips or tiles lie beyond the ``length`` bytes that the file has."""
    for offsets, counts in _OFFSETS_AND_COUNTS:
        pairs = zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False)
        if any(int(offset) + int(count) > length for offset, count in pairs):
            return True
    return False


def is_raw(tags: TiffImagePlugin.ImageFileDirectory_v2) -> bool:
    """Whether a TIFF is a camera's raw file: its first picture is then a mosaic, or only a thumbnail of the photo."""
    if any(tag in tags for tag in _RAW_TAGS) or tags.get(_PHOTOMETRIC) == _CFA:
        return True
    return bool(tags.get(_NEW_SUBFILE_TYPE, 0) & 1) and _SUB_IFDS in tags


def strip_pixels(tags: TiffImagePlugin.ImageFileDirectory_v2, size: tuple[int, int]) -> int:
    """Pixels of one strip or tile. A tile may be larger than the picture; a strip that claims to be is cut to it."""
    width, height = size
    if _TILE_WIDTH in tags or _TILE_LENGTH in tags:
        return int(tags.get(_TILE_WIDTH, width)) * int(tags.get(_TILE_LENGTH, height))
    return width * min(height, int(tags.get(_ROWS_PER_STRIP, height)))
