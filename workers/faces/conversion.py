"""From the files that the packages ship to OpenVINO models. Needs torch and onnx: build time only, never in a worker.

Every model takes ``(n, height, width, 3)`` uint8 RGB crops (YuNet: one image); the scaling that a network was trained
with is part of its graph, so that a worker cannot get it wrong.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import onnx
import onnx.numpy_helper
import onnx.reference
import openvino as ov
import torch
from facenet_pytorch import InceptionResnetV1
from facenet_pytorch.models.inception_resnet_v1 import get_torch_home
from facenet_pytorch.models.mtcnn import ONet

from workers.faces.weights import WeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

FACE_PX = 160
"""Side of the crop that InceptionResnetV1 was trained on."""

LANDMARK_PX = 48
"""Side of O-Net's crop."""

_STAGES = {"Block35": "repeat_1", "Block17": "repeat_2", "Block8": "repeat_3"}
_CONV = re.compile(
    r"(?:(?P<block>Block35|Block17|Block8|Mixed_6a|Mixed_7a)(?:_(?P<number>\d+))?_)?"
    r"(?:Branch_(?P<branch>\d)_)?Conv2d(?:_(?P<step>\d[abc]))?_\d+x\d+"
)


class FromPixels(torch.nn.Module):
    """Feeds an embedding network with uint8 pixels, scaled as its weights want them.

    ``per_image`` is FaceNet's prewhitening (the Keras weights); otherwise facenet-pytorch's ``(x - 127.5) / 128``.
    """

    def __init__(self, network: torch.nn.Module, *, per_image: bool) -> None:
        super().__init__()
        self.network = network
        self.per_image = per_image

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """``(n, 160, 160, 3)`` uint8 to ``(n, dimension)`` unit vectors."""
        pixels = crops.permute(0, 3, 1, 2).to(torch.float32)
        if not self.per_image:
            return self._embed((pixels - 127.5) / 128.0)
        mean = pixels.mean(dim=(1, 2, 3), keepdim=True)
        centred = pixels - mean
        deviation = centred.square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
        # facenet's own floor, against division by zero on a flat crop.
        return self._embed(centred / deviation.clamp(min=1.0 / (3 * FACE_PX * FACE_PX) ** 0.5))

    def _embed(self, pixels: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.network(pixels)
        return vectors


class LandmarkNet(torch.nn.Module):
    """MTCNN's O-Net as a landmark finder for boxes that another detector found."""

    def __init__(self) -> None:
        super().__init__()
        self.network = ONet()

    def forward(self, crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """``(n, 48, 48, 3)`` uint8 to ten fractions of the crop (five x, five y) and the probability of a face."""
        _, points, probability = self.network((crops.permute(0, 3, 1, 2).to(torch.float32) - 127.5) * 0.0078125)
        return points, probability[:, 1]


def inception_from_keras(path: Path) -> InceptionResnetV1:
    """facenet-pytorch's network with the weights of ``facenet_keras.h5``. Raises ValueError when anything is left over."""
    with h5py.File(path, "r") as file:
        layers = _keras_layers(file["model_weights"])
    dimension = layers["Bottleneck"]["kernel"].shape[1]
    network = inception(dimension)
    state = network.state_dict()
    unset = {name for name in state if not name.endswith("num_batches_tracked")}
    convolutions = [name for name in layers if _CONV.fullmatch(name)]
    for name, value in _keras_state(layers, torch_names(convolutions)):
        state[name] = value.reshape(state[name].shape) if value.shape == state[name].shape else _mismatch(name)
        unset.remove(name)
    if any(not name.endswith(("bn.weight", "last_bn.weight")) for name in unset):
        raise ValueError(f"weights missing for {sorted(unset)[:5]}")
    for name in unset:  # The Keras batch norms were trained without gamma.
        state[name] = torch.ones_like(state[name])
    network.load_state_dict(state)
    return network


def inception(dimension: int) -> InceptionResnetV1:
    """An untrained InceptionResnetV1 in evaluation mode whose vectors have ``dimension`` numbers."""
    network = InceptionResnetV1(pretrained=None)
    network.last_linear = torch.nn.Linear(1792, dimension, bias=False)
    network.last_bn = torch.nn.BatchNorm1d(dimension, eps=0.001)
    return network.eval()


def inception_from_state(path: Path) -> InceptionResnetV1:
    """The network of a ``.pt`` state dict in facenet-pytorch's names; its dimension is read from the weights."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    # The classifier of the training set plays no part in an embedding.
    state = {name: value for name, value in state.items() if not name.startswith("logits.")}
    network = inception(state["last_linear.weight"].shape[0])
    network.load_state_dict(state)
    return network


def download_released(name: str) -> Path:
    """The file of ``vggface2`` or ``casia-webface``, by facenet-pytorch's own download into torch's cache.

    Raises WeightsError where its releases cannot be reached.
    """
    try:
        InceptionResnetV1(pretrained=name)
    except OSError as error:
        raise WeightsError(f"facenet-pytorch could not download its {name} weights: {error}") from error
    (path,) = (Path(get_torch_home()) / "checkpoints").glob(f"*-{name}.pt")
    return path


def torch_names(convolutions: list[str]) -> dict[str, str]:
    """facenet-pytorch's module names for the convolution layers of the Keras model."""
    siblings = Counter(_branch_of(name) for name in convolutions)
    return {name: _torch_name(name, siblings) for name in convolutions}


def _branch_of(name: str) -> str:
    return name.partition("_Conv2d")[0]


def _torch_name(name: str, siblings: Mapping[str, int]) -> str:
    parts = _CONV.fullmatch(name)
    if parts is None:
        raise ValueError(f"unknown layer {name}")
    block, number, branch, step = parts["block"], parts["number"], parts["branch"], parts["step"]
    if block is None:
        return f"conv2d_{step}"
    if number is None:
        prefix = block.lower()
    elif (block, number) == ("Block8", "6"):
        prefix = "block8"
    else:
        prefix = f"{_STAGES[block]}.{int(number) - 1}"
    if branch is None:
        return f"{prefix}.conv2d"
    count = siblings[_branch_of(name)]
    if count == 1:
        return f"{prefix}.branch{branch}"
    # "0a", "0b", "0c" come first, "1a" is the strided convolution at the end.
    position = count - 1 if step == "1a" else "abc".index(step[1])
    return f"{prefix}.branch{branch}.{position}"


def _keras_layers(group: Any) -> dict[str, dict[str, NDArray[np.float32]]]:
    layers: dict[str, dict[str, NDArray[np.float32]]] = {}
    for layer in group.attrs["layer_names"]:
        name = layer.decode() if isinstance(layer, bytes) else layer
        for weight in group[name].attrs["weight_names"]:
            path = weight.decode() if isinstance(weight, bytes) else weight
            kind = path.rpartition("/")[2].removesuffix(":0")
            layers.setdefault(name, {})[kind] = np.asarray(group[name][path])
    return layers


def _keras_state(
    layers: Mapping[str, Mapping[str, NDArray[np.float32]]], names: Mapping[str, str]
) -> list[tuple[str, torch.Tensor]]:
    state: list[tuple[str, torch.Tensor]] = []
    for layer, weights in layers.items():
        norm = layer.endswith("_BatchNorm")
        source = layer.removesuffix("_BatchNorm")
        for kind, value in weights.items():
            state.append((_state_name(source, kind, norm, names), _oihw(value)))
    return state


def _state_name(layer: str, kind: str, norm: bool, names: Mapping[str, str]) -> str:
    if norm:
        target = "last_bn" if layer == "Bottleneck" else f"{names[layer]}.bn"
        return f"{target}.{ {'beta': 'bias', 'moving_mean': 'running_mean', 'moving_variance': 'running_var'}[kind] }"
    if layer == "Bottleneck":
        return "last_linear.weight"
    target = names[layer]
    # The 1x1 convolution that closes a block has a bias and no batch norm.
    if target.endswith(".conv2d"):
        return f"{target}.{'weight' if kind == 'kernel' else 'bias'}"
    return f"{target}.conv.weight"


def _oihw(value: NDArray[np.float32]) -> torch.Tensor:
    order = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}[value.ndim]
    return torch.from_numpy(np.ascontiguousarray(value.transpose(order)))


def _mismatch(name: str) -> torch.Tensor:
    raise ValueError(f"weight {name} has another shape than the network")


def float_onnx(path: Path) -> onnx.ModelProto:
    """The packaged ONNX model with its weights in float32: OpenVINO and ONNX Runtime read neither file as shipped.

    Folds the blockwise dequantisation, drops the Dropout and does not list weights as inputs.
    """
    model = onnx.load(path)
    graph = model.graph
    initial = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    kept = []
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and all(name in initial for name in node.input):
            initial[node.output[0]] = _evaluate(node, initial, model.opset_import)
        elif node.op_type == "Dropout":
            _bypass(graph, node)
        else:
            kept.append(node)
    used = {name for node in kept for name in node.input}
    real_inputs = [value for value in graph.input if value.name not in initial]
    _replace(graph.node, kept)
    _replace(graph.input, real_inputs)
    _replace(graph.initializer, [onnx.numpy_helper.from_array(v, k) for k, v in initial.items() if k in used])
    return model


def _evaluate(node: Any, values: Mapping[str, NDArray[Any]], opsets: Any) -> NDArray[np.float32]:
    """What one node of constants comes to, computed by ONNX's own reference implementation."""
    inputs = [onnx.numpy_helper.from_array(values[name], name) for name in node.input]
    output = onnx.helper.make_tensor_value_info(node.output[0], onnx.TensorProto.FLOAT, None)
    graph = onnx.helper.make_graph([node], "constant", [], [output], initializer=inputs)
    model = onnx.helper.make_model(graph, opset_imports=opsets)
    (value,) = onnx.reference.ReferenceEvaluator(model).run(None, {})
    return np.asarray(value, dtype=np.float32)


def _bypass(graph: Any, dropped: Any) -> None:
    for node in graph.node:
        for position, name in enumerate(node.input):
            if name == dropped.output[0]:
                node.input[position] = dropped.input[0]


def _replace(field: Any, values: list[Any]) -> None:
    del field[:]
    field.extend(values)


def sface_model(path: Path) -> ov.Model:
    """SFace: ``(n, 112, 112, 3)`` uint8 aligned crops to ``(n, 128)`` float vectors (not of length one)."""
    model = _read_onnx(float_onnx(path))
    model.reshape([-1, 3, 112, 112])
    return _from_uint8(model)


def yunet_model(path: Path) -> ov.Model:
    """YuNet: ``(1, height, width, 3)`` uint8, both sides multiples of 32, to its twelve raw outputs."""
    source = float_onnx(path)
    for node in source.graph.node:
        _free_reshape(node, source.graph)
    model = _read_onnx(source)
    model.reshape([1, 3, -1, -1])
    return _from_uint8(model, bgr=True)


def _free_reshape(node: Any, graph: Any) -> None:
    """YuNet's heads are reshaped to the cell count of a 640 px image: leave that one length open."""
    if node.op_type != "Reshape":
        return
    for tensor in graph.initializer:
        if tensor.name == node.input[1]:
            shape = onnx.numpy_helper.to_array(tensor).copy()
            cells = np.isin(shape, (6400, 1600, 400))
            if cells.any():
                shape[cells] = -1
                tensor.CopyFrom(onnx.numpy_helper.from_array(shape, tensor.name))


def _read_onnx(model: onnx.ModelProto) -> ov.Model:
    return ov.Core().read_model(model.SerializeToString())


def _from_uint8(model: ov.Model, *, bgr: bool = False) -> ov.Model:
    processor = ov.preprocess.PrePostProcessor(model)
    processor.input().tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    if bgr:
        processor.input().preprocess().reverse_channels()
    processor.input().model().set_layout(ov.Layout("NCHW"))
    return processor.build()


def traced(module: torch.nn.Module, side: int) -> ov.Model:
    """``module`` as an OpenVINO model over ``(n, side, side, 3)`` uint8, any ``n``."""
    module.eval()
    with torch.no_grad(), warnings.catch_warnings():
        # OpenVINO traces with torch.jit, which torch has declared old; both are pinned.
        warnings.simplefilter("ignore", FutureWarning)
        example = torch.zeros((2, side, side, 3), dtype=torch.uint8)
        model = ov.convert_model(module, example_input=example)
    model.reshape([-1, side, side, 3])
    return model


def save(model: ov.Model, path: Path) -> None:
    """Write ``path`` (``.xml``) and its weights beside it.

    Weights are kept in float16: that moves a vector by 1 - cos = 7e-6 at most and saves a worker 80 MB of memory.
    """
    ov.save_model(model, path, compress_to_fp16=True)
