"""Small RAW files, put together by their makers' rules around a JPEG: LibRaw opens each of them as it opens a camera's.

The sensor's data are a few bytes: nothing here is developed, and nothing in the service reads them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from typing import Final

from PIL import Image

from tests.unit.images.pictures import encoded, scene

TAKEN: Final = "2026:06:13 18:24:11"
SENSOR: Final = bytes(4096)
_RESERVED: Final = 1000  # bytes, for the first directory
_LONG, _SHORT, _ASCII, _BYTE, _UNDEFINED = 4, 3, 2, 1, 7

Tag = tuple[int, int, object]


def picture(width: int = 1200, height: int = 800) -> bytes:
    """The JPEG that a camera embeds: the scene, without EXIF."""
    return encoded("JPEG", Image.fromarray(scene(width, height)), quality=92)


class Builder:
    """A TIFF in the making. ``add`` appends bytes and tells where they are; ``directory`` writes one and tells where it is."""

    def __init__(self, magic: bytes = b"II*\0", header: int = 8) -> None:
        self.order = "<" if magic[:2] == b"II" else ">"
        self.front = header
        self.data = bytearray(magic.ljust(header, b"\0") + bytes(_RESERVED))

    def add(self, content: bytes) -> int:
        self.data += bytes(len(self.data) % 2)
        self.data += content
        return len(self.data) - len(content)

    def directory(self, tags: list[Tag], following: int = 0) -> int:
        at = self.add(bytes(2 + 12 * len(tags) + 4))
        entries = []
        for tag, kind, value in sorted(tags, key=lambda each: each[0]):
            packed, count = self._packed(kind, value)
            where = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack(f"{self.order}I", self.add(packed))
            entries.append(struct.pack(f"{self.order}HHI", tag, kind, count) + where)
        content = struct.pack(f"{self.order}H", len(entries)) + b"".join(entries) + struct.pack(f"{self.order}I", following)
        self.data[at : at + len(content)] = content
        return at

    def done(self, tags: list[Tag], following: int = 0) -> bytes:
        """The whole, with ``tags`` as the first directory: it is in front, where cameras write it."""
        front = Builder(bytes(self.data[: self.front]), self.front)
        del front.data[self.front :]
        at = front.directory(tags, following)
        assert len(front.data) <= self.front + _RESERVED
        self.data[: len(front.data)] = front.data
        self.data[4:8] = struct.pack(f"{self.order}I", at)
        return bytes(self.data)

    def _packed(self, kind: int, value: object) -> tuple[bytes, int]:
        if isinstance(value, str):
            return value.encode() + b"\0", len(value) + 1
        if isinstance(value, bytes):
            return value, len(value)
        values = value if isinstance(value, (tuple, list)) else (value,)
        return struct.pack(f"{self.order}{len(values)}{'H' if kind == _SHORT else 'I'}", *values), len(values)


def tiff_raw(
    make: str, model: str, jpeg: bytes, *, magic: bytes = b"II*\0", orientation: int = 1, extra: tuple[Tag, ...] = ()
) -> bytes:
    """As NEF, ARW, PEF, ORF, RW2 and DNG are: a first directory with a small picture, below it the JPEG and the sensor's data."""
    tiff = Builder(magic)
    sensor = tiff.directory(_sensor_tags(tiff))
    full = tiff.directory([(254, _LONG, 1), *_jpeg_tags(tiff, jpeg)])
    exif = tiff.directory([(36867, _ASCII, TAKEN), (37521, _ASCII, "25"), (36881, _ASCII, "+02:00")])
    tags: list[Tag] = [
        *((254, _LONG, 1), (271, _ASCII, make), (272, _ASCII, model), (274, _SHORT, orientation)),
        *((330, _LONG, (full, sensor)), (34665, _LONG, exif)),
        *extra,
    ]
    return tiff.done(tags)


def _jpeg_tags(tiff: Builder, jpeg: bytes) -> list[Tag]:
    return [(259, _SHORT, 6), (513, _LONG, tiff.add(jpeg)), (514, _LONG, len(jpeg))]


def _sensor_tags(tiff: Builder) -> list[Tag]:
    return [
        *((254, _LONG, 0), (256, _LONG, 6000), (257, _LONG, 4000), (258, _SHORT, 14), (259, _SHORT, 1), (262, _SHORT, 32803)),
        *((273, _LONG, tiff.add(SENSOR)), (277, _SHORT, 1), (278, _LONG, 4000), (279, _LONG, len(SENSOR))),
        *((33421, _SHORT, (2, 2)), (33422, _BYTE, b"\0\1\1\2")),
    ]


def cr2(jpeg: bytes, orientation: int = 1) -> bytes:
    """Canon's: the JPEG is what the first directory shows."""
    tiff = Builder(b"II*\0", 16)
    tiff.data[8:12] = b"CR\2\0"
    frame = b"\xff\xc3" + struct.pack(">HBHHB", 14, 14, 4000, 3000, 2) + b"\1\x11\0\2\x11\0"
    lossless = b"\xff\xd8" + frame + b"\xff\xda" + struct.pack(">HB", 10, 2) + b"\1\0\2\0\1\0\0" + SENSOR
    sensor = tiff.directory([(259, _SHORT, 6), (273, _LONG, tiff.add(lossless)), (279, _LONG, len(lossless))])
    exif = tiff.directory([(36867, _ASCII, TAKEN), (36881, _ASCII, "+02:00")])
    first: list[Tag] = [
        *((256, _SHORT, 1200), (257, _SHORT, 800), (258, _SHORT, (8, 8, 8)), (259, _SHORT, 6)),
        *((271, _ASCII, "Canon"), (272, _ASCII, "Canon EOS 6D"), (274, _SHORT, orientation)),
        *((273, _LONG, tiff.add(jpeg)), (279, _LONG, len(jpeg)), (34665, _LONG, exif)),
    ]
    return tiff.done(first, sensor)


def pef(jpeg: bytes) -> bytes:
    """Pentax's: the first directory has the sensor's data, the next one the JPEG."""
    tiff = Builder()
    shown = tiff.directory(_jpeg_tags(tiff, jpeg))
    exif = tiff.directory([(36867, _ASCII, TAKEN), (36881, _ASCII, "+02:00")])
    sensor = [*_sensor_tags(tiff), (271, _ASCII, "PENTAX"), (272, _ASCII, "PENTAX K-1"), (274, _SHORT, 1), (34665, _LONG, exif)]
    return tiff.done(sensor, shown)


def raf(jpeg: bytes) -> bytes:
    """Fujifilm's: a header that tells where the JPEG and the sensor's data are. Time and orientation are in the JPEG."""
    head = b"FUJIFILMCCD-RAW 0201FF389501" + b"X-T3".ljust(32, b"\0") + b"0100" + bytes(20)
    size = struct.pack(">IHHHH", 1, 0x100, 4, 4000, 6000)  # one tag: rows and columns of the sensor
    at = 160
    places = (at, len(jpeg), at + len(jpeg), len(size), at + len(jpeg) + len(size), len(SENSOR))
    return (head + struct.pack(">6I", *places)).ljust(at, b"\0") + jpeg + size + SENSOR


_CMP1: Final = bytes.fromhex(
    "ff000030010000000000189000000fd800000c4800000fd80e400000000000d8000000000101000001010000010100000101000000000000"
)  # how Canon's compression has cut the sensor's data; as an EOS RP wrote it
_CANON: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")


def cr3(jpeg: bytes, orientation: int = 1) -> bytes:
    """Canon's newer one: boxes, as in a film; the JPEG is the sample of the first track."""
    first, exif = Builder(), Builder()
    ifd0: list[Tag] = [(271, _ASCII, "Canon"), (272, _ASCII, "Canon EOS RP"), (274, _SHORT, orientation)]
    cmt1 = first.done(ifd0)
    cmt2 = exif.done([(36867, _ASCII, TAKEN), (36881, _ASCII, "+02:00")])
    canon = _box(b"uuid", _CANON, _box(b"CMT1", cmt1), _box(b"CMT2", cmt2))
    front = _box(b"ftyp", b"crx \0\0\0\1crx isom")

    def moov(at: int) -> bytes:
        shown = _track((6000, 4000), 3, _box(b"JPEG", bytes(4)), at, len(jpeg))
        sensor = _track((6288, 4056), 1, _box(b"CMP1", _CMP1), at + len(jpeg), len(SENSOR))
        return _box(b"moov", canon, shown, sensor)

    return front + moov(len(front) + len(moov(0)) + 8) + _box(b"mdat", jpeg, SENSOR)


def _track(size: tuple[int, int], kind: int, codec: bytes, at: int, length: int) -> bytes:
    """A track of one sample, described by ``codec``."""
    sample = (
        bytes(6)
        + struct.pack(">H", 1)
        + bytes(16)
        + struct.pack(">HH", *size)
        + bytes(46)
        + struct.pack(">HHH", 24, 0xFFFF, kind)
    )
    table = (
        _box(b"stsd", struct.pack(">II", 0, 1), _box(b"CRAW", sample, b"\0\0" if kind == 3 else b"\0\1", codec)),
        _box(b"stsz", struct.pack(">III", 0, length, 1)),
        _box(b"co64", struct.pack(">IIQ", 0, 1, at)),
    )
    handler = _box(b"hdlr", bytes(8) + b"vide" + bytes(13))
    return _box(b"trak", _box(b"tkhd", bytes(84)), _box(b"mdia", handler, _box(b"minf", _box(b"stbl", *table))))


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + kind + body


RAWS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "cr2": cr2,
    "cr3": cr3,
    "nef": partial(tiff_raw, "NIKON CORPORATION", "NIKON D750"),
    "arw": partial(tiff_raw, "SONY", "ILCE-7M3"),
    "raf": raf,
    "orf": partial(tiff_raw, "OLYMPUS CORPORATION", "E-M1MarkII", magic=b"IIRS"),
    "rw2": partial(tiff_raw, "Panasonic", "DC-GH5", magic=b"IIU\0"),
    "dng": partial(tiff_raw, "LEICA CAMERA AG", "LEICA Q2", extra=((50706, _BYTE, b"\1\4\0\0"), (50708, _ASCII, "LEICA Q2"))),
    "pef": pef,
}
"""One of each kind by its usual ending, around a JPEG."""
