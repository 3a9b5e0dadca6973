"""From the files that the packages ship to weights by name and to OpenVINO models. Build time only: a worker has no need of onnx.

Every model takes ``(n, height, width, 3)`` uint8 RGB crops (YuNet: one image), as those of workers/faces/graphs.py do.
"""

from __future__ import annotations

import re
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

from workers.faces.checkpoints import read_checkpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workers.faces.checkpoints import Arrays

_STAGES = {"Block35": "repeat_1", "Block17": "repeat_2", "Block8": "repeat_3"}
_CONV = re.compile(
    r"(?:(?P<block>Block35|Block17|Block8|Mixed_6a|Mixed_7a)(?:_(?P<number>\d+))?_)?"
    r"(?:Branch_(?P<branch>\d)_)?Conv2d(?:_(?P<step>\d[abc]))?_\d+x\d+"
)


def inception_from_keras(path: Path) -> Arrays:
    """The weights of ``facenet_keras.h5`` by facenet-pytorch's names."""
    with h5py.File(path, "r") as file:
        layers = _keras_layers(file["model_weights"])
    arrays = _keras_arrays(layers, torch_names([name for name in layers if _CONV.fullmatch(name)]))
    # The Keras batch norms were trained without gamma.
    shifts = [(name, shift) for name, shift in arrays.items() if name.endswith("bn.bias")]
    return arrays | {name.removesuffix("bias") + "weight": np.ones_like(shift) for name, shift in shifts}


def inception_from_state(path: Path) -> Arrays:
    """The weights in a ``.pt`` state dict in facenet-pytorch's names. Raises WeightsError when it is none."""
    # The classifier of the training set plays no part in an embedding, nor does what training counted.
    return {
        name: array
        for name, array in read_checkpoint(path).items()
        if not name.startswith("logits.") and not name.endswith("num_batches_tracked")
    }


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


def _keras_arrays(layers: Mapping[str, Mapping[str, NDArray[np.float32]]], names: Mapping[str, str]) -> Arrays:
    arrays: Arrays = {}
    for layer, weights in layers.items():
        norm = layer.endswith("_BatchNorm")
        source = layer.removesuffix("_BatchNorm")
        for kind, value in weights.items():
            arrays[_state_name(source, kind, norm, names)] = _oihw(value)
    return arrays


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


def _oihw(value: NDArray[np.float32]) -> NDArray[np.float32]:
    order = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}[value.ndim]
    return np.ascontiguousarray(value.transpose(order))


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


def iris_model(path: Path) -> ov.Model:
    """MediaPipe's iris network: ``(1, 64, 64, 3)`` uint8, a left eye, to ``(1, 213)``: 71 points around the eye, in pixels and
    with a depth. Where the iris is, which it tells too, is left out."""
    source = ov.Core().read_model(path)
    contour = next(output for output in source.outputs if output.any_name == "output_eyes_contours_and_brows")
    model = ov.Model([contour], source.get_parameters(), "iris")
    processor = ov.preprocess.PrePostProcessor(model)
    processor.input().tensor().set_element_type(ov.Type.u8)
    processor.input().preprocess().convert_element_type(ov.Type.f32).scale(255.0)
    return processor.build()


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


def save(model: ov.Model, path: Path) -> None:
    """Write ``path`` (``.xml``) and its weights beside it.

    Weights are kept in float16: that moves a vector by 1 - cos = 7e-6 at most and saves a worker 80 MB of memory.
    """
    ov.save_model(model, path, compress_to_fp16=True)


def save_arrays(arrays: Arrays, path: Path) -> None:
    """Write ``path`` (``.npz``), in full precision."""
    named: dict[str, Any] = dict(arrays)  # numpy's stubs take any name for the one of its own options
    np.savez(path, **named)
