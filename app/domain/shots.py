"""Which files are of one shot: the same name but for its ending, from the same hand; one of them RAW and the other not."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.image_formats import RAW_TYPES


@dataclass(frozen=True, slots=True)
class ShotFile:
    """A file that was taken at the same moment as the one it is held against."""

    name: str
    media_type: str
    uploaded_by: str | None


def is_raw(media_type: str) -> bool:
    """Whether a file of that type is a RAW file."""
    return media_type in RAW_TYPES


def same_shot(one: ShotFile, other: ShotFile) -> bool:
    """Are they the RAW and the picture of one shot? Their times are the caller's to compare."""
    if is_raw(one.media_type) == is_raw(other.media_type) or one.uploaded_by != other.uploaded_by:
        return False
    return _stem(one.name) == _stem(other.name)


def _stem(name: str) -> str:
    return name.rpartition(".")[0].casefold()
