"""QR codes on a photo, by ZXing: OpenCV's reader reads nothing from some codes however sharp they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import zxingcpp

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FORMATS: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_on(image: NDArray[np.uint8]) -> list[str]:
    """What the QR codes say that are on ``image`` ``(rows, columns, 3)``, RGB."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return [code.text for code in zxingcpp.read_barcodes(grey, formats=_FORMATS, try_invert=False)]
