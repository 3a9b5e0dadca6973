"""The networks that are put together for OpenVINO compute what facenet-pytorch's do, to 1e-5."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov
import pytest

from workers.faces import manifest
from workers.faces.align import box_crop, square_crop
from workers.faces.checkpoints import Arrays, read_checkpoint
from workers.faces.graphs import inception_model, onet_model
from workers.faces.networks import Inception

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import FaceEngine, Image

ONET_PT = Path(str(distribution("facenet-pytorch").locate_file("facenet_pytorch/data/onet.pt")))


def outputs(model: ov.Model, crops: NDArray[np.uint8]) -> list[NDArray[Any]]:
    """What the model gives when it computes in float32, whatever the processor would rather do."""
    compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return list(compiled(crops).values())


@pytest.fixture(scope="module")
def packaged(models_dir: Path) -> Arrays:
    """InceptionResnetV1's weights as the build took them out of the Keras file."""
    from workers.faces.reference import read_arrays

    return read_arrays(models_dir / manifest.COMPILED / manifest.REFERENCE)


def test_onet_gives_the_points_and_probabilities_of_torch(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    import torch

    from tests.unit.faces.reference import LandmarkNet

    crops = np.stack(
        [square_crop(images[0], face.box, 48)[0] for images in portraits.values() for face in fused.detect(images[0])]
    )
    found = outputs(onet_model(read_checkpoint(ONET_PT)), crops)
    with torch.inference_mode():
        expected = LandmarkNet().eval()(torch.from_numpy(crops))
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-5)


def test_inception_gives_the_vectors_of_torch(fused: FaceEngine, portraits: dict[str, list[Image]], packaged: Arrays) -> None:
    import torch

    from workers.faces.reference import FromPixels, inception

    faces = [(images[0], face.box) for images in portraits.values() for face in fused.detect(images[0])]
    crops = np.stack([box_crop(image, box, Inception.SIDE, Inception.MARGIN) for image, box in faces])
    # A crop of one colour has no contrast to divide by.
    crops = np.concatenate([crops, np.full_like(crops[:1], 90)])
    (found,) = outputs(inception_model(packaged, per_image=True), crops)
    with torch.inference_mode():
        expected = FromPixels(inception(packaged), per_image=True).eval()(torch.from_numpy(crops)).numpy()
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_weights_of_facenet_pytorch_itself_give_the_vectors_of_torch(portraits: dict[str, list[Image]]) -> None:
    import torch
    from facenet_pytorch import InceptionResnetV1

    from workers.faces.reference import FromPixels

    torch.manual_seed(0)
    network = InceptionResnetV1(pretrained=None).eval()
    arrays = {name: value.numpy() for name, value in network.state_dict().items() if not name.endswith("num_batches_tracked")}
    crops = np.stack([np.resize(image, (160, 160, 3)) for image in portraits["madonna"][:2]])
    (found,) = outputs(inception_model(arrays, per_image=False), crops)
    with torch.inference_mode():
        expected = FromPixels(network, per_image=False).eval()(torch.from_numpy(crops)).numpy()
    assert found.shape == (2, 512)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_weights_that_are_missing_left_over_or_of_another_shape_are_refused(packaged: Arrays) -> None:
    name = "repeat_2.4.branch1.2.conv.weight"
    with pytest.raises(ValueError, match=r"missing for repeat_2\.4"):
        inception_model({key: value for key, value in packaged.items() if key != name}, per_image=True)
    with pytest.raises(ValueError, match=r"no place for.*extra"):
        inception_model(packaged | {"extra": packaged[name]}, per_image=True)
    with pytest.raises(RuntimeError):
        inception_model(packaged | {name: packaged[name][:, 1:]}, per_image=True)
