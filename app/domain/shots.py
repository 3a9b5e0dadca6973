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
    return stem_of(one.name) == stem_of(other.name)


def stem_of(name: str) -> str:
    """A file's name without its ending, as names are held against each other: case does not matter."""
    stem, dot, ending = name.rpartition(".")
    return (stem if dot else ending).casefold()
