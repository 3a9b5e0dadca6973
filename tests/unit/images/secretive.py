"""Photos as phones and cameras make them: full of things that are nobody's business. Each of those has SECRET in it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

from PIL import ExifTags, Image, ImageCms, PngImagePlugin, TiffImagePlugin

from tests.unit.images.pictures import encoded, scene

SECRET: Final = b"SECRET"
LATITUDE: Final = struct.pack(">II", 295_983, 6_007)
HEADROOM: Final = struct.pack(">ii", 7, 5)
XMP: Final = b"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Container="http://ns.google.com/photos/1.0/container/"
 xmlns:Item="http://ns.google.com/photos/1.0/container/item/" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
 hdrgm:Version="1.0" aux:SerialNumber="SECRET" aux:OwnerName="SECRET" GCamera:MotionPhoto="1">
<dc:creator><rdf:Seq><rdf:li>SECRET</rdf:li></rdf:Seq></dc:creator>
<Container:Directory><rdf:Seq>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="1"/></rdf:li>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="MotionPhoto" Item:Mime="video/mp4" Item:Length="99"/></rdf:li>
</rdf:Seq></Container:Directory></rdf:Description></rdf:RDF></x:xmpmeta>
                                                                        <?xpacket end='w'?>"""
GAIN_XMP: Final = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="2.5"/></rdf:RDF></x:xmpmeta>'
)
FILM: Final = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"SECRET" * 20


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 6) -> Image.Exif:
    """With all that should not go out, and some that may."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Make], made[ExifTags.Base.Model] = "Apple", "iPhone 15"
    made[ExifTags.Base.Copyright] = "Phoebe Buffay"
    for tag in (ExifTags.Base.Artist, ExifTags.Base.HostComputer, ExifTags.Base.ImageDescription, 0xC62F):
        made[tag] = "SECRET of the first directory"
    details = made.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2026:06:13 18:24:11"
    details[ExifTags.Base.ColorSpace] = 1
    for tag in (0xA430, 0xA431, 0xA435, 0xA420):  # camera owner, serial numbers of body and lens, unique id
        details[tag] = "SECRET of the camera"
    details[ExifTags.Base.UserComment] = b"ASCII\0\0\0SECRET"
    details[ExifTags.Base.MakerNote] = _apple_notes()
    place = made.get_ifd(ExifTags.IFD.GPSInfo)
    place[1] = "N"
    place[2] = (48.0, 51.0, TiffImagePlugin.IFDRational(295_983, 6_007))
    place[27] = b"SECRET of the place"
    return made


def _apple_notes() -> bytes:
    """Of which a viewer needs the gain map's headroom."""
    entries = ((1, 9, 1, struct.pack(">i", 14)), (11, 2, 40, struct.pack(">I", 70)), (33, 10, 1, struct.pack(">I", 62)))
    directory = struct.pack(">H", len(entries)) + b"".join(struct.pack(">HHI", *each[:3]) + each[3] for each in entries)
    return (b"Apple iOS\0\0\1MM" + directory).ljust(62, b"\0") + HEADROOM + b"SECRET of the notes".ljust(40, b"\0")


def ultra_hdr(*, film: bytes = b"", apart: int = 0) -> bytes:
    """A JPEG with a gain map behind it, as Google's and Samsung's phones write it, and perhaps a film behind that."""
    primary = encoded("JPEG", quality=92, exif=exif(), xmp=XMP, icc_profile=profile(), comment=b"SECRET comment")
    gain = encoded("JPEG", Image.fromarray(scene(60, 40)).convert("L"), xmp=GAIN_XMP, comment=b"SECRET comment")
    iptc = b"\xff\xed" + struct.pack(">H", 2 + 30) + b"Photoshop 3.0\0SECRET".ljust(30, b"\0")
    entry = [(0xB000, 7, 4, b"0100"), (0xB001, 4, 1, struct.pack(">I", 2)), (0xB002, 7, 32, struct.pack(">I", 50))]
    mp_bytes = 4 + 8 + 2 + 36 + 4 + 32
    head = primary[:2] + iptc
    base = len(head) + 4 + 4
    whole = len(head) + 4 + mp_bytes + len(primary) - 2
    entries = struct.pack(">IIIHH", 0x030000, whole, 0, 0, 0) + struct.pack(">IIIHH", 0, len(gain), whole + apart - base, 0, 0)
    mpf = b"MPF\0MM\0*\0\0\0\x08" + struct.pack(">H", 3) + b"".join(struct.pack(">HHI", *each[:3]) + each[3] for each in entry)
    mpf += bytes(4) + entries
    assert len(mpf) == mp_bytes
    segment = b"\xff\xe2" + struct.pack(">H", len(mpf) + 2) + mpf
    return head + segment + primary[2:] + b"SECRET"[:apart].ljust(apart, b"\0") + gain + film


def _png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRET")
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded("PNG", exif=exif(), pnginfo=info, icc_profile=profile()) + b"SECRET behind the end"


def _tiff() -> bytes:
    made = exif()
    tags = {**made, 700: XMP, 33723: b"SECRET", 34665: made.get_ifd(34665), 34853: made.get_ifd(34853)}
    return encoded("TIFF", icc_profile=profile(), tiffinfo=tags)


SECRETIVE: Final[dict[str, Callable[[], bytes]]] = {
    "jpeg": lambda: encoded("JPEG", quality=92, exif=exif(), xmp=XMP, icc_profile=profile(), comment=b"SECRET") + b"SECRET",
    "progressive jpeg": lambda: encoded("JPEG", progressive=True, exif=exif(), xmp=XMP, icc_profile=profile()),
    "ultra hdr": lambda: ultra_hdr(film=FILM),
    "png": _png,
    "webp": lambda: encoded("WEBP", exif=exif(), xmp=XMP, icc_profile=profile()) + b"SECRET",
    "heic": lambda: encoded("HEIF", exif=exif(1).tobytes(), xmp=XMP, icc_profile=profile()) + mpvd(),
    "avif": lambda: encoded("AVIF", exif=exif(1), xmp=XMP, icc_profile=profile()),
    "tiff": _tiff,
}


def mpvd() -> bytes:
    """The box in which phones put a film behind a HEIC."""
    return struct.pack(">I", len(FILM) + 8) + b"mpvd" + FILM
