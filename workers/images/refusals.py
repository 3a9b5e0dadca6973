"""The reasons for which a photo is refused, each with a stable code and a sentence for people."""

from __future__ import annotations

from typing import Literal

from app.domain.image_formats import READ
from app.errors import ImageError

Reason = Literal["empty", "unreadable", "unsupported_format", "truncated", "too_many_pixels", "too_large", "no_preview"]

MESSAGES: dict[Reason, str] = {
    "empty": "The file is empty.",
    "unreadable": "The file is damaged and cannot be read.",
    "unsupported_format": f"This is not a {READ} photo.",
    "truncated": "The file ends early: a part of the photo is missing. Please upload it again.",
    "too_many_pixels": "The photo has more pixels than we accept.",
    "too_large": "The file is larger than we accept.",
    "no_preview": "This RAW file holds no picture that is large enough to show. Please send a JPEG of the photo.",
}


def refusal(reason: Reason) -> ImageError:
    """The error to raise for ``reason``."""
    return ImageError(MESSAGES[reason], code=reason)
