"""Reads QR codes as a phone's camera would.

By ZXing and not by OpenCV: ``cv2.QRCodeDetector`` reads nothing from some codes however sharp they are (11 of 400 addresses
of share links, drawn with eight pixels a module), so that what is right could fail by the accident of a token.
"""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator


def text_in(picture: Image.Image) -> str:
    """What the one QR code says that is in a picture; AssertionError for none or two."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    assert len(found) == 1, f"{len(found)} QR codes"
    return found[0].text


def text_on_screen(picture: Locator) -> str:
    """The same for an image element, as the browser shows it."""
    picture.evaluate("image => image.decode()")
    return text_in(Image.open(io.BytesIO(picture.screenshot())))
