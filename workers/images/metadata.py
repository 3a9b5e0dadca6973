"""Orientation, time and camera from EXIF. Nothing here raises: metadata that cannot be read is metadata we lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from io import BytesIO
from typing import Any, TypeVar

from PIL import ExifTags
from PIL.Image import Exif, Image
from PIL.JpegImagePlugin import JpegImageFile

from app.domain.tiff import Entry, Tiff

_T = TypeVar("_T")
_TIME = re.compile(r"\s*(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"\s*([+-])(\d\d):?(\d\d)")
_CAMERA_LENGTH = 100
_QUARTER_HOUR_S = 15 * 60  # every time zone in use is a multiple of it
_GPS_DRIFT_S = 120  # a fix further from the shutter than this says nothing about the time zone
_LARGEST_OFFSET_S = 14 * 3600

_WHEN = (  # time, subseconds, offset: when the shutter opened, else when the picture was digitised
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.SubsecTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.SubsecTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
)
_DETAILS = (*sum(_WHEN, ()), ExifTags.Base.BodySerialNumber)
_GPS_WHEN = (ExifTags.GPS.GPSDateStamp, ExifTags.GPS.GPSTimeStamp)


def parse(raw: bytes | None) -> Exif:
    """EXIF from its bytes; empty when there are none or they make no sense."""
    exif = Exif()
    if raw:
        _or(None, lambda: exif.load(raw))
    return exif


def of(picture: Image) -> Exif:
    """The EXIF of an open picture; empty when there is none or it makes no sense."""
    return _or(Exif(), picture.getexif)


def of_jpeg(data: bytes) -> Exif:
    """The EXIF of a JPEG; empty when there is none or it makes no sense."""
    return _or(Exif(), lambda: JpegImageFile(BytesIO(data)).getexif())


def of_tiff(data: bytes, *details: bytes) -> Exif:
    """The directories of a TIFF file: as much of them as this module reads, for Pillow would read all that they point to.

    ``details`` are TIFFs of their own with what belongs below: the directory of EXIF, then that of GPS, where the file keeps them
    apart.
    """
    exif = Exif()
    tiff = Tiff.of(data)
    first = tiff.first if tiff else None
    if tiff is None or first is None:
        return exif
    for tag in (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.CameraSerialNumber):
        exif[tag] = tiff.text(first.get(tag))
    for turn in tiff.numbers(first.get(ExifTags.Base.Orientation), 1):
        exif[ExifTags.Base.Orientation] = turn
    apart = [Tiff.of(each) for each in details] or [None, None]
    for ifd, other, tags in zip((ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo), apart, (_DETAILS, _GPS_WHEN), strict=True):
        below = other.first if other else next(tiff.below(first.get(ifd)), None)
        if below is not None:
            exif.get_ifd(ifd).update({tag: _value(other or tiff, below.get(tag)) for tag in tags})
    return exif


def _value(tiff: Tiff, entry: Entry | None) -> Any:
    """A text, or fractions."""
    numbers = tiff.numbers(entry, 6)
    if not numbers:
        return tiff.text(entry)
    return [above / below if below else 0.0 for above, below in zip(numbers[::2], numbers[1::2], strict=False)]


def orientation(exif: Exif) -> int:
    """The EXIF orientation 1..8; 1 when there is none or it is nonsense."""
    found = _or(None, lambda: exif.get(ExifTags.Base.Orientation))
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def camera(exif: Exif) -> str | None:
    """Make and model, the make only once, printable and at most 100 characters; None when neither is known."""
    make, model = (_text(_or(None, partial(exif.get, tag))) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    maker = make.partition(" ")[0]  # "NIKON CORPORATION" makes the "NIKON Z 6"
    name = model if model.lower().startswith(maker.lower()) else f"{make} {model}"
    return name.strip()[:_CAMERA_LENGTH] or None


def body_serial(exif: Exif) -> str:
    """The number of the camera's body, printable and at most 100 characters; empty when it is not told."""
    details: Mapping[int, Any] = _or({}, lambda: exif.get_ifd(ExifTags.IFD.Exif))
    for number in (details.get(ExifTags.Base.BodySerialNumber), _or(None, lambda: exif.get(ExifTags.Base.CameraSerialNumber))):
        if told := _text(number):
            return told[:_CAMERA_LENGTH]
    return ""


def taken_at(exif: Exif) -> datetime | None:
    """When the photo was taken, with subseconds.

    Aware when the file tells the offset from UTC: by its OffsetTime tags, or by a GPS time (UTC) of the same moment.
    Otherwise naive: what the camera's clock showed, wherever it was; the caller knows the event's time zone.
    """
    details: Mapping[int, Any] = _or({}, lambda: exif.get_ifd(ExifTags.IFD.Exif))
    gps = _or(None, lambda: _gps_time(exif.get_ifd(ExifTags.IFD.GPSInfo)))
    for moment, subseconds, offset in _WHEN:
        local = _or(None, partial(_local_time, details.get(moment), details.get(subseconds)))
        if local is not None:
            zone = _zone(_text(details.get(offset))) or (_zone_by_gps(local, gps) if gps else None)
            return local.replace(tzinfo=zone)
    return gps


def _local_time(moment: object, subseconds: object) -> datetime | None:
    found = _TIME.match(_text(moment))
    if not found:
        return None
    digits = re.match(r"\d*", _text(subseconds))
    fraction = f"{digits[0] if digits else '':0<6}"[:6]
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, int(fraction))


def _zone(offset: str) -> timezone | None:
    if offset.strip().upper() == "Z":
        return UTC
    found = _OFFSET.match(offset)
    if not found:
        return None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60
    if seconds > _LARGEST_OFFSET_S:
        return None
    return timezone(timedelta(seconds=seconds if found[1] == "+" else -seconds))


def _gps_time(gps: Mapping[int, Any]) -> datetime | None:
    day = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d)", _text(gps.get(ExifTags.GPS.GPSDateStamp)))
    stamp = gps.get(ExifTags.GPS.GPSTimeStamp)
    if not day or not stamp or len(stamp) != 3:
        return None
    seconds = float(stamp[0]) * 3600 + float(stamp[1]) * 60 + float(stamp[2])
    if not 0 <= seconds < 24 * 3600:
        return None
    midnight = datetime.combine(date(*(int(part) for part in day.groups())), time(), UTC)
    return midnight + timedelta(seconds=round(seconds, 6))


def _zone_by_gps(local: datetime, gps: datetime) -> timezone | None:
    """The offset that makes the clock's time the GPS time, if that is a plausible one."""
    ahead = (local.replace(tzinfo=UTC) - gps).total_seconds()
    offset = round(ahead / _QUARTER_HOUR_S) * _QUARTER_HOUR_S
    if abs(ahead - offset) > _GPS_DRIFT_S or abs(offset) > _LARGEST_OFFSET_S:
        return None
    return timezone(timedelta(seconds=offset))


def _text(value: object) -> str:
    """EXIF text as cameras write it: bytes or str, padded with NULs or blanks."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(letter for letter in value.split("\0")[0] if letter.isprintable()).strip()


def _or(fallback: _T, read: Callable[[], _T]) -> _T:
    """``read()``, or ``fallback`` whatever goes wrong: Pillow parses tags lazily and raises many things."""
    try:
        return read()
    except Exception:
        return fallback
