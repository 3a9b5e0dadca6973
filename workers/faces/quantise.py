"""Eight-bit weights and activations for InceptionResnetV1, the slowest network. Build time only: needs nncf."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image as Pillow

from workers.faces.align import box_crop
from workers.faces.networks import Inception

if TYPE_CHECKING:
    import openvino as ov

    from app.ports import Image
    from workers.faces.detect import Detector


def calibration_crops(detector: Detector, folder: Path, photos: int | None = None) -> list[Image]:
    """A crop of each face in the (first so many) photos below ``folder``, as InceptionResnetV1 gets them."""
    crops = []
    for path in sorted(folder.rglob("*.jpg"))[:photos]:
        with Pillow.open(path) as picture:
            image = np.asarray(picture.convert("RGB"))
        crops += [box_crop(image, face.box, Inception.SIDE, Inception.MARGIN) for face in detector.find(image)]
    return crops


def quantised(model: ov.Model, crops: list[Image]) -> ov.Model:
    """``model`` computing in int8, its ranges set by what ``crops`` do in it.

    A face takes 4 ms instead of 7 (bfloat16) or 16 (float32), 17 instead of 38 on a processor with AVX2 only, and a worker
    needs 50 MB less. Of the same-person pairs at one false pair in 1,000 the fused engine finds 0.934 with it and 0.933
    without (406 portraits), so this costs nothing. SFace would gain less (3 ms instead of 4)
    and is what `sface` stands on: it stays as it is.
    """
    with _quiet():
        import nncf  # noqa: PLC0415  (slow, talkative)

        dataset = nncf.Dataset([crop[None] for crop in crops])
        # MIXED keeps asymmetric activations, which the residual sums of this network have.
        return nncf.quantize(model, dataset, preset=nncf.QuantizationPreset.MIXED, subset_size=len(crops))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """nncf draws progress bars, logs what it does and warns of a missing GPU: nothing that an operator can use."""
    logging.getLogger("nncf").setLevel(logging.ERROR)
    logging.getLogger("torch").setLevel(logging.ERROR)  # nncf imports it where it is there
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
