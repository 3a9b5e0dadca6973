"""Placeholders are ThumbHashes as every browser reads them."""

from __future__ import annotations

import base64
import io
import json
import subprocess

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.conftest import REPOSITORY
from tests.node import NODE
from workers.images.thumbhash import LONGEST_SIDE, thumb_hash

DECODER = REPOSITORY / "static" / "vendor" / "thumbhash" / "thumbhash.js"


def drawn(width: int, height: int) -> NDArray[np.uint8]:
    """The same pixels wherever they are computed."""
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([(x * 7 + y * 3) % 256, (x * x // 5 + y * 11) % 256, (255 - x * 2 - y) % 256], -1).astype(np.uint8)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (100, 67, "HwgKVYKPiGd6Z0d3d3Z3eHB1h60C"),
        (67, 100, "oAcGPQJ/h354dHVxZ3d3d3ByV/q3"),
        (100, 100, "XwgGPwKvlpWrlndYWHdoeHd3B1VliG8E"),
        (100, 1, "nxY+aYh4d4eIiAiHYHjOigg="),
        (30, 100, "YwYGIgKJb2WAdnZmgXAn9pc="),
        (1, 1, "FQAq/wEI9wiIh4hwj3CI+AiIcH/4AAAA"),
    ],
)
def test_a_picture_has_the_hash_that_the_reference_gives_it(width: int, height: int, expected: str) -> None:
    """As computed by ``rgbaToThumbHash`` of the npm package thumbhash 0.1.1."""
    assert base64.b64encode(thumb_hash(drawn(width, height))).decode() == expected


def test_black_has_no_terms_at_all() -> None:
    assert base64.b64encode(thumb_hash(np.zeros((5, 5, 3), np.uint8))).decode() == "AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA"


def test_a_browser_sees_the_picture_in_it() -> None:
    """Left half orange, right half dark blue, in the proportions of the photo."""
    picture = np.zeros((50, LONGEST_SIDE, 3), np.uint8)
    picture[:, :50], picture[:, 50:] = (240, 140, 20), (10, 20, 90)
    hashed = list(thumb_hash(picture))
    script = f'import("{DECODER.as_uri()}").then((it) => console.log(it.thumbHashToDataURL({json.dumps(hashed)})))'
    ran = subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True, timeout=120)
    shown = Image.open(io.BytesIO(base64.b64decode(ran.stdout.partition(",")[2]))).convert("RGB")
    assert shown.width / shown.height == pytest.approx(2, rel=0.3)  # it keeps proportions in three bits
    for place, colour in ((0.2, (240, 140, 20)), (0.8, (10, 20, 90))):
        seen = shown.getpixel((int(shown.width * place), shown.height // 2))
        assert isinstance(seen, tuple)
        assert np.abs(np.subtract(seen, colour)).max() < 50
