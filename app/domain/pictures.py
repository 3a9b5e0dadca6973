"""Which pictures are made of a photo, and how large each is. Standard library only: the web process uses it too."""

from __future__ import annotations

from typing import Final

PREVIEW_LONG_SIDE: Final = 2048
THUMB_LONG_SIDES: Final = (240, 480, 960)
"""A row of a grid on a telephone, on a desktop, and either on a dense screen."""
THUMB_LONG_SIDE: Final = 480
"""The one for whoever asks for no particular size."""


def fitted(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Width and height of a picture whose long side is ``long_side`` at most; never enlarged, never thinner than a pixel."""
    factor = long_side / max(width, height)
    if factor >= 1:
        return width, height
    return max(1, round(width * factor)), max(1, round(height * factor))
