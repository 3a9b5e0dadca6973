"""Pictures of the studio's clock as a camera takes them: a screen somewhere in the picture, askew and not quite sharp."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageFilter

_MODULE = 12
_MARGIN = 4


def clock_on(picture: Image.Image, rows: Sequence[str], *, blur: float, share: float = 0.5) -> Image.Image:
    """The code that ``rows`` describe on ``picture``: it fills ``share`` of its height, leans, and all is blurred by so many
    pixels."""
    modules = np.array([[255 * (module == "0") for module in row] for row in rows], dtype=np.uint8)
    code = np.kron(np.pad(modules, _MARGIN, constant_values=255), np.ones((_MODULE, _MODULE), dtype=np.uint8)).astype(np.uint8)
    width, height = picture.size
    side, left, top = share * height, 0.3 * width, 0.2 * height
    right, bottom = left + side, top + side
    corners = [(left, top), (right, top + 0.06 * side), (right - 0.05 * side, bottom), (left + 0.04 * side, bottom - 0.07 * side)]
    end = code.shape[0]
    flat = np.array([(0, 0), (end, 0), (end, end), (0, end)], dtype=np.float32)
    lean = cv2.getPerspectiveTransform(flat, np.array(corners, dtype=np.float32))
    screen = cv2.warpPerspective(code, lean, (width, height))
    where = cv2.warpPerspective(np.full(code.shape, 255, dtype=np.uint8), lean, (width, height)) > 0
    seen = np.array(picture.convert("RGB"))
    seen[where] = np.clip(screen[where][:, None] * 0.85 + 20, 0, 255).astype(np.uint8)  # no screen is black, or white
    return Image.fromarray(seen).filter(ImageFilter.GaussianBlur(blur))
